import type { RecordEdit } from '@bankgraph/audit-log';
import { type Knex, whileAvailable } from '@bankgraph/database';
import type { DecisionEventEntry } from './decision-event-entry.js';
import { anchoredBytes } from './entry-hash.js';
import { type AppendedDecision, writeDecisions } from './write-decisions.js';

/**
 * Appends decisions to the ledger together with the record of it in the audit log, in the transaction that makes the change
 * they tell of: after its COMMIT all three are there, or none. The record has a salted digest over the hashes of what was new,
 * so that a decision that is changed, removed or added later is found out.
 *
 * @param transaction of a role that has `ledgerWriterGrants`; nothing else of the change is written after it
 * @param record prepared before the transaction began
 * @returns how many were new
 * @throws RangeError on an entry that is not of the declared shape
 * @throws AuditUnavailable, DatabaseUnavailable
 */
export async function appendDecisions(
  transaction: Knex,
  entries: Iterable<DecisionEventEntry>,
  record: RecordEdit,
): Promise<number> {
  const added = await writeDecisions(transaction, entries);
  if (added.length === 0) {
    await record(transaction);
    return 0;
  }
  const recordId = await record(transaction, anchoredBytes(added.map(({ hash }) => hash)));
  if (recordId === undefined) throw new TypeError('Decisions were appended, and no record anchors them.');
  await anchorDecisions(transaction, added, recordId);
  return added.length;
}

/** Says which record anchors the decisions. */
async function anchorDecisions(
  transaction: Knex,
  added: readonly AppendedDecision[],
  recordId: string,
): Promise<void> {
  await whileAvailable(() =>
    transaction.raw(
      `insert into ledger.anchor (decision, hash, record)
       select decision, decode(hash, 'hex'), ?::uuid from unnest(?::text[], ?::text[]) as added (decision, hash)`,
      [recordId, added.map(({ id }) => id), added.map(({ hash }) => hash.toString('hex'))],
    ),
  );
}
