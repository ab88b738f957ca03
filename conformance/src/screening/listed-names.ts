import { parse } from 'csv-parse/sync';
import type { PublishedData } from '../published-data.js';

/** Kinds of entries of the SDN list, and the FollowTheMoney schema by which each is asked for. */
export const listedKinds = {
  individual: 'Person',
  entity: 'Organization',
  vessel: 'Vessel',
  aircraft: 'Airplane',
} as const;
export type ListedKind = keyof typeof listedKinds;

/** A name on the list, as somebody would write it in a form, and the entity that it is a name of. */
export interface ListedName {
  readonly entityId: string;
  readonly kind: ListedKind;
  readonly origin: 'primary' | 'alias';
  readonly name: string;
  /** As the list writes it: `GARCIA LOPEZ, Maria`. */
  readonly asListed: string;
}

/**
 * All names of the SDN list, read from the published files by code of this package's own, so that a mistake in the
 * sandbox's reader shows.
 */
export function sdnNames(data: PublishedData): {
  readonly rows: number;
  readonly names: readonly ListedName[];
} {
  const kinds = new Map<string, ListedKind>();
  const primary = rows(data.text('screening/ofac-sdn.csv')).flatMap(([id, name, type]): ListedName[] => {
    if (id === undefined || name === undefined || !/^\d+$/.test(id)) return [];
    const kind = type !== undefined && Object.hasOwn(listedKinds, type) ? (type as ListedKind) : 'entity';
    kinds.set(id, kind);
    return [listedName(id, kind, 'primary', name)];
  });
  const aliases = rows(data.text('screening/ofac-alt.csv')).flatMap(([id, , , name]): ListedName[] => {
    const kind = kinds.get(id ?? '');
    return id === undefined || name === undefined || kind === undefined
      ? []
      : [listedName(id, kind, 'alias', name)];
  });
  return { rows: primary.length, names: [...primary, ...aliases] };
}

/** An entity that carries its names in several languages and scripts. */
export interface MultilingualEntity {
  readonly id: string;
  readonly schema: string;
  readonly names: readonly string[];
}

/** The listed entities of the FollowTheMoney file, one a line; addresses and the like have no names and are left out. */
export function multilingualEntities(data: PublishedData): readonly MultilingualEntity[] {
  return data
    .text('screening/yente-t1-entities.ftm.json')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as { id: string; schema: string; properties: Record<string, string[]> })
    .map(({ id, schema, properties }) => ({ id, schema, names: properties.name ?? [] }))
    .filter(({ names }) => names.length > 0);
}

/** Somebody who is on no list. */
export interface Negative {
  readonly name: string;
  readonly birthDate: string;
  readonly nationality: string;
  readonly gender: string;
}

export function negatives(data: PublishedData): readonly Negative[] {
  const people = parse(data.text('screening/yente-negatives-us.csv'), { columns: true }) as Record<
    string,
    string
  >[];
  return people.map((row) => ({
    name: row.full_name ?? '',
    birthDate: row.date_of_birth ?? '',
    nationality: row.nationality ?? '',
    gender: row.gender ?? '',
  }));
}

function listedName(
  id: string,
  kind: ListedKind,
  origin: ListedName['origin'],
  asListed: string,
): ListedName {
  const comma = kind === 'individual' ? asListed.indexOf(',') : -1;
  const name =
    comma < 0 ? asListed : `${asListed.slice(comma + 1).trim()} ${asListed.slice(0, comma).trim()}`;
  return { entityId: `ofac-${id}`, kind, origin, name, asListed };
}

/** Cells of the legacy format: `-0-` is nothing, and the last line is the end-of-file mark of DOS. */
function rows(csv: string): readonly (readonly (string | undefined)[])[] {
  const lines = parse(csv, { relaxColumnCount: true, relaxQuotes: true, skipEmptyLines: true }) as string[][];
  return lines.map((line) =>
    line.map((cell) => {
      const text = cell.trim();
      return text === '' || text === '-0-' || text === '\u001a' ? undefined : text;
    }),
  );
}
