import { type Knex, whileAvailable } from '@bankgraph/database';
import { type CheckedEntry, checkEntry, type DecisionEventEntry } from './decision-event-entry.js';
import { entryHash } from './entry-hash.js';

/** A decision that was new to the ledger, and its hash. */
export interface AppendedDecision {
  readonly id: string;
  readonly hash: Buffer;
}

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
  on conflict (id) do nothing
  returning id`;

/**
 * Writes decisions, a thousand at a time, and returns those that were new: one whose id is there already is left as it was,
 * so the same decisions may be handed in again. Nothing anchors them.
 *
 * @param transaction of a role that may INSERT
 * @throws RangeError on an entry that is not of the declared shape; those before it are written
 * @throws DatabaseUnavailable
 */
export async function writeDecisions(
  transaction: Knex,
  entries: Iterable<DecisionEventEntry>,
): Promise<readonly AppendedDecision[]> {
  const added: AppendedDecision[] = [];
  for (const rows of batches(entries)) {
    // A jsonb null is not an SQL null.
    const given = JSON.stringify(rows.map(({ plan, ...row }) => (plan === null ? row : { ...row, plan })));
    const written = await whileAvailable<{ rows: { id: string }[] }>(() => transaction.raw(insert, [given]));
    const byId = new Map(rows.map((row) => [row.id, row]));
    for (const { id } of written.rows) {
      const row = byId.get(id);
      if (row !== undefined) added.push({ id, hash: entryHash(row) });
    }
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
