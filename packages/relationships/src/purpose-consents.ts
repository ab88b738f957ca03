import type { ConsentReference } from '@bankgraph/authorization';
import type { Knex } from '@bankgraph/database';
import { bindings, keyOf, type Pair } from './pair-loader.js';

interface LivePurposeConsent {
  readonly id: string;
  readonly notice_version: string;
  readonly customer_id: string;
  readonly purpose: string;
}

/** The live consents of each pair of customer and purpose that were given to the bank, in one statement. */
export async function livePurposeConsents(
  consent: Knex,
  pairs: readonly Pair[],
): Promise<readonly (readonly ConsentReference[])[]> {
  const rows: readonly LivePurposeConsent[] = await consent('consent.consent')
    .select('id', 'notice_version', 'customer_id', 'purpose')
    .where({ kind: 'PURPOSE', status: 'AUTH', grantee: 'bank' })
    .whereIn(['customer_id', 'purpose'], bindings(pairs))
    .whereRaw('(expires_at is null or expires_at > now())')
    .orderBy('id');
  const byPair = new Map<string, ConsentReference[]>();
  for (const row of rows) {
    const key = keyOf([row.customer_id, row.purpose]);
    byPair.set(key, [...(byPair.get(key) ?? []), { id: row.id, version: row.notice_version }]);
  }
  return pairs.map((pair) => byPair.get(keyOf(pair)) ?? []);
}
