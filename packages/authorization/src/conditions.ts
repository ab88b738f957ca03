import type { Actor } from '@bankgraph/identity';
import { anyHolds } from './holds.js';
import type { Origin } from './origin.js';
import type { AccessConsent, Answer, Relationships, WallName } from './relationships.js';

/** What a condition is asked about. */
export interface Circumstances {
  readonly actor: Actor;
  readonly origin: Origin;
  readonly relationships: Relationships;
}

/** A condition of the closed catalogue. */
export interface Condition {
  /** `customer`: the same for every row of one customer (and account and case); `row`: looks at the row. */
  readonly scope: 'customer' | 'row';
  holds(circumstances: Circumstances): Answer<boolean>;
}

/** A condition on a property of the row: holds only when the row says so itself. */
function rowHas(property: string, ...values: readonly unknown[]): Condition {
  return { scope: 'row', holds: ({ origin }) => values.includes(origin.row[property]) };
}

/** A condition on a member of staff and one of the customers whose data it is. */
function ofStaff(
  asked:
    | 'assignedToCustomer'
    | 'relationshipManagerOf'
    | 'breakGlassOpen'
    | 'fourEyesGiven'
    | 'exportApproved',
): Condition {
  return {
    scope: 'customer',
    holds: ({ actor, origin, relationships }) =>
      actor.kind === 'staff' &&
      anyHolds(origin.customerIds, (customerId) => relationships[asked](actor.id, customerId)),
  };
}

/** The actor stands outside of a wall around one of the customers whose data it is: one is enough. */
function behindWall(wall: WallName): Condition {
  return {
    scope: 'customer',
    holds: ({ actor, origin, relationships }) =>
      anyHolds(origin.customerIds, (customerId) => {
        const walls = relationships.wallsAgainst(actor.id, customerId);
        return walls instanceof Promise ? walls.then((all) => all.includes(wall)) : walls.includes(wall);
      }),
  };
}

/** A live account access consent to the actor's client that fits. */
function accessConsent(
  scope: Condition['scope'],
  fits: (consent: AccessConsent, origin: Origin) => boolean,
): Condition {
  return {
    scope,
    holds: ({ actor, origin, relationships }) =>
      anyHolds(origin.customerIds, (customerId) => {
        const fitting = (all: readonly AccessConsent[]) => all.some((consent) => fits(consent, origin));
        const consents = relationships.accessConsents(customerId, actor.clientId);
        return consents instanceof Promise ? consents.then(fitting) : fitting(consents);
      }),
  };
}

/** The account, where there is one, is covered and one of the permissions (UK Open Banking AIS v4.0) was given. */
function consentPermits(...permissions: readonly string[]): Condition {
  return accessConsent('customer', (consent, origin) => covers(consent, origin) && has(consent, permissions));
}

function covers(consent: AccessConsent, { accountId }: Origin): boolean {
  return accountId === null || consent.accountIds.includes(accountId);
}

function has(consent: AccessConsent, permissions: readonly string[]): boolean {
  return permissions.some((permission) => consent.permissions.includes(permission));
}

/** UK Open Banking AIS v4.0: which permission a transaction needs, by its direction. */
const directionPermissions: Readonly<Record<string, string>> = {
  Credit: 'ReadTransactionsCredits',
  Debit: 'ReadTransactionsDebits',
};

/** The row is of a direction that the consent permits, and was booked within its window of dates (both ends included). */
function permitsTransaction(consent: AccessConsent, { row }: Origin): boolean {
  const direction = directionPermissions[String(row.creditDebit)];
  const booked = Date.parse(String(row.bookingDateTime));
  return (
    direction !== undefined &&
    consent.permissions.includes(direction) &&
    Number.isFinite(booked) &&
    (consent.transactionsFrom === null || booked >= Date.parse(consent.transactionsFrom)) &&
    (consent.transactionsTo === null || booked <= Date.parse(consent.transactionsTo))
  );
}

