import type { RecordEdit } from '@bankgraph/audit-log';
import { askDatabase, changeDatabase } from '@bankgraph/bank-sources';
import type { Knex } from '@bankgraph/database';
import { appendDecisions, type DecisionEventEntry } from '@bankgraph/decision-ledger';
import { addToOutbox } from '@bankgraph/events';
import type { AccessEvent, AccessGrant, Doer } from './access-grant.js';
import type { AccessRegister, Appended, Requested } from './access-register.js';
import type { AccessRequest } from './access-request.js';
import { customerEventOf, entryOfEvent, entryOfRequest } from './ledger-entry.js';
import type { AccessGrantKind, AccessGrantStatus, AccessVerdict } from './schema.generated.js';

/** The name by which errors call this system. */
const system = 'access';

/** So many of the newest grants are read beside those that wait; older ones are neither listed nor counted. */
const mostGrants = 1_000;

/** So many requests of one person may wait for a decision. */
const mostUndecided = 20;

/** PostgreSQL's codes for a second row of a unique key, and for a broken rule (`check` and our own triggers). */
const uniqueViolation = '23505';
const checkViolation = '23514';

/** A row of `access.grant_state`; its columns are checked when written. */
interface GrantRow {
  readonly id: string;
  readonly kind: AccessGrantKind;
  readonly customer_id: string;
  readonly requested_by: string;
  readonly requested_role: string;
  readonly reason: string;
  readonly requested_at: Date;
  readonly minutes: number;
  readonly decision: 'APPROVED' | 'REFUSED' | null;
  readonly decided_by: string | null;
  readonly decided_role: string | null;
  readonly decided_at: Date | null;
  readonly decision_note: string | null;
  readonly expires_at: Date | null;
  readonly ended_at: Date | null;
  readonly reviewed_by: string | null;
  readonly reviewed_role: string | null;
  readonly reviewed_at: Date | null;
  readonly verdict: AccessVerdict | null;
  readonly review_note: string | null;
  readonly events: number;
  readonly status: AccessGrantStatus;
}

/**
 * Grants in PostgreSQL, schema `access`. Each change is one transaction together with its decision in the ledger, its event in
 * the outbox and its record in the audit log, and its rows are its history.
 *
 * @param knex database `bankgraph` as the role `access_writer`; the caller closes it
 */
export function accessDatabase(knex: Knex): AccessRegister {
  return {
    async list({ status, staff }, signal) {
      const rows = await askDatabase({ system, signal }, () => {
        const grants = () => knex<GrantRow>('access.grant_state').where(status === null ? {} : { status });
        const newest = (of: Readonly<Partial<GrantRow>>) =>
          grants().select('id').where(of).orderBy('requested_at', 'desc').limit(mostGrants);
        return grants()
          .where((listed) =>
            listed
              .where({ status: 'REQUESTED' })
              .orWhere((approved) =>
                approved
                  .where({ decision: 'APPROVED' })
                  .whereNull('reviewed_at')
                  .whereNot({ kind: 'EXPORT' }),
              )
              .orWhereIn('id', newest({}))
              .orWhereIn('id', newest({ requested_by: staff })),
          )
          .select('*')
          .orderByRaw('requested_at desc, id desc');
      });
      return rows.map(grantOf);
    },

    byId: (id, signal) => askDatabase({ system, signal }, () => read(knex, id)),

    // Whoever leaves, or is left waiting, must not keep the others from hearing of it: writes are not withdrawn, and
    // what follows on the commit follows on it, not on the answer.
    request: (request, by, { record, onKept }) =>
      changeDatabase({ system }, async () => {
        const asked = await knex.transaction((all) => keepRequest(all, request, by, record));
        if (asked.outcome === 'new') onKept(asked.grant);
        return asked;
      }),

    append: (event, grant, by, { record, onKept }) =>
      changeDatabase({ system }, async () => {
        const done = await keepEvent(knex, event, grant, by, record);
        if (done.outcome === 'appended') onKept(done.grant);
        return done;
      }),
  };
}

async function read(knex: Knex, id: string): Promise<AccessGrant | null> {
  const row = await knex<GrantRow>('access.grant_state').where({ id }).first('*');
  return row === undefined ? null : grantOf(row);
}

