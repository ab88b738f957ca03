import { createWorld, sandboxSecrets, startSystem, systemFactories } from '@bankgraph/sandbox';
import type { PublishedData } from '../published-data.js';
import { expectCount, type PartReport } from '../report/part-report.js';
import type { Progress } from '../report/progress.js';
import { distortions, withoutDiacritics } from './distortions.js';
import { listFacts } from './list-facts.js';
import { type ListedName, listedKinds, multilingualEntities, negatives, sdnNames } from './listed-names.js';
import { sampleOf, seededRandom } from './random-choice.js';
import { expectRecall, falseAlarms, type Recall, recallOf, recallRow, type Wanted } from './recall.js';
import { ScreeningQuestions } from './screening-questions.js';

/** The score from which on the bank has a result judged by a person; the sandbox's screening log uses the same. */
const bankThreshold = 0.7;
const distortedNames = 600;
const timedQueries = 300;

/** Shares that must be found. What is missing below 100 % is stated in the table. */
const floors = { primary: 0.995, alias: 0.99, multilingual: 1 };

/** The published OFAC list behind the sandbox's screening service, asked over HTTP through the KYC adapter. */
export async function watchlistPart(data: PublishedData, progress: Progress): Promise<PartReport> {
  const started = performance.now();
  const routes = await systemFactories.screening(createWorld({ seed: 1, customers: 20 }), {
    secrets: sandboxSecrets,
    watchlist: data.watchlists,
  });
  await using service = await startSystem({ name: 'screening', routes });
  const { rows, names } = sdnNames(data);
  const facts = await listFacts(service.url);
  const people = negatives(data);
  const random = seededRandom(1);

  const listed = names.map((name): Wanted => wantedAs(groupOf(name), name, name.name));
  const distorted = Object.entries(distortions).flatMap(([distortion, { apply }]) =>
    sampleOf(
      names.flatMap((name) => {
        const changed = apply(name, random);
        return changed === undefined ? [] : [wantedAs(distortion, name, changed)];
      }),
      distortedNames,
      random,
    ),
  );
  const multilingual = multilingualEntities(data).flatMap(({ id, schema, names: all }) =>
    all.flatMap((name): Wanted[] => {
      const bare = withoutDiacritics(name);
      const wanted = (group: string, text: string) => ({ group, entityId: id, query: named(schema, text) });
      return [
        wanted('multilingual name', name),
        ...(bare === undefined ? [] : [wanted('multilingual, diacritics taken off', bare)]),
      ];
    }),
  );

  const questions = new ScreeningQuestions(service.url);
  try {
    const total = listed.length + distorted.length + multilingual.length + 2 * people.length;
    const onBatch = () => progress(questions.asked, total, 'Names screened');
    const byName = await questions.all(
      people.map(({ name }) => named('Person', name)),
      onBatch,
    );
    const withFacts = await questions.all(
      people.map(({ name, birthDate, nationality, gender }) => ({
        schema: 'Person',
        properties: { name: [name], birthDate: [birthDate], nationality: [nationality], gender: [gender] },
      })),
      onBatch,
    );
    const alarms = {
      byName: falseAlarms(byName, bankThreshold),
      withFacts: falseAlarms(withFacts, bankThreshold),
    };
    const search = async (wanted: readonly Wanted[]) =>
      recallOf(
        wanted,
        await questions.all(
          wanted.map(({ query }) => query),
          onBatch,
        ),
      );
    const found = {
      multilingual: await search(multilingual),
      listed: await search(listed),
      distorted: await search(distorted),
    };
    const durations = await questions.durations(
      sampleOf(listed, timedQueries, random).map(({ query }) => query),
    );
    const [median, p99] = [quantile(durations, 0.5), quantile(durations, 0.99)];
    const recalls: readonly Recall[] = [...found.listed, ...found.distorted, ...found.multilingual];
    const of = (origin: string) => found.listed.filter(({ group }) => group.startsWith(origin));
    return {
      part: 'screening',
      title: 'Published watchlists behind the screening service',
      table: {
        columns: ['Names asked', 'Asked', 'Found', 'Share'],
        rows: [
          ...recalls.map(recallRow),
          ...Object.entries(alarms).map(([how, { hits, pending, resembling }]) => [
            `people on no list, ${how === 'byName' ? 'by name' : 'with birth date, nationality, gender'}`,
            String(people.length),
            `${hits} hits, ${pending} to be judged, ${resembling} resemble`,
            '',
          ]),
        ],
      },
      findings: [
        `List ${facts.version}: ${facts.entities} entities loaded, ${rows} rows published`,
        `${questions.asked} queries; one alone takes ${median.toFixed(1)} ms (median), ${p99.toFixed(1)} ms (p99)`,
        ...questions.faults.slice(0, 10),
      ],
      expectations: [
        expectCount('entities loaded, one for each row', facts.entities, rows),
        expectCount('people on no list who come out as a hit, by name', alarms.byName.hits, 0),
        expectCount('people on no list who come out as a hit, with facts', alarms.withFacts.hits, 0),
        expectRecall('primary names found', of('primary'), floors.primary),
        expectRecall('aliases found', of('alias'), floors.alias),
        ...found.distorted.map((recall) =>
          expectRecall(`found with ${recall.group}`, [recall], distortions[recall.group]?.floor ?? 1),
        ),
        expectRecall('multilingual names found', found.multilingual, floors.multilingual),
        expectCount('answers that the adapter could not read', questions.faults.length, 0),
      ],
      figures: {
        list: facts,
        rows,
        recalls,
        negatives: { asked: people.length, ...alarms },
        queries: questions.asked,
        medianMs: median,
        p99Ms: p99,
      },
      durationMs: performance.now() - started,
    };
  } finally {
    await questions.close();
  }
}

function groupOf({ origin, kind }: ListedName): string {
  return `${origin === 'primary' ? 'primary name' : 'alias'}, ${kind}`;
}

function wantedAs(group: string, { entityId, kind }: ListedName, name: string): Wanted {
  return { group, entityId, query: named(listedKinds[kind], name) };
}

function named(schema: string, name: string) {
  return { schema, properties: { name: [name] } };
}

/** @param ascending sorted */
function quantile(ascending: readonly number[], share: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * share))] ?? 0;
}
