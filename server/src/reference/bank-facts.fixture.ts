import type { Knex } from '@bankgraph/database';
import type { AccessGrantRow } from './bank-truth.fixture.js';
import type { Caller } from './plain-conditions.fixture.js';

/** Something that holds for a time; null: still. */
interface InTime {
  readonly since: Date;
  readonly until: Date | null;
}

/** A consent, with the accounts that it covers now. */
export interface ConsentFact {
  readonly customer_id: string;
  readonly kind: string;
  readonly status: string;
  readonly purpose: string;
  readonly permissions: readonly string[];
  readonly expires_at: Date | null;
  readonly transactions_from: Date | null;
  readonly transactions_to: Date | null;
  readonly grantee: string;
  readonly accounts: readonly string[];
}

/** The past of a consent, in rows of the tables. */
export interface ConsentPast {
  readonly granted_at: Date | null;
  readonly expires_at: Date | null;
  /** In order of the account's number and the time from which it is covered. */
  readonly accounts: readonly {
    readonly account_id: string;
    readonly added_at: Date;
    readonly removed_at: Date | null;
  }[];
  /** The oldest first. */
  readonly events: readonly {
    readonly status: string;
    readonly version: number;
    readonly at: Date;
    readonly notice_version: string | null;
  }[];
}

/** The past of every consent, by its number. @param own the database of consents */
export async function readConsentPasts(own: Knex): Promise<ReadonlyMap<string, ConsentPast>> {
  const consents = await own('consent.consent').select('id', 'granted_at', 'expires_at');
  const accounts = await own('consent.consent_account').select('*').orderBy(['account_id', 'added_at']);
  const events = await own('consent.consent_event').select('*').orderBy('version');
  const of = (rows: readonly { readonly consent_id: string }[], id: string) =>
    rows.filter(({ consent_id }) => consent_id === id);
  return new Map(
    consents.map((consent) => [
      consent.id,
      { ...consent, accounts: of(accounts, consent.id), events: of(events, consent.id) },
    ]),
  );
}

/** Who is what to whom: the rows of the bank's own tables, whole. */
export interface BankFacts {
  readonly assignments: readonly (InTime & {
    readonly staff_id: string;
    readonly customer_id: string;
    readonly kind: string;
  })[];
  readonly caseAssignments: readonly (InTime & { readonly staff_id: string; readonly case_id: string })[];
  readonly staff: readonly { readonly staff_id: string; readonly customer_id: string | null }[];
  readonly clearances: readonly (InTime & { readonly staff_id: string; readonly wall: string })[];
  readonly conflicts: readonly (InTime & { readonly staff_id: string; readonly customer_id: string })[];
  readonly walls: readonly { readonly customer_id: string; readonly walls: readonly string[] }[];
  readonly consents: readonly ConsentFact[];
  readonly grants: readonly AccessGrantRow[];
}

/** Reads the tables as they are now, each with one plain `select`. @param own the database of consents */
export async function readFacts(
  bank: Knex,
  own: Knex,
  grants: readonly AccessGrantRow[],
): Promise<BankFacts> {
  const consents: Omit<ConsentFact, 'accounts'>[] = await own('consent.consent').select('*');
  const accounts: { consent_id: string; account_id: string }[] = await own('consent.consent_account')
    .select('*')
    .whereNull('removed_at');
  return {
    assignments: await bank('staffing.customer_assignment').select('*'),
    caseAssignments: await bank('staffing.case_assignment').select('*'),
    staff: await bank('staffing.staff').select('*'),
    clearances: await bank('staffing.wall_clearance').select('*'),
    conflicts: await bank('staffing.conflict_of_interest').select('*'),
    walls: await bank('directory.customer').select('customer_id', 'walls'),
    consents: consents.map((consent) => ({
      ...consent,
      accounts: accounts
        .filter(({ consent_id }) => consent_id === (consent as unknown as { id: string }).id)
        .map(({ account_id }) => account_id),
    })),
    grants,
  };
}

/** Those of the facts that name the caller; the bank's own consents and walls name nobody who asks. */
export function factsAbout({ id, clientId }: Caller, facts: BankFacts): BankFacts {
  const own = (fact: { readonly staff_id: string }) => fact.staff_id === id;
  return {
    assignments: facts.assignments.filter(own),
    caseAssignments: facts.caseAssignments.filter(own),
    staff: facts.staff.filter(own),
    clearances: facts.clearances.filter(own),
    conflicts: facts.conflicts.filter(own),
    walls: facts.walls.filter(({ walls }) => walls.length > 0),
    consents: facts.consents.filter(({ grantee }) => grantee === clientId || grantee === 'bank'),
    grants: facts.grants.filter(({ requestedBy }) => requestedBy === id),
  };
}