async function keepRequest(
  knex: Knex,
  request: AccessRequest,
  by: Doer,
  record: RecordEdit,
): Promise<Requested> {
  const { kind, customerId, reason, minutes, idempotencyKey } = request;
  // One after the other for each person: what is counted stays true, and a request sent twice at once is found.
  await knex.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`access request ${by.staff}`]);
  const own = { requested_by: by.staff, idempotency_key: idempotencyKey };
  const known = await knex('access.grant').where(own).first<{ id: string } | undefined>('id');
  if (known !== undefined) {
    const grant = await existing(knex, known.id);
    const same =
      grant.kind === kind &&
      grant.customerId === customerId &&
      grant.reason === reason &&
      grant.minutes === minutes;
    return same ? { outcome: 'known', grant } : { outcome: 'other request' };
  }
  if (kind === 'BREAK_GLASS' && (await hasOverdueReview(knex, by.staff)))
    return { outcome: 'review overdue' };
  if (await hasMostUndecided(knex, by.staff)) return { outcome: 'too many' };
  const [kept] = await knex('access.grant')
    .insert({ ...own, kind, customer_id: customerId, requested_role: by.role, reason, minutes })
    .returning<{ id: string }[]>('id');
  if (kept === undefined) throw new Error('A request is gone.');
  const grant = await existing(knex, kept.id);
  await tell(knex, entryOfRequest(grant), record);
  return { outcome: 'new', grant };
}

async function keepEvent(
  knex: Knex,
  event: AccessEvent,
  grant: AccessGrant,
  by: Doer,
  record: RecordEdit,
): Promise<Appended> {
  try {
    const after = await knex.transaction(async (all) => {
      await all('access.grant_event').insert(eventRow(event, grant, by));
      const kept = await existing(all, grant.id);
      await tell(all, entryOfEvent(event, kept, by), record);
      return kept;
    });
    return { outcome: 'appended', grant: after };
  } catch (error) {
    const { code, constraint } = error as { code?: unknown; constraint?: unknown };
    if (code === uniqueViolation) return { outcome: 'overtaken' };
    if (code !== checkViolation) throw error;
    if (constraint === 'four_eyes') return { outcome: 'four eyes' };
    if (constraint === 'review_overdue') return { outcome: 'review overdue' };
    // Its day was over meanwhile; read again, it says so.
    if (constraint === 'lapsed') return { outcome: 'overtaken' };
    throw error;
  }
}

/** Outbox and ledger, and the record last: others wait for it only until COMMIT. */
async function tell(all: Knex, entry: DecisionEventEntry, record: RecordEdit): Promise<void> {
  await addToOutbox(all, customerEventOf(entry));
  await appendDecisions(all, [entry], record);
}

async function existing(knex: Knex, id: string): Promise<AccessGrant> {
  const grant = await read(knex, id);
  if (grant === null) throw new Error('A grant is gone.');
  return grant;
}

async function hasOverdueReview(knex: Knex, staff: string): Promise<boolean> {
  const { rows } = await knex.raw('select access.has_overdue_review(?) as overdue', [staff]);
  return rows[0].overdue;
}

async function hasMostUndecided(knex: Knex, staff: string): Promise<boolean> {
  const undecided = await knex<GrantRow>('access.grant_state')
    .where({ requested_by: staff, status: 'REQUESTED' })
    .select('id');
  return undecided.length >= mostUndecided;
}

function eventRow(event: AccessEvent, { id, events }: AccessGrant, by: Doer): Record<string, unknown> {
  return {
    grant_id: id,
    sequence: events + 1,
    kind: event.kind,
    by_staff: by.staff,
    by_role: by.role,
    note: event.kind === 'ENDED' ? null : event.note,
    verdict: event.kind === 'REVIEWED' ? event.verdict : null,
  };
}

function grantOf(row: GrantRow): AccessGrant {
  const { reviewed_by, reviewed_role, reviewed_at, verdict } = row;
  return {
    id: row.id,
    kind: row.kind,
    customerId: row.customer_id,
    status: row.status,
    reason: row.reason,
    requestedBy: row.requested_by,
    requestedRole: row.requested_role,
    requestedAt: row.requested_at.toISOString(),
    minutes: row.minutes,
    approved: row.decision === 'APPROVED',
    decidedBy: row.decided_by,
    decidedRole: row.decided_role,
    decidedAt: row.decided_at?.toISOString() ?? null,
    decisionNote: row.decision_note,
    expiresAt: row.expires_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    review:
      reviewed_by === null || reviewed_role === null || reviewed_at === null || verdict === null
        ? null
        : {
            by: reviewed_by,
            role: reviewed_role,
            at: reviewed_at.toISOString(),
            verdict,
            note: row.review_note,
          },
    events: row.events,
  };
}
