import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { type ListEntity, namesOf } from './list-entity.js';
import { readOwnList, readPublishedLists } from './list-sources.js';
import { ScreeningService } from './screening-service.js';

/** How many names were asked and how many came out as a match with the right entity. */
export interface Recall {
  readonly asked: number;
  readonly found: number;
}

/** How well the service does against the published lists. */
export interface ListQuality {
  readonly entities: number;
  /** People who are on no list, and who of them came out as a match: by name alone, and with all facts. */
  readonly negatives: { readonly asked: number; readonly byName: string[]; readonly withFacts: string[] };
  /** Listed names as they are written. */
  readonly primaryNames: Recall;
  readonly aliases: Recall;
  /** Listed names as somebody else might write them, from a sample. */
  readonly distorted: Readonly<Record<string, Recall>>;
}

const threshold = 0.7;

/** Changes that names suffer on their way through forms; undefined where one does not apply. */
const distortions: Readonly<Record<string, (name: string, entity: ListEntity) => string | undefined>> = {
  'other order': (name) => name.split(/\s+/).reverse().join(' '),
  'second word dropped': (name, entity) => {
    const words = name.split(/\s+/);
    return entity.schema === 'Person' && words.length > 2 ? words.toSpliced(1, 1).join(' ') : undefined;
  },
  'second word an initial': (name, entity) => {
    const words = name.split(/\s+/);
    const initial = `${words[1]?.[0] ?? ''}.`;
    return entity.schema === 'Person' && words.length > 2 ? words.with(1, initial).join(' ') : undefined;
  },
  'other transcription': (name) => {
    const lower = name.toLowerCase();
    const other = lower
      .replaceAll('kh', 'ch')
      .replace(/ou|oo/g, 'u')
      .replaceAll('zh', 'j')
      .replaceAll('ya', 'ia')
      .replace(/iy\b|yy\b/g, 'y')
      .replaceAll('e', 'é');
    return other === lower ? undefined : other;
  },
  'one typing error': (name) => {
    const longest = name.split(/\s+/).toSorted((a, b) => b.length - a.length)[0] ?? '';
    if (longest.length < 5 || /\d/.test(longest)) return undefined;
    const at = 1 + (longest.charCodeAt(2) % (longest.length - 2));
    const changed = [
      longest.slice(0, at) + longest.slice(at + 1),
      `${longest.slice(0, at)}e${longest.slice(at + 1)}`,
      longest.slice(0, at) + longest.charAt(at) + longest.slice(at),
    ][longest.charCodeAt(1) % 3];
    return name.replace(longest, changed ?? longest);
  },
};

/**
 * Measures the service on a folder with `ofac-sdn.csv`, `ofac-alt.csv` and `yente-negatives-us.csv`; takes
 * about a minute.
 * @param sampleEvery Distorts the names of every n-th entity only.
 */
export async function measureListQuality(folder: string, sampleEvery = 7): Promise<ListQuality> {
  const lists = [await readOwnList(), ...(await readPublishedLists(folder))];
  const service = new ScreeningService(lists);
  const listed = lists
    .flatMap((list) => (list.name === 'us_ofac_sdn' ? list.entities : []))
    .filter((entity) => entity.target);
  const sample = listed.filter((_, index) => index % sampleEvery === 0);
  return {
    entities: listed.length,
    negatives: await measureNegatives(service, join(folder, 'yente-negatives-us.csv')),
    primaryNames: recall(service, listed, (entity) => namesOf(entity).strong.slice(0, 1)),
    aliases: recall(service, listed, (entity) => namesOf(entity).strong.slice(1)),
    distorted: Object.fromEntries(
      Object.entries(distortions).map(([name, distort]) => [
        name,
        recall(service, sample, (entity) =>
          namesOf(entity).strong.flatMap((one) => distort(one, entity) ?? []),
        ),
      ]),
    ),
  };
}

function recall(
  service: ScreeningService,
  entities: readonly ListEntity[],
  namesToAsk: (entity: ListEntity) => readonly string[],
): Recall {
  let [asked, found] = [0, 0];
  for (const entity of entities) {
    for (const name of namesToAsk(entity)) {
      const results = service.match(
        'default',
        { schema: entity.schema, properties: { name: [name] } },
        threshold,
      );
      asked += 1;
      if (results.slice(0, 10).some((one) => one.entity.id === entity.id)) found += 1;
    }
  }
  return { asked, found };
}

async function measureNegatives(service: ScreeningService, file: string): Promise<ListQuality['negatives']> {
  const rows = parse(await readFile(file, 'utf8'), { columns: true }) as Record<string, string>[];
  const matched = (properties: (row: Record<string, string>) => Record<string, string[]>): string[] =>
    rows
      .filter(
        (row) => service.match('default', { schema: 'Person', properties: properties(row) }, threshold)[0],
      )
      .map((row) => row.full_name ?? '');
  return {
    asked: rows.length,
    byName: matched((row) => ({ name: [row.full_name ?? ''] })),
    withFacts: matched((row) => ({
      name: [row.full_name ?? ''],
      birthDate: [row.date_of_birth ?? ''],
      nationality: [row.nationality ?? ''],
      gender: [row.gender ?? ''],
    })),
  };
}
