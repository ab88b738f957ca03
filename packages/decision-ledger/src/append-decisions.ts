import type { RecordEdit } from '@bankgraph/audit-log';
import type { Knex } from '@bankgraph/database';
import type { DecisionEventEntry } from './decision-event-entry.js';
import { insertDecisionEvents } from './insert-decision-events.js';

/**
 * Appends decisions to the ledger together with the record of it in the audit log, in the transaction that makes the change
 * they tell of: after its COMMIT all three are there, or none.
 *
 * @param transaction of a role that has `ledgerWriterGrants`; the record is the last that is written in it
 * @param record prepared before the transaction began
 * @returns how many were new
 * @throws RangeError on an entry that is not of the declared shape
 * @throws AuditUnavailable, DatabaseUnavailable
 */
export async function appendDecisions(
  transaction: Knex,
  entries: readonly DecisionEventEntry[],
  record: RecordEdit,
): Promise<number> {
  const added = await insertDecisionEvents(transaction, entries);
  await record(transaction);
  return added;
}
