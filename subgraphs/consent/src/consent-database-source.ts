import { askDatabase, byCustomer, quarantine, quarantineErrors, timestamp } from '@bankgraph/bank-sources';
import type { Knex } from '@bankgraph/database';
import { z } from 'zod';
import { type Consent, type ConsentRegister, consentKinds, lawfulBases, newestFirst } from './consent.js';
import { consentStatuses } from './consent-life-cycle.js';

const system = 'consent';

/** A time in JSON, where PostgreSQL writes it as ISO 8601 text. */
const jsonTime = z
  .string()
  .transform((text) => new Date(text))
  .pipe(timestamp);

/** Rows of `consent.consent` with what belongs to them. Events are checked one by one, so each may be anything here. */
export const consentRow = z.object({
  id: z.string(),
  kind: z.enum(consentKinds),
  status: z.enum(consentStatuses),
  purpose: z.string().regex(/^[A-Z][A-Za-z]+$/, 'not a term of DPV'),
  lawful_basis: z.enum(lawfulBases),
  permissions: z.array(z.string()),
  accounts: z.array(z.object({ account: z.string(), added: jsonTime, removed: jsonTime.nullable() })),
  granted_at: timestamp.nullable(),
  expires_at: timestamp.nullable(),
  transactions_from: timestamp.nullable(),
  transactions_to: timestamp.nullable(),
  grantee: z.string().min(1),
  notice_version: z.string(),
  version: z.int().positive(),
  history: z.array(z.unknown()),
});

/** Rows of `consent.consent_event` as JSON. */
export const consentEventRow = z.object({
  status: z.enum(consentStatuses),
  version: z.int().positive(),
  at: jsonTime,
  actor: z.string(),
  note: z.string().nullable(),
  on_behalf_of: z.string().nullable(),
  notice_version: z.string().nullable(),
});

/** A row in our terms, and an error for each of its events that was set aside. */
export function fromConsentRow(row: z.output<typeof consentRow>) {
  const history = quarantine(system, consentEventRow, row.history, (event: { id?: unknown }) => event.id);
  const consent: Consent = {
    id: row.id,
    kind: row.kind,
    status: row.status,
    purpose: row.purpose,
    lawfulBasis: row.lawful_basis,
    permissions: row.permissions,
    accountIds: row.accounts.flatMap(({ account, removed }) => (removed === null ? [account] : [])),
    coverage: row.accounts.map(({ account, added, removed }) => ({
      accountId: account,
      addedAt: added,
      removedAt: removed,
    })),
    grantedAt: row.granted_at,
    expiresAt: row.expires_at,
    transactionsFrom: row.transactions_from,
    transactionsTo: row.transactions_to,
    grantee: row.grantee,
    noticeVersion: row.notice_version,
    version: row.version,
    history: history.accepted.map(({ on_behalf_of, notice_version, ...event }) => ({
      ...event,
      onBehalfOf: on_behalf_of,
      noticeVersion: notice_version,
    })),
  };
  return { consent, faults: quarantineErrors(history) };
}

/** Our schema `consent`. @param knex connection of a role that may read all of it */
export function consentDatabaseSource(knex: Knex): ConsentRegister {
  return {
    async consents(customerIds, signal) {
      const rows: unknown[] = await askDatabase({ system, signal }, () =>
        consentRows(knex).whereIn('c.customer_id', [...customerIds]),
      );
      const found = byCustomer(system, consentRow, customerIds, rows, {
        customerOf: (row: { customer_id: unknown }) => row.customer_id,
        idOf: (row: { id: unknown }) => row.id,
      });
      return new Map(
        [...found].map(([customerId, { records, faults }]) => {
          const read = records.map(fromConsentRow);
          return [
            customerId,
            {
              records: read.map(({ consent }) => consent).sort(newestFirst),
              faults: [...faults, ...read.flatMap((one) => one.faults)],
            },
          ];
        }),
      );
    },
  };
}

/** A consent as the database has it now; null when there is none. @param knex a transaction sees what it has changed itself */
export async function readConsent(knex: Knex, id: string): Promise<Consent | null> {
  const row: unknown = await consentRows(knex).where('c.id', id).first();
  return row === undefined ? null : fromConsentRow(consentRow.parse(row)).consent;
}

/** One statement, so that a consent, its accounts and its history are of the same moment. */
function consentRows(knex: Knex) {
  return knex('consent.consent as c')
    .select('c.id', 'c.customer_id', 'c.kind', 'c.status', 'c.purpose', 'c.lawful_basis', 'c.permissions')
    .select('c.granted_at', 'c.expires_at', 'c.transactions_from', 'c.transactions_to')
    .select('c.grantee', 'c.notice_version', 'c.version')
    .select(
      knex.raw(`coalesce((
        select json_agg(json_build_object('account', account_id, 'added', added_at, 'removed', removed_at)
          order by account_id, added_at)
        from consent.consent_account where consent_id = c.id
      ), '[]') as accounts`),
      knex.raw(`coalesce((
        select json_agg(json_build_object('id', id, 'version', version, 'status', status, 'at', at, 'actor', actor, 'note', note,
            'on_behalf_of', on_behalf_of, 'notice_version', notice_version) order by version)
        from consent.consent_event where consent_id = c.id
      ), '[]') as history`),
    );
}
