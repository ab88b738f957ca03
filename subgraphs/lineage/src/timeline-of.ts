import { BankgraphError } from '@bankgraph/errors';
import type { GraphQLResolveInfo } from 'graphql';
import type { SubgraphContext } from './context.js';
import { entryOfDecision, newestFirst, possibleEntries, type TimelineRow } from './timeline.js';

/** Entries, and the systems that could not be asked for more. */
export interface Timeline {
  readonly entries: readonly TimelineRow[];
  readonly missingSystems: readonly string[];
}

const systems = ['interactions', 'ledger'] as const;

/**
 * One list out of all systems. A system that is down is named, and reported at the field, to those who could see
 * something of it; the others miss nothing. When everything that the caller could see is down there is no timeline.
 *
 * @throws UpstreamUnavailable
 */
export async function timelineOf(
  customerId: string,
  context: SubgraphContext,
  info: GraphQLResolveInfo,
): Promise<Timeline> {
  const [contacts, decisions] = await Promise.allSettled([
    context.loaders.contacts.load(customerId),
    context.loaders.decisions.load(customerId),
  ]);
  const missingSystems = await missing(
    customerId,
    { interactions: contacts, ledger: decisions },
    context,
    info,
  );
  const found = contacts.status === 'fulfilled' ? contacts.value : { entries: [], faults: [] };
  if (found.faults.length > 0 && (await mayMiss('interactions', customerId, context))) {
    for (const fault of found.faults) context.report(fault, info);
  }
  const decided = decisions.status === 'fulfilled' ? decisions.value.map(entryOfDecision) : [];
  return {
    entries: newestFirst([...found.entries.map((entry) => ({ ...entry })), ...decided]),
    missingSystems,
  };
}

async function missing(
  customerId: string,
  answers: Readonly<Record<(typeof systems)[number], PromiseSettledResult<unknown>>>,
  context: SubgraphContext,
  info: GraphQLResolveInfo,
): Promise<readonly string[]> {
  const failures = new Map<string, BankgraphError>();
  for (const system of systems) {
    const answer = answers[system];
    if (answer.status === 'fulfilled') continue;
    if (!(answer.reason instanceof BankgraphError)) throw answer.reason;
    failures.set(system, answer.reason);
  }
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
