import { BankgraphError } from '@bankgraph/errors';
import {
  defaultPage,
  idOfCursor,
  largestPage,
  type PageArguments,
  type Paged,
  paged,
} from '@bankgraph/subgraph-kit';
import type { GraphQLResolveInfo } from 'graphql';
import type { SubgraphContext } from './context.js';
import type { DecisionSort, TimelineAsked } from './decision-event.js';
import { type Contacts, interactionsSystem } from './interactions-source.js';
import type { TimelineEntryKind } from './schema.generated.js';
import { timeRangeGiven } from './time-given.js';
import { decisionSort, entryOfDecision, newestFirst, possibleEntries, type TimelineRow } from './timeline.js';

/** What the caller asks for. */
export interface TimelineArguments extends PageArguments {
  readonly kinds?: readonly TimelineEntryKind[] | null;
  readonly from?: string | null;
  readonly to?: string | null;
}

const systems = ['interactions', 'ledger'] as const;

type Place = Pick<TimelineRow, 'occurredAt' | 'id'>;

/** What the ledger has for one page. */
interface Decisions {
  /** From the cursor on, so many as the page needs. */
  readonly entries: readonly TimelineRow[];
  /** How many there are for the caller. */
  readonly count: number;
  /** What does not exist for the caller, a row for each sort of it: the engine puts on record that something was withheld. */
  readonly withheld: readonly TimelineRow[];
}

/**
 * A page of one list out of all systems. Of a customer's decisions only those of the page are read: policies decide by sort of
 * decision, so it is known beforehand which exist for the caller, and how many.
 *
 * A system that is down is named, and reported at the field, to those who could see something of it; the others miss nothing.
 * When everything that the caller could see is down there is no timeline.
 *
 * @throws UpstreamUnavailable; BAD_USER_INPUT for a time or cursor that is none
 */
export async function timelineOf(
  customerId: string,
  { kinds, from, to, ...page }: TimelineArguments,
  context: SubgraphContext,
  info: GraphQLResolveInfo,
): Promise<Paged<TimelineRow>> {
  const asked = { customerId, kinds: kinds ?? null, range: timeRangeGiven({ from, to }) };
  const cursor = page.after == null ? null : idOfCursor(page.after);
  const contacts = context.loaders.contacts.load(customerId);
  const [contacted, decided] = await Promise.allSettled([
    contacts,
    decisionsOf(asked, page, () => placeOf(cursor, customerId, contacts, context), context),
  ]);
  const failures = failuresOf({ interactions: contacted, ledger: decided });
  const missingSystems = await missing(customerId, failures, context, info);
  // Where the page begins nobody can tell without the system that the cursor is of.
  if (cursor !== null && missingSystems.length > 0) {
    const failure = failures.get(isContact(cursor) ? 'interactions' : 'ledger');
    if (failure !== undefined) throw failure;
  }
  const contactsSeen = await mayMiss('interactions', customerId, context);
  const found = contacted.status === 'fulfilled' ? contacted.value : { entries: [], faults: [] };
  if (contactsSeen) for (const fault of found.faults) context.report(fault, info);
  const all = contactsIn(asked, found);
  const { entries, count, withheld } =
    decided.status === 'fulfilled' ? decided.value : { entries: [], count: 0, withheld: [] };
  const merged = newestFirst([...(contactsSeen ? all.map((entry) => ({ ...entry })) : []), ...entries]);
  const begin = cursor === null ? 0 : merged.findIndex(({ id }) => id === cursor);
  const rows = begin === -1 ? [] : merged.slice(begin, begin + rowsFor(page));
  return paged(
    [...rows, ...withheld, ...(contactsSeen ? [] : all.slice(0, 1).map((entry) => ({ ...entry })))],
    page,
    { completeness: { missingSystems } },
    (contactsSeen ? all.length : 0) + count,
  );
}

/** The row of the cursor, the page's own, and one more that tells whether there is a next page. */
function rowsFor({ first }: PageArguments): number {
  return Math.min(Math.max(first ?? defaultPage, 0), largestPage) + 2;
}

function isContact(id: string): boolean {
  return id.startsWith(`${interactionsSystem}:`);
}

