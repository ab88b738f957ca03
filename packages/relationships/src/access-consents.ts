import type { AccessConsent } from '@bankgraph/authorization';
import type { Knex } from '@bankgraph/database';
import { bindings, keyOf, type Pair } from './pair-loader.js';

interface LiveAccessConsent {
  readonly id: string;
  readonly notice_version: string;
  readonly customer_id: string;
  readonly grantee: string;
  readonly permissions: string[];
  readonly accounts: string[];
  readonly transactions_from: Date | null;
  readonly transactions_to: Date | null;
}

/** The live account access consents of each pair of customer and grantee, in one statement. */
export async function liveAccessConsents(
  consent: Knex,
  pairs: readonly Pair[],
): Promise<readonly (readonly AccessConsent[])[]> {
  const rows: readonly LiveAccessConsent[] = await consent('consent.consent as c')
    .leftJoin('consent.consent_account as a', (join) =>
      join.on('a.consent_id', 'c.id').andOnNull('a.removed_at'),
    )
    .select('c.id', 'c.notice_version', 'c.customer_id', 'c.grantee', 'c.permissions')
    .select('c.transactions_from', 'c.transactions_to')
    .select(
      consent.raw(
        `coalesce(array_agg(a.account_id) filter (where a.account_id is not null), '{}') as accounts`,
      ),
    )
    .where({ 'c.kind': 'ACCOUNT_ACCESS', 'c.status': 'AUTH' })
    .whereIn(['c.customer_id', 'c.grantee'], bindings(pairs))
    .whereRaw('(c.expires_at is null or c.expires_at > now())')
    .groupBy('c.id');
  const byPair = new Map<string, AccessConsent[]>();
  for (const row of rows) {
    const key = keyOf([row.customer_id, row.grantee]);
    const live: AccessConsent = {
      id: row.id,
      version: row.notice_version,
      permissions: row.permissions,
      accountIds: row.accounts,
      transactionsFrom: row.transactions_from?.toISOString() ?? null,
      transactionsTo: row.transactions_to?.toISOString() ?? null,
    };
    byPair.set(key, [...(byPair.get(key) ?? []), live]);
  }
  return pairs.map((pair) => byPair.get(keyOf(pair)) ?? []);
}
