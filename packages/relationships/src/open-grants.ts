import type { Knex } from '@bankgraph/database';
import { bindings, keyOf, type Pair } from './pair-loader.js';

/** What a second person has opened for somebody. */
export type OpenGrant = 'BREAK_GLASS' | 'UNMASKING' | 'EXPORT';

/** The access that each pair of member of staff and customer has now, in one statement. */
export async function openGrants(
  access: Knex,
  pairs: readonly Pair[],
): Promise<readonly (readonly OpenGrant[])[]> {
  const rows: readonly { staff_id: string; customer_id: string; kinds: OpenGrant[] }[] = await access(
    'access.open_grant',
  )
    .select('staff_id', 'customer_id', access.raw('array_agg(distinct kind) as kinds'))
    .whereIn(['staff_id', 'customer_id'], bindings(pairs))
    .groupBy('staff_id', 'customer_id');
  const byPair = new Map(rows.map((row) => [keyOf([row.staff_id, row.customer_id]), row.kinds] as const));
  return pairs.map((pair) => byPair.get(keyOf(pair)) ?? []);
}