function contactsIn({ kinds, range }: TimelineAsked, { entries }: Contacts): readonly TimelineRow[] {
  if (kinds !== null && !kinds.includes('CONTACT')) return [];
  return entries.filter(
    ({ occurredAt }) =>
      (range.from === null || new Date(occurredAt) >= range.from) &&
      (range.to === null || new Date(occurredAt) < range.to),
  );
}

/** Where the entry of a cursor stands; null when there is none, or it is not of this customer. */
async function placeOf(
  cursor: string | null,
  customerId: string,
  contacts: Promise<Contacts>,
  { loaders }: SubgraphContext,
): Promise<Place | null> {
  if (cursor === null) return null;
  if (!isContact(cursor)) {
    const event = await loaders.decision.load(cursor);
    return event?.customerId === customerId ? event : null;
  }
  const { entries } = await contacts.catch((): Contacts => ({ entries: [], faults: [] }));
  return entries.find(({ id }) => id === cursor) ?? null;
}

async function decisionsOf(
  asked: TimelineAsked,
  page: PageArguments,
  begin: () => Promise<Place | null>,
  { loaders, visible }: SubgraphContext,
): Promise<Decisions> {
  if (asked.kinds?.every((kind) => kind === 'CONTACT')) {
    return { entries: [], count: 0, withheld: [] };
  }
  const [sorts, place] = await Promise.all([loaders.timelineSorts(asked), begin()]);
  const seen = await visible('TimelineEntry', sorts.map(decisionSort));
  const withheld = withheldOf(sorts, seen);
  const count = seen.reduce((sum, sort) => sum + sort.count, 0);
  // A cursor that leads nowhere is told of by the page.
  const nothing = count === 0 || (page.after != null && place === null);
  const events = nothing
    ? []
    : await loaders.timelinePage({ ...asked, sorts: seen, upTo: place, most: rowsFor(page) });
  return { entries: events.map(entryOfDecision), count, withheld };
}

function withheldOf(all: readonly DecisionSort[], seen: readonly DecisionSort[]): readonly TimelineRow[] {
  const key = ({ domain, class: dataClass, aboutReport, caseId }: DecisionSort) =>
    JSON.stringify([domain, dataClass, aboutReport, caseId]);
  const shown = new Set(seen.map(key));
  return all
    .filter((sort) => !shown.has(key(sort)))
    .map(({ customerId, domain, class: dataClass, aboutReport, caseId }, at) => ({
      id: `withheld:${at}`,
      customerId,
      occurredAt: '',
      kind: 'DECISION',
      channel: null,
      summary: '',
      handledBy: null,
      class: dataClass,
      domain,
      aboutReport,
      caseId,
    }));
}

function failuresOf(
  answers: Readonly<Record<(typeof systems)[number], PromiseSettledResult<unknown>>>,
): ReadonlyMap<string, BankgraphError> {
  const failures = new Map<string, BankgraphError>();
  for (const system of systems) {
    const answer = answers[system];
    if (answer.status === 'fulfilled') continue;
    if (!(answer.reason instanceof BankgraphError)) throw answer.reason;
    failures.set(system, answer.reason);
  }
  return failures;
}

async function missing(
  customerId: string,
  failures: ReadonlyMap<string, BankgraphError>,
  context: SubgraphContext,
  info: GraphQLResolveInfo,
): Promise<readonly string[]> {
  if (failures.size === 0) return [];
  const concerned: string[] = [];
  for (const system of systems) if (await mayMiss(system, customerId, context)) concerned.push(system);
  const missed = concerned.filter((system) => failures.has(system));
  for (const system of missed) {
    const failure = failures.get(system);
    if (failure === undefined) continue;
    if (missed.length === concerned.length) throw failure;
    context.report(failure, info);
  }
  return missed;
}

/** Whether the caller could see anything that the system may have about the customer. */
async function mayMiss(
  system: (typeof systems)[number],
  customerId: string,
  context: SubgraphContext,
): Promise<boolean> {
  return (await context.visible('TimelineEntry', possibleEntries[system](customerId))).length > 0;
}
