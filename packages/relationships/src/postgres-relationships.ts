import { type AccessConsent, noRelationships, type Relationships } from '@bankgraph/authorization';
import { askDatabase, type DatabaseCall } from '@bankgraph/bank-sources';
import type { Knex } from '@bankgraph/database';
import DataLoader from 'dataloader';

/** The bank's databases that tell who is assigned to whom and who has consented to what. */
export interface RelationshipDatabases {
  /** Schema `staffing`. */
  readonly staffing: Knex;
  /** Schema `consent`. */
  readonly consent: Knex;
}

/** How long the databases are waited for. */
export interface LookupLimits {
  /** Withdraws every lookup: the client has gone, or the request's time is up. */
  readonly signal?: AbortSignal;
  /** Milliseconds for one lookup, waiting for a connection included. Default 1500. */
  readonly deadlineMs?: number;
}

/**
 * Relationships from the bank's PostgreSQL, for one request: questions of one turn of the event loop become one
 * statement each, and an answer is remembered for this request only, also that there is none. A revoked assignment or
 * consent therefore takes effect with the next request. Rejects with UPSTREAM_UNAVAILABLE when the database (system
 * `staffing` or `consent`) does not answer in time.
 */
export function postgresRelationships(
  { staffing, consent }: RelationshipDatabases,
  limits: LookupLimits = {},
): Relationships {
  const ofStaffing = { system: 'staffing', ...limits };
  const ofConsent = { system: 'consent', ...limits };
  const customerAssignments = existingPairs(ofStaffing, (pairs) =>
    staffing('staffing.customer_assignment')
      .select<FoundPair[]>({ left: 'staff_id', right: 'customer_id' })
      .whereIn(['staff_id', 'customer_id'], pairs)
      .whereRaw('since <= now() and (until is null or until > now())'),
  );
  const caseAssignments = existingPairs(ofStaffing, (pairs) =>
    staffing('staffing.case_assignment')
      .select<FoundPair[]>({ left: 'staff_id', right: 'case_id' })
      .whereIn(['staff_id', 'case_id'], pairs)
      .whereRaw('since <= now() and (until is null or until > now())'),
  );
  const purposeConsents = existingPairs(ofConsent, (pairs) =>
    consent('consent.consent')
      .select<FoundPair[]>({ left: 'customer_id', right: 'purpose' })
      .where({ kind: 'PURPOSE', status: 'AUTH', grantee: 'bank' })
      .whereIn(['customer_id', 'purpose'], pairs)
      .whereRaw('(expires_at is null or expires_at > now())'),
  );
  const accessConsents = pairLoader(ofConsent, (pairs) => liveAccessConsents(consent, pairs));
  return {
    ...noRelationships,
    assignedToCustomer: (staffId, customerId) => customerAssignments.load([staffId, customerId]),
    assignedToCase: (staffId, caseId) => caseAssignments.load([staffId, caseId]),
    consentsToPurpose: (customerId, purpose) => purposeConsents.load([customerId, purpose]),
    accessConsents: (customerId, grantee) => accessConsents.load([customerId, grantee]),
  };
}

type Pair = readonly [string, string];

const keyOf = (pair: Pair): string => JSON.stringify(pair);

interface FoundPair {
  readonly left: string;
  readonly right: string;
}

/** A loader of yes-or-no answers about pairs, from a query for the pairs that exist. */
function existingPairs(
  call: DatabaseCall,
  existing: (pairs: readonly string[][]) => PromiseLike<readonly FoundPair[]>,
): DataLoader<Pair, boolean, string> {
  return pairLoader(call, async (pairs) => {
    const rows = await existing(pairs.map((pair) => [...pair]));
    const found = new Set(rows.map(({ left, right }) => keyOf([left, right])));
    return pairs.map((pair) => found.has(keyOf(pair)));
  });
}

/** A loader of answers about pairs. A database that is down is asked once a request. */
function pairLoader<Answer>(
  call: DatabaseCall,
  ask: (pairs: readonly Pair[]) => PromiseLike<readonly Answer[]>,
): DataLoader<Pair, Answer, string> {
  return new DataLoader<Pair, Answer, string>(
    // Returned, not thrown: DataLoader remembers only what is returned.
    (pairs) => askDatabase(call, () => ask(pairs)).catch((failure: Error) => pairs.map(() => failure)),
    { cacheKeyFn: keyOf },
  );
}

interface LiveAccessConsent {
  readonly customer_id: string;
  readonly grantee: string;
  readonly permissions: string[];
  readonly accounts: string[];
  readonly transactions_from: Date | null;
  readonly transactions_to: Date | null;
}

async function liveAccessConsents(
  consent: Knex,
  pairs: readonly Pair[],
): Promise<readonly (readonly AccessConsent[])[]> {
  const rows: readonly LiveAccessConsent[] = await consent('consent.consent as c')
    .leftJoin('consent.consent_account as a', (join) =>
      join.on('a.consent_id', 'c.id').andOnNull('a.removed_at'),
    )
    .select('c.customer_id', 'c.grantee', 'c.permissions', 'c.transactions_from', 'c.transactions_to')
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
    .groupBy('c.id');
  const byPair = new Map<string, AccessConsent[]>();
  for (const row of rows) {
    const key = keyOf([row.customer_id, row.grantee]);
    const live: AccessConsent = {
      permissions: row.permissions,
      accountIds: row.accounts,
      transactionsFrom: row.transactions_from?.toISOString() ?? null,
      transactionsTo: row.transactions_to?.toISOString() ?? null,
    };
    byPair.set(key, [...(byPair.get(key) ?? []), live]);
  }
  return pairs.map((pair) => byPair.get(keyOf(pair)) ?? []);
}
