import type { BankFacts, ConsentFact } from './bank-facts.fixture.js';

/** Who asks. */
export interface Caller {
  readonly kind: 'customer' | 'staff' | 'partner';
  readonly id: string;
  readonly roles: readonly string[];
  /** A customer's own number, else null. */
  readonly customerId: string | null;
  readonly clientId: string;
  readonly purpose: string | null;
}

/** Whose data something is. */
export interface Place {
  readonly customers: readonly string[];
  readonly account: string | null;
  readonly case: string | null;
}

/** An object of the graph, with what conditions look at beside the schema's fields. */
export type Row = Readonly<Record<string, unknown>>;

/** What a condition is asked about. */
export interface Question {
  readonly caller: Caller;
  readonly place: Place;
  readonly row: Row;
  readonly facts: BankFacts;
}

type Condition = (question: Question) => boolean;

const inForce = ({ since, until }: { readonly since: Date; readonly until: Date | null }) =>
  since <= new Date() && (until === null || until > new Date());

const notExpired = ({ expires_at }: ConsentFact) => expires_at === null || expires_at > new Date();

function assigned({ caller, place, facts }: Question, kinds: readonly string[]): boolean {
  if (caller.kind !== 'staff') return false;
  return facts.assignments.some(
    (one) =>
      one.staff_id === caller.id &&
      place.customers.includes(one.customer_id) &&
      kinds.includes(one.kind) &&
      inForce(one),
  );
}

/** The live account access consents that a customer of the place has given to the caller's client. */
function accessConsents({ caller, place, facts }: Question): readonly ConsentFact[] {
  return facts.consents.filter(
    (consent) =>
      consent.kind === 'ACCOUNT_ACCESS' &&
      consent.status === 'AUTH' &&
      notExpired(consent) &&
      consent.grantee === caller.clientId &&
      place.customers.includes(consent.customer_id),
  );
}

function permits(question: Question, ...permissions: readonly string[]): boolean {
  return accessConsents(question).some(
    (consent) => coversPlace(consent, question.place) && hasOneOf(consent, permissions),
  );
}

function permitsTransaction(question: Question, ...permissions: readonly string[]): boolean {
  const { row, place } = question;
  const direction = row.creditDebit === 'Credit' ? 'ReadTransactionsCredits' : 'ReadTransactionsDebits';
  const booked = new Date(String(row.bookingDateTime));
  return accessConsents(question).some(
    (consent) =>
      coversPlace(consent, place) &&
      hasOneOf(consent, permissions) &&
      consent.permissions.includes(direction) &&
      (consent.transactions_from === null || booked >= consent.transactions_from) &&
      (consent.transactions_to === null || booked <= consent.transactions_to),
  );
}

const coversPlace = (consent: ConsentFact, { account }: Place) =>
  account === null || consent.accounts.includes(account);

const hasOneOf = (consent: ConsentFact, permissions: readonly string[]) =>
  permissions.some((permission) => consent.permissions.includes(permission));

function granted({ caller, place, facts }: Question, kind: string): boolean {
  if (caller.kind !== 'staff') return false;
  return facts.grants.some(
    (grant) =>
      grant.kind === kind &&
      grant.status === 'OPEN' &&
      grant.requestedBy === caller.id &&
      place.customers.includes(grant.customer.id),
  );
}

function behind({ caller, place, facts }: Question, wall: string): boolean {
  const isCleared = facts.clearances.some(
    (clearance) => clearance.staff_id === caller.id && clearance.wall === wall && inForce(clearance),
  );
  return (
    !isCleared &&
    facts.walls.some(
      ({ customer_id, walls }) => place.customers.includes(customer_id) && walls.includes(wall),
    )
  );
}

function inConflict({ caller, place, facts }: Question): boolean {
  return (
    facts.conflicts.some(
      (conflict) =>
        conflict.staff_id === caller.id &&
        place.customers.includes(conflict.customer_id) &&
        inForce(conflict),
    ) ||
    facts.staff.some(
      ({ staff_id, customer_id }) =>
        staff_id === caller.id && customer_id !== null && place.customers.includes(customer_id),
    )
  );
}

