import { type MatchQuery, screeningOutcome, type YenteResult } from '@bankgraph/kyc-subgraph';
import { type Expectation, expectShare, percent } from '../report/part-report.js';

/** A name to be found, by whom, and in which row of the table it counts. */
export interface Wanted {
  readonly group: string;
  readonly entityId: string;
  readonly query: MatchQuery;
}

/** How many names of a group were asked and found. */
export interface Recall {
  readonly group: string;
  readonly asked: number;
  readonly found: number;
}

/** Whether the right entity is among the results, and called a match. */
export function isFound(wanted: Wanted, results: readonly YenteResult[]): boolean {
  return results.some(({ id, match }) => match && id === wanted.entityId);
}

/** One row per group, in the order of their first name. */
export function recallOf(
  wanted: readonly Wanted[],
  results: readonly (readonly YenteResult[])[],
): readonly Recall[] {
  const groups = new Map<string, { asked: number; found: number }>();
  for (const [index, one] of wanted.entries()) {
    const group = groups.get(one.group) ?? { asked: 0, found: 0 };
    groups.set(one.group, group);
    group.asked += 1;
    if (isFound(one, results[index] ?? [])) group.found += 1;
  }
  return [...groups].map(([group, counts]) => ({ group, ...counts }));
}

/** A row of the table. */
export function recallRow({ group, asked, found }: Recall): readonly string[] {
  return [group, String(asked), String(found), percent(found, asked)];
}

/** The share that all rows together must reach. */
export function expectRecall(what: string, recalls: readonly Recall[], floor: number): Expectation {
  const sum = (of: (recall: Recall) => number) => recalls.reduce((total, recall) => total + of(recall), 0);
  return expectShare(
    what,
    sum(({ found }) => found),
    sum(({ asked }) => asked),
    floor,
  );
}

/** What came out for people who are on no list. */
export interface FalseAlarms {
  /** People with a result that the service calls a match, or that our adapter calls a confirmed hit. */
  readonly hits: number;
  /** People whom somebody has to look at. */
  readonly pending: number;
  /** People who resemble somebody, too little to be looked at. */
  readonly resembling: number;
}

/** @param threshold score from which on the bank has a result judged, even if the matcher does not call it a match */
export function falseAlarms(results: readonly (readonly YenteResult[])[], threshold: number): FalseAlarms {
  const people = (holds: (result: YenteResult) => boolean) =>
    results.filter((found) => found.some(holds)).length;
  return {
    hits: people(
      (result) => result.match || (screeningOutcome(result, threshold) as string) === 'CONFIRMED_HIT',
    ),
    pending: people((result) => screeningOutcome(result, threshold) === 'PENDING'),
    resembling: people((result) => screeningOutcome(result, threshold) === 'NO_HIT'),
  };
}
