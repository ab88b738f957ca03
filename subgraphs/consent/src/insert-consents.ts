import type { Knex } from '@bankgraph/database';
import type { ConsentStatus } from './consent-life-cycle.js';

/** A consent with all that has become of it, as another register hands it over. Times are ISO 8601. */
export interface RecordedConsent {
  readonly id: string;
  readonly customerId: string;
  readonly kind: string;
  readonly status: ConsentStatus;
  readonly purpose: string;
  readonly lawfulBasis: string;
  readonly permissions: readonly string[];
  readonly grantedAt: string | null;
  readonly expiresAt: string | null;
  readonly transactionsFrom: string | null;
  readonly transactionsTo: string | null;
  readonly grantee: string;
  readonly noticeVersion: string;
  readonly accounts: readonly { readonly accountId: string; readonly removedAt: string | null }[];
  /** The oldest first, at least one: accounts are covered from the first one on. */
  readonly events: readonly {
    readonly id: string;
    readonly status: ConsentStatus;
    readonly at: string;
    readonly actor: string;
    readonly note: string | null;
  }[];
}

/** So many consents go into one statement. */
const batchSize = 500;

/**
 * Takes consents over from another register, with their history. Those whose id is there already are left as they are.
 *
 * @param transaction as the owner of the schema
 */
export async function insertConsents(transaction: Knex, consents: Iterable<RecordedConsent>): Promise<void> {
  let batch: RecordedConsent[] = [];
  for (const consent of consents) {
    batch.push(consent);
    if (batch.length < batchSize) continue;
    await insertBatch(transaction, batch);
    batch = [];
  }
  await insertBatch(transaction, batch);
}

async function insertBatch(transaction: Knex, consents: readonly RecordedConsent[]): Promise<void> {
  const rows = consents.map((consent) => ({
    id: consent.id,
    customer_id: consent.customerId,
    kind: consent.kind,
    status: consent.status,
    purpose: consent.purpose,
    lawful_basis: consent.lawfulBasis,
    permissions: consent.permissions,
    granted_at: consent.grantedAt,
    expires_at: consent.expiresAt,
    transactions_from: consent.transactionsFrom,
    transactions_to: consent.transactionsTo,
    grantee: consent.grantee,
    notice_version: consent.noticeVersion,
    version: Math.max(1, consent.events.length),
  }));
  const added = new Set(await insert(transaction, 'consent', rows, 'id'));
  const fresh = consents.filter(({ id }) => added.has(id));
  await insert(
    transaction,
    'consent_account',
    fresh.flatMap(({ id, accounts, events }) =>
      accounts.map(({ accountId, removedAt }) => ({
        consent_id: id,
        account_id: accountId,
        added_at: events[0]?.at,
        removed_at: removedAt,
      })),
    ),
    'account_id',
  );
  await insert(
    transaction,
    'consent_event',
    // Which notice it was under later the other register does not tell step by step.
    fresh.flatMap(({ id, events, noticeVersion }) =>
      events.map((event, at) => ({
        consent_id: id,
        version: at + 1,
        ...event,
        notice_version: at === 0 ? noticeVersion : null,
      })),
    ),
    'id',
  );
}

/** One statement and one parameter for any number of rows. @returns a column of those that were new */
async function insert(
  knex: Knex,
  table: string,
  rows: readonly object[],
  returning: string,
): Promise<readonly string[]> {
  const [first] = rows;
  if (first === undefined) return [];
  const columns = Object.keys(first).join(', ');
  const { rows: added } = await knex.raw<{ rows: readonly Record<string, string>[] }>(
    `insert into consent.${table} (${columns})
     select ${columns} from jsonb_populate_recordset(null::consent.${table}, ?::jsonb)
     on conflict do nothing returning ${returning} as added`,
    [JSON.stringify(rows)],
  );
  return added.flatMap(({ added: one }) => (one === undefined ? [] : [one]));
}