/** The closed catalogue, by the names that policies use in `when`. Their meaning in words: policies/conditions.yaml. */
export const conditions = {
  'their own record': {
    scope: 'customer',
    holds: ({ actor, origin }) => actor.customerId !== null && origin.customerIds.includes(actor.customerId),
  },
  'assigned to the customer': ofStaff('assignedToCustomer'),
  'relationship manager of the customer': ofStaff('relationshipManagerOf'),
  'assigned to the case': {
    scope: 'customer',
    holds: ({ actor, origin, relationships }) =>
      origin.caseId !== null && relationships.assignedToCase(actor.id, origin.caseId),
  },
  'live consent for this purpose': {
    scope: 'customer',
    holds: ({ actor, origin, relationships }) => {
      const { purpose } = actor;
      return (
        purpose !== null &&
        anyHolds(origin.customerIds, (customerId) => {
          const consents = relationships.purposeConsents(customerId, purpose);
          return consents instanceof Promise
            ? consents.then(({ length }) => length > 0)
            : consents.length > 0;
        })
      );
    },
  },
  'a consent for this purpose': {
    scope: 'row',
    holds: ({ actor, origin }) =>
      actor.purpose !== null && origin.row.kind === 'PURPOSE' && origin.row.purpose === actor.purpose,
  },
  'live consent to this grantee': accessConsent('customer', () => true),
  'account covered by the consent': accessConsent(
    'customer',
    (consent, origin) => origin.accountId !== null && covers(consent, origin),
  ),
  'the consent permits balances': consentPermits('ReadBalances'),
  'the consent permits account numbers': consentPermits('ReadAccountsDetail'),
  'the consent permits transactions': consentPermits('ReadTransactionsBasic', 'ReadTransactionsDetail'),
  'the consent permits this transaction': accessConsent(
    'row',
    (consent, origin) =>
      covers(consent, origin) &&
      has(consent, ['ReadTransactionsBasic', 'ReadTransactionsDetail']) &&
      permitsTransaction(consent, origin),
  ),
  'the consent permits details of this transaction': accessConsent(
    'row',
    (consent, origin) =>
      covers(consent, origin) &&
      has(consent, ['ReadTransactionsDetail']) &&
      permitsTransaction(consent, origin),
  ),
  'the consent permits the party': consentPermits('ReadParty', 'ReadPartyPSU'),
  'the consent permits beneficiaries': consentPermits('ReadBeneficiariesDetail'),
  'the consent permits standing orders': consentPermits('ReadStandingOrdersDetail'),
  'the consent permits direct debits': consentPermits('ReadDirectDebits'),
  'the consent permits statements': consentPermits('ReadStatementsBasic', 'ReadStatementsDetail'),
  'their own grant': { scope: 'row', holds: ({ actor, origin }) => origin.row.grantee === actor.clientId },
  'their own request': {
    scope: 'row',
    holds: ({ actor, origin }) => actor.kind === 'staff' && origin.row.requestedBy === actor.id,
  },
  'break-glass open': ofStaff('breakGlassOpen'),
  'four eyes given': ofStaff('fourEyesGiven'),
  'export approved': ofStaff('exportApproved'),
  'behind the wall around staff': behindWall('STAFF'),
  'behind the VIP wall': behindWall('VIP'),
  'behind a conflict wall': behindWall('CONFLICT'),
  'released by the MLRO': { scope: 'row', holds: ({ origin }) => typeof origin.row.releasedAt === 'string' },
  'a card number': rowHas('scheme', 'PAN'),
  'an account number': {
    scope: 'row',
    holds: ({ origin }) => typeof origin.row.scheme === 'string' && origin.row.scheme !== 'PAN',
  },
  'a marketing segment': rowHas('category', 'MARKETING'),
  'a risk segment': rowHas('category', 'RISK'),
  'a marketing prediction': rowHas('kind', 'CHURN'),
  'a risk prediction': rowHas('kind', 'DEFAULT', 'RISING_RISK'),
  'not restricted': rowHas('class', 'PUBLIC', 'INTERNAL', 'CONFIDENTIAL'),
  'not confidential': rowHas('class', 'PUBLIC', 'INTERNAL'),
  'not about a report': rowHas('aboutReport', false),
  'in their own domain': {
    scope: 'row',
    holds: ({ actor, origin }) =>
      (actor.roles.includes('fraud-analyst') && origin.row.domain === 'FRAUD') ||
      (actor.roles.includes('kyc-analyst') && origin.row.domain === 'KYC'),
  },
  'a contact': rowHas('kind', 'CONTACT'),
  'a decision': rowHas('kind', 'DECISION', 'CHECK', 'ALERT', 'CONSENT'),
} as const satisfies Record<string, Condition>;

/** Name of a condition in a policy. */
export type ConditionName = keyof typeof conditions;

/** Whether a text names a condition. */
export function isConditionName(text: unknown): text is ConditionName {
  return typeof text === 'string' && Object.hasOwn(conditions, text);
}

/** Conditions that walls are made of, and no policy may name: they hold for those who stand outside. */
export function isWallCondition(text: unknown): text is ConditionName {
  return isConditionName(text) && wallConditionNames.has(text);
}

const wallConditionNames: ReadonlySet<string> = new Set([
  'behind the wall around staff',
  'behind the VIP wall',
  'behind a conflict wall',
] satisfies ConditionName[]);
