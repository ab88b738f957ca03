import type { Relationships } from '@bankgraph/authorization';
import { askDatabase, type DatabaseCall } from '@bankgraph/bank-sources';
import type { Knex } from '@bankgraph/database';
import type DataLoader from 'dataloader';
import { liveAccessConsents } from './access-consents.js';
import { openGrants } from './open-grants.js';
import { bindings, keyOf, type Pair, pairLoader } from './pair-loader.js';
import { livePurposeConsents } from './purpose-consents.js';
import { type WallDatabases, wallsAgainst } from './walls.js';

/** Databases that tell who is assigned to whom, who has consented to what, where walls stand, and who was given access. */
export interface RelationshipDatabases extends WallDatabases {
  /** Schema `consent`. */
  readonly consent: Knex;
  /** Our own schema `access`. */
  readonly access: Knex;
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
 * statement each, and an answer is remembered for this request only, also that there is none. A revoked assignment,
 * clearance or consent, a new wall, or access whose time is up therefore takes effect with the next request. Rejects with
 * UPSTREAM_UNAVAILABLE when the database (system `staffing`, `directory`, `consent` or `access`) does not answer in time.
 */
export function postgresRelationships(
  { directory, staffing, consent, access }: RelationshipDatabases,
  limits: LookupLimits = {},
): Relationships {
  const ofStaffing = { system: 'staffing', ...limits };
  const ofConsent = { system: 'consent', ...limits };
  const ofAccess = { system: 'access', ...limits };
  const assignments = pairLoader((pairs) =>
    askDatabase(ofStaffing, () => customerAssignments(staffing, pairs)),
  );
  const caseAssignments = existingPairs(ofStaffing, (pairs) =>
    staffing('staffing.case_assignment')
      .select<FoundPair[]>({ left: 'staff_id', right: 'case_id' })
      .whereIn(['staff_id', 'case_id'], bindings(pairs))
      .whereRaw('since <= now() and (until is null or until > now())'),
  );
  const purposeConsents = pairLoader((pairs) =>
    askDatabase(ofConsent, () => livePurposeConsents(consent, pairs)),
  );
  const accessConsents = pairLoader((pairs) =>
    askDatabase(ofConsent, () => liveAccessConsents(consent, pairs)),
  );
  const grants = pairLoader((pairs) => askDatabase(ofAccess, () => openGrants(access, pairs)));
  const walls = pairLoader((pairs) => wallsAgainst({ directory, staffing }, pairs, limits));
  return {
    assignedToCustomer: async (staffId, customerId) =>
      (await assignments.load([staffId, customerId])) !== 'none',
    relationshipManagerOf: async (staffId, customerId) =>
      (await assignments.load([staffId, customerId])) === 'portfolio',
    assignedToCase: (staffId, caseId) => caseAssignments.load([staffId, caseId]),
    purposeConsents: (customerId, purpose) => purposeConsents.load([customerId, purpose]),
    accessConsents: (customerId, grantee) => accessConsents.load([customerId, grantee]),
    wallsAgainst: (staffId, customerId) => walls.load([staffId, customerId]),
    breakGlassOpen: async (staffId, customerId) =>
      (await grants.load([staffId, customerId])).includes('BREAK_GLASS'),
    fourEyesGiven: async (staffId, customerId) =>
      (await grants.load([staffId, customerId])).includes('UNMASKING'),
    exportApproved: async (staffId, customerId) =>
      (await grants.load([staffId, customerId])).includes('EXPORT'),
  };
}

/** How a customer is assigned to a member of staff: into the own portfolio, for other work, or not at all. */
type Assignment = 'portfolio' | 'other' | 'none';

/** The assignments in force of each pair of member of staff and customer, in one statement. */
async function customerAssignments(staffing: Knex, pairs: readonly Pair[]): Promise<readonly Assignment[]> {
  const rows: readonly { staff_id: string; customer_id: string; portfolio: boolean }[] = await staffing(
    'staffing.customer_assignment',
  )
    .select('staff_id', 'customer_id', staffing.raw(`bool_or(kind = 'PORTFOLIO') as portfolio`))
    .whereIn(['staff_id', 'customer_id'], bindings(pairs))
    .whereRaw('since <= now() and (until is null or until > now())')
    .groupBy('staff_id', 'customer_id');
  const byPair = new Map(
    rows.map(
      (row) => [keyOf([row.staff_id, row.customer_id]), row.portfolio ? 'portfolio' : 'other'] as const,
    ),
  );
  return pairs.map((pair) => byPair.get(keyOf(pair)) ?? 'none');
}

interface FoundPair {
  readonly left: string;
  readonly right: string;
}

/** A loader of yes-or-no answers about pairs, from a query for the pairs that exist. */
function existingPairs(
  call: DatabaseCall,
  existing: (pairs: readonly Pair[]) => PromiseLike<readonly FoundPair[]>,
): DataLoader<Pair, boolean, string> {
  return pairLoader(async (pairs) => {
    const rows = await askDatabase(call, () => existing(pairs));
    const found = new Set(rows.map(({ left, right }) => keyOf([left, right])));
    return pairs.map((pair) => found.has(keyOf(pair)));
  });
}