/** What policies/conditions.yaml says of each condition, over the rows of the bank's tables. */
export const plainConditions: Readonly<Record<string, Condition>> = {
  'their own record': ({ caller, place }) =>
    caller.customerId !== null && place.customers.includes(caller.customerId),
  'assigned to the customer': (question) => assigned(question, ['PORTFOLIO', 'CASE_WORK']),
  'relationship manager of the customer': (question) => assigned(question, ['PORTFOLIO']),
  'assigned to the case': ({ caller, place, facts }) =>
    facts.caseAssignments.some(
      (one) => one.staff_id === caller.id && one.case_id === place.case && inForce(one),
    ),
  'live consent for this purpose': ({ caller, place, facts }) =>
    facts.consents.some(
      (consent) =>
        consent.kind === 'PURPOSE' &&
        consent.status === 'AUTH' &&
        notExpired(consent) &&
        consent.grantee === 'bank' &&
        consent.purpose === caller.purpose &&
        place.customers.includes(consent.customer_id),
    ),
  'a consent for this purpose': ({ caller, row }) => row.kind === 'PURPOSE' && row.purpose === caller.purpose,
  'live consent to this grantee': (question) => accessConsents(question).length > 0,
  'account covered by the consent': (question) =>
    question.place.account !== null &&
    accessConsents(question).some((consent) => coversPlace(consent, question.place)),
  'the consent permits balances': (question) => permits(question, 'ReadBalances'),
  'the consent permits account numbers': (question) => permits(question, 'ReadAccountsDetail'),
  'the consent permits transactions': (question) =>
    permits(question, 'ReadTransactionsBasic', 'ReadTransactionsDetail'),
  'the consent permits this transaction': (question) =>
    permitsTransaction(question, 'ReadTransactionsBasic', 'ReadTransactionsDetail'),
  'the consent permits details of this transaction': (question) =>
    permitsTransaction(question, 'ReadTransactionsDetail'),
  'the consent permits the party': (question) => permits(question, 'ReadParty', 'ReadPartyPSU'),
  'the consent permits beneficiaries': (question) => permits(question, 'ReadBeneficiariesDetail'),
  'the consent permits standing orders': (question) => permits(question, 'ReadStandingOrdersDetail'),
  'the consent permits direct debits': (question) => permits(question, 'ReadDirectDebits'),
  'the consent permits statements': (question) =>
    permits(question, 'ReadStatementsBasic', 'ReadStatementsDetail'),
  'their own grant': ({ caller, row }) => row.grantee === caller.clientId,
  'their own request': ({ caller, row }) => caller.kind === 'staff' && row.requestedBy === caller.id,
  'break-glass open': (question) => granted(question, 'BREAK_GLASS'),
  'four eyes given': (question) => granted(question, 'UNMASKING'),
  'export approved': (question) => granted(question, 'EXPORT'),
  'behind the wall around staff': (question) => behind(question, 'STAFF'),
  'behind the VIP wall': (question) => behind(question, 'VIP'),
  'behind a conflict wall': inConflict,
  'released by the MLRO': ({ row }) => row.releasedAt != null,
  'a card number': ({ row }) => row.scheme === 'PAN',
  'an account number': ({ row }) => row.scheme !== 'PAN',
  'a marketing segment': ({ row }) => row.category === 'MARKETING',
  'a risk segment': ({ row }) => row.category === 'RISK',
  'a marketing prediction': ({ row }) => row.kind === 'CHURN',
  'a risk prediction': ({ row }) => row.kind === 'DEFAULT' || row.kind === 'RISING_RISK',
  'not restricted': ({ row }) => ['PUBLIC', 'INTERNAL', 'CONFIDENTIAL'].includes(String(row.class)),
  'not about a report': ({ row }) => row.aboutReport === false,
  'in their own domain': ({ caller, row }) =>
    (row.domain === 'FRAUD' && caller.roles.includes('fraud-analyst')) ||
    (row.domain === 'KYC' && caller.roles.includes('kyc-analyst')),
  'a contact': ({ row }) => row.kind === 'CONTACT',
  'a decision': ({ row }) => row.kind !== 'CONTACT',
};
