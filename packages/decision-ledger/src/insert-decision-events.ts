import { type Knex, whileAvailable } from '@bankgraph/database';
import { type CheckedEntry, checkEntry, type DecisionEventEntry } from './decision-event-entry.js';

/** Rows in one statement. */
const batch = 1_000;

const insert = `
  insert into ledger.decision_event (id, subject, occurred_at, recorded_at, domain, kind, decision, actor, inputs, plan,
    outcome, reason_for_customer, reason_internal, caused_by, supersedes, approvals, class, about_report, case_id)
  select id, subject, "occurredAt", "recordedAt", domain, kind, decision, actor, inputs, plan,
    outcome, "reasonForCustomer", "reasonInternal", "causedBy", supersedes, approvals, class, "aboutReport", "caseId"
  from jsonb_to_recordset(?::jsonb) as given (id text, subject text, "occurredAt" timestamptz, "recordedAt" timestamptz,
    domain text, kind text, decision text, actor jsonb, inputs jsonb, plan jsonb, outcome text,
    "reasonForCustomer" text, "reasonInternal" text, "causedBy" text[], supersedes text, approvals jsonb, class text,
    "aboutReport" boolean, "caseId" text)
  on conflict (id) do nothing`;

/**
 * Appends decisions, a thousand at a time, and returns how many were new: one whose id is there already is left as it
 * was, so the same decisions may be handed in again.
 *
 * @param knex as a role that may INSERT; give a transaction to have all or none
 * @throws RangeError on an entry that is not of the declared shape; those before it may be in the ledger
 * @throws DatabaseUnavailable
 */
export async function insertDecisionEvents(
  knex: Knex,
  entries: Iterable<DecisionEventEntry>,
): Promise<number> {
  let added = 0;
  for (const rows of batches(entries)) {
    // A jsonb null is not an SQL null.
    const given = JSON.stringify(rows.map(({ plan, ...row }) => (plan === null ? row : { ...row, plan })));
    const { rowCount } = await whileAvailable<{ rowCount: number }>(() => knex.raw(insert, [given]));
    added += rowCount;
  }
  return added;
}

function* batches(entries: Iterable<DecisionEventEntry>): Generator<readonly CheckedEntry[]> {
  let rows: CheckedEntry[] = [];
  for (const entry of entries) {
    rows.push(checkEntry(entry));
    if (rows.length < batch) continue;
    yield rows;
    rows = [];
  }
  if (rows.length > 0) yield rows;
}
