import type { Knex } from '@bankgraph/database';
import type { DecisionEventEntry } from './decision-event-entry.js';
import { writeDecisions } from './write-decisions.js';

/**
 * Writes decisions that nothing anchors: for tests and measurements. Whatever a bank relies on goes by `appendDecisions`; to
 * `verifyLedger` these are inserted by somebody.
 *
 * @param knex as a role that may INSERT; give a transaction to have all or none
 * @returns how many were new: one whose id is there already is left as it was
 * @throws RangeError on an entry that is not of the declared shape; those before it may be in the ledger
 * @throws DatabaseUnavailable
 */
export async function insertDecisionEvents(
  knex: Knex,
  entries: Iterable<DecisionEventEntry>,
): Promise<number> {
  return (await writeDecisions(knex, entries)).length;
}
