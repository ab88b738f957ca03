import { type BankTruth, Listing } from './bank-truth.fixture.js';
import type { Row } from './plain-conditions.fixture.js';

/** Kinds of the timeline to ask for. */
export const timelineKinds = [
  ['CONTACT'],
  ['DECISION'],
  ['CHECK', 'ALERT'],
  ['CONSENT', 'CONTACT'],
  ['ALERT', 'DECISION', 'CHECK', 'CONSENT'],
  [],
  null,
];

/** Times at which nothing happened, before and after everything, and none at all. */
const otherTimes = ['2026-03-01T12:00:00+02:00', '2020-01-01T00:00:00Z', '2099-01-01T00:00:00Z', null];

/** Times to ask for: those at which something was decided or agreed, so that it shows whether a bound is part of what is asked for. */
export function randomTimes({ decisions }: BankTruth, customer: Row | undefined): readonly (string | null)[] {
  const listed = customer?.decisions;
  const events = listed instanceof Listing ? listed.rows : [...decisions.values()].slice(0, 10);
  const agreed = (customer?.consents ?? []) as readonly Row[];
  const times = new Set([
    ...events.flatMap(({ occurredAt, recordedAt }) => [String(occurredAt), String(recordedAt)]),
    ...agreed.flatMap(({ history }) => (history as readonly Row[]).map(({ at }) => String(at))),
  ]);
  return [...times, ...otherTimes];
}

/** Filters of decisions: of each member every value that there is in the ledger, alone and with another member. */
export function randomDecisionFilters(truth: BankTruth, customer: Row | undefined): readonly Row[] {
  const events = [...truth.decisions.values()];
  const distinct = (of: (event: Row) => unknown) =>
    [...new Set(events.map(of))].filter((value): value is string => typeof value === 'string').sort();
  const kinds = distinct(({ kind }) => kind);
  const decided = distinct(({ decision }) => decision);
  const plan = (event: Row) => event.plan as Row | null;
  const times = randomTimes(truth, customer);
  const each = (member: string, values: readonly unknown[]) => values.map((value) => ({ [member]: value }));
  const members: readonly (readonly Row[])[] = [
    each('kinds', [
      ...kinds.map((kind) => [kind]),
      kinds.filter((_, at) => at % 2 === 0),
      [],
      ['no.such-kind'],
    ]),
    each('domains', [...distinct(({ domain }) => domain).map((domain) => [domain]), ['KYC', 'AML'], []]),
    each('decisions', [...decided.map((decision) => [decision]), decided.slice(0, 5)]),
    each('actorTypes', [['HUMAN'], ['SYSTEM'], ['MODEL'], ['HUMAN', 'MODEL']]),
    each('planId', [...distinct((event) => plan(event)?.id), 'no-such-plan']),
    each(
      'planVersion',
      distinct((event) => plan(event)?.version),
    ),
    each('from', times),
    each('to', times),
    each('knownAt', times),
    each('from', times.toReversed()),
    each('to', times.toReversed()),
    each('knownAt', times.toReversed()),
  ];
  // One member after the other, so that each comes up as often, whatever number of values it has.
  const longest = Math.max(...members.map(({ length }) => length));
  const alone = Array.from({ length: longest }, (_, at) =>
    members.map((values) => values[at % values.length] ?? {}),
  ).flat();
  return [{}, ...alone.flatMap((one, at) => [one, { ...alone[(at * 7 + 5) % alone.length], ...one }])];
}
