import { askDatabase } from '@bankgraph/bank-sources';
import type { Knex } from '@bankgraph/database';
import type { AccessEvent, AccessGrant, Doer } from './access-grant.js';
import type { AccessRegister, Requested } from './access-register.js';
import type { AccessRequest } from './access-request.js';
import type { AccessGrantKind, AccessGrantStatus, AccessVerdict } from './schema.generated.js';

/** The name by which errors call this system. */
const system = 'access';

/** So many of the newest grants are read; older ones are neither listed nor counted. */
const mostGrants = 1_000;

/** A review is due when access is over; this many days later no other break-glass is given. */
const reviewGraceDays = 7;

/** PostgreSQL's codes for a second row of a unique key, and for a broken rule (`check` and our own trigger). */
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
 * Grants in PostgreSQL, schema `access`. Each change is one transaction, and its rows are its history.
 *
 * @param knex database `bankgraph` as the role `access_writer`; the caller closes it
 */
export function accessDatabase(knex: Knex): AccessRegister {
  return {
    async newest({ status, staff }, signal) {
      const rows = await askDatabase({ system, signal }, () => {
        const newest = (of: Readonly<Partial<GrantRow>>) =>
          knex<GrantRow>('access.grant_state')
            .select('id')
            .where(status === null ? of : { ...of, status })
            .orderBy('requested_at', 'desc')
            .limit(mostGrants);
        return knex<GrantRow>('access.grant_state')
          .select('*')
          .whereIn('id', newest({}))
          .orWhereIn('id', newest({ requested_by: staff }))
          .orderByRaw('requested_at desc, id desc');
      });
      return rows.map(grantOf);
    },

    byId: (id, signal) => askDatabase({ system, signal }, () => read(knex, id)),

    request: (request, by, signal) =>
      askDatabase({ system, signal }, () => knex.transaction((all) => keepRequest(all, request, by))),

    append: (event, grant, by, signal) =>
      askDatabase({ system, signal }, async () => {
        try {
          const after = await knex.transaction(async (all) => {
            await all('access.grant_event').insert(eventRow(event, grant, by));
            return read(all, grant.id);
          });
          if (after === null) throw new Error('A grant is gone.');
          return { outcome: 'appended', grant: after } as const;
        } catch (error) {
          const { code, constraint } = error as { code?: unknown; constraint?: unknown };
          if (code === uniqueViolation) return { outcome: 'overtaken' } as const;
          if (code === checkViolation && constraint === 'four_eyes') return { outcome: 'four eyes' } as const;
          throw error;
        }
      }),
  };
}

async function read(knex: Knex, id: string): Promise<AccessGrant | null> {
  const row = await knex<GrantRow>('access.grant_state').where({ id }).first('*');
  return row === undefined ? null : grantOf(row);
}

async function keepRequest(knex: Knex, request: AccessRequest, by: Doer): Promise<Requested> {
  const { kind, customerId, reason, minutes, idempotencyKey } = request;
  const own = { requested_by: by.staff, idempotency_key: idempotencyKey };
  const known = () => knex('access.grant').where(own).first<{ id: string } | undefined>('id');
  let found = await known();
  if (found === undefined) {
    if (kind === 'BREAK_GLASS' && (await hasOverdueReview(knex, by.staff))) {
      return { outcome: 'review overdue' };
    }
    const [kept] = await knex('access.grant')
      .insert({ ...own, kind, customer_id: customerId, requested_role: by.role, reason, minutes })
      .onConflict(['requested_by', 'idempotency_key'])
      .ignore()
      .returning<{ id: string }[]>('id');
    if (kept !== undefined) return { outcome: 'new', grant: await existing(knex, kept.id) };
    // The same request at the same moment: the other one was faster.
    found = await known();
  }
  if (found === undefined) throw new Error('A request is gone.');
  const grant = await existing(knex, found.id);
  const same =
    grant.kind === kind &&
    grant.customerId === customerId &&
    grant.reason === reason &&
    grant.minutes === minutes;
  return same ? { outcome: 'known', grant } : { outcome: 'other request' };
}

async function existing(knex: Knex, id: string): Promise<AccessGrant> {
  const grant = await read(knex, id);
  if (grant === null) throw new Error('A grant is gone.');
  return grant;
}

async function hasOverdueReview(knex: Knex, staff: string): Promise<boolean> {
  const overdue = await knex('access.grant_state')
    .where({ requested_by: staff, kind: 'BREAK_GLASS', decision: 'APPROVED' })
    .whereNull('reviewed_at')
    .whereRaw('least(ended_at, expires_at) < now() - make_interval(days => ?)', [reviewGraceDays])
    .first('id');
  return overdue !== undefined;
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
