import { askDatabase } from '@bankgraph/bank-sources';
import { askPrepared, type Knex } from '@bankgraph/database';
import { type Restriction, restrictionScopes } from './directory.js';

/** The name by which errors call this system. */
const system = 'decisions';

const inForce = {
  name: 'decided restrictions in force',
  text: 'select customer_id, scope, since from decisions.restriction_in_force where customer_id = any($1)',
};

/** Restrictions that the bank's people have set through the graph. */
export interface DecidedRestrictions {
  /**
   * Those in force now. Rejects with UPSTREAM_UNAVAILABLE when the database does not answer in time, since none would be a
   * wrong answer.
   */
  restrictions(
    customerIds: readonly string[],
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<string, readonly Restriction[]>>;
}

/**
 * Restrictions in force in our own schema `decisions`. Its view says neither who set them nor why.
 *
 * @param knex as a role that may only read it; the caller closes it
 */
export function decidedRestrictionsSource({ knex }: { readonly knex: Knex }): DecidedRestrictions {
  return {
    async restrictions(customerIds, signal) {
      const rows = await askDatabase({ system, signal }, () =>
        askPrepared<{ customer_id: string; scope: string; since: Date }>(knex, inForce, [customerIds]),
      );
      const found = new Map<string, Restriction[]>();
      for (const { customer_id: customerId, scope, since } of rows) {
        const restriction: Restriction = {
          reason: 'UNDER_REVIEW',
          scope: restrictionScopes.find((known) => known === scope) ?? null,
          since: since.toISOString(),
        };
        found.set(customerId, [...(found.get(customerId) ?? []), restriction]);
      }
      return found;
    },
  };
}

/**
 * The bank's own restrictions and those that its people have set, the oldest first: one for each scope, since the earliest.
 * How many checks stand behind one would tell them apart.
 */
export function oneForEachScope(all: readonly Restriction[]): readonly Restriction[] {
  const earliest = new Map<Restriction['scope'], Restriction>();
  const oldestFirst = all.toSorted(
    (one, other) =>
      Date.parse(one.since) - Date.parse(other.since) || String(one.scope).localeCompare(String(other.scope)),
  );
  for (const one of oldestFirst) if (!earliest.has(one.scope)) earliest.set(one.scope, one);
  return [...earliest.values()];
}
