import type { AccessConsent, Relationships } from '@bankgraph/authorization';
import { BankgraphError } from '@bankgraph/errors';
import DataLoader from 'dataloader';
import type { Knex } from 'knex';

/** The bank's databases that tell who is assigned to whom and who has consented to what. */
export interface RelationshipDatabases {
  /** Schema `staffing`. */
  readonly staffing: Knex;
  /** Schema `consent`. */
  readonly consent: Knex;
}

/**
 * Relationships from the bank's PostgreSQL, for one request: questions of one turn of the event loop become one
 * statement each, and an answer is remembered for this request only. A revoked assignment or consent therefore
 * takes effect with the next request. Rejects with UPSTREAM_UNAVAILABLE when the database does not answer.
 */
export function postgresRelationships(databases: RelationshipDatabases): Relationships {
  const customerAssignments = pairLoader('staffing', async (pairs) =>
    databases
      .staffing<{ left: string; right: string }>('staffing.customer_assignment')
      .select({ left: 'staff_id', right: 'customer_id' })
      .whereIn(['staff_id', 'customer_id'], pairs)
      .whereRaw('since <= now() and (until is null or until > now())'),
  );
  const caseAssignments = pairLoader('staffing', async (pairs) =>
    databases
      .staffing('staffing.case_assignment')
      .select({ left: 'staff_id', right: 'case_id' })
      .whereIn(['staff_id', 'case_id'], pairs)
      .whereRaw('since <= now() and (until is null or until > now())'),
  );
  const purposeConsents = pairLoader('consent', async (pairs) =>
    databases
      .consent('consent.consent')
      .distinct({ left: 'customer_id', right: 'purpose' })
      .where({ kind: 'PURPOSE', status: 'AUTH', grantee: 'bank' })
      .whereIn(['customer_id', 'purpose'], pairs)
      .whereRaw('(expires_at is null or expires_at > now())'),
  );
  const accessConsents = new DataLoader<Pair, readonly AccessConsent[], string>(
    (pairs) => guarded('consent', () => liveAccessConsents(databases.consent, pairs)),
    { cacheKeyFn: keyOf },
  );
  return {
    assignedToCustomer: (staffId, customerId) => customerAssignments.load([staffId, customerId]),
    assignedToCase: (staffId, caseId) => caseAssignments.load([staffId, caseId]),
    consentsToPurpose: (customerId, purpose) => purposeConsents.load([customerId, purpose]),
    accessConsents: (customerId, grantee) => accessConsents.load([customerId, grantee]),
  };
}

type Pair = readonly [string, string];

const keyOf = (pair: Pair): string => JSON.stringify(pair);

/** A loader of yes-or-no answers about pairs, from a query for the pairs that exist. */
function pairLoader(
  system: string,
  existing: (pairs: readonly string[][]) => Promise<readonly { left: string; right: string }[]>,
): DataLoader<Pair, boolean, string> {
  return new DataLoader<Pair, boolean, string>(
    (pairs) =>
      guarded(system, async () => {
        const found = new Set(
          (await existing(pairs.map((pair) => [...pair]))).map(({ left, right }) => keyOf([left, right])),
        );
        return pairs.map((pair) => found.has(keyOf(pair)));
      }),
    { cacheKeyFn: keyOf },
  );
}

async function liveAccessConsents(
  consent: Knex,
  pairs: readonly Pair[],
): Promise<readonly (readonly AccessConsent[])[]> {
  const rows: readonly { customer_id: string; grantee: string; permissions: string[]; accounts: string[] }[] =
    await consent('consent.consent as c')
      .leftJoin('consent.consent_account as a', (join) =>
        join.on('a.consent_id', 'c.id').andOnNull('a.removed_at'),
      )
      .select('c.customer_id', 'c.grantee', 'c.permissions')
      .select(
        consent.raw(
          `coalesce(array_agg(a.account_id) filter (where a.account_id is not null), '{}') as accounts`,
        ),
      )
      .where({ 'c.kind': 'ACCOUNT_ACCESS', 'c.status': 'AUTH' })
      .whereIn(
        ['c.customer_id', 'c.grantee'],
        pairs.map((pair) => [...pair]),
      )
      .whereRaw('(c.expires_at is null or c.expires_at > now())')
      .groupBy('c.id', 'c.customer_id', 'c.grantee', 'c.permissions');
  const byPair = new Map<string, AccessConsent[]>();
  for (const row of rows) {
    const key = keyOf([row.customer_id, row.grantee]);
    byPair.set(key, [...(byPair.get(key) ?? []), { permissions: row.permissions, accountIds: row.accounts }]);
  }
  return pairs.map((pair) => byPair.get(keyOf(pair)) ?? []);
}

/** Nothing of the database's own words may reach a client. */
async function guarded<T>(system: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    throw new BankgraphError('UPSTREAM_UNAVAILABLE', { system }, { cause });
  }
}
