import type { Actor } from '@bankgraph/identity';
import type { Origin } from './origin.js';
import type { AccessConsent, Relationships } from './relationships.js';

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
  holds(circumstances: Circumstances): boolean | Promise<boolean>;
}

/** True as soon as one is true; all are asked at once so that they are batched. */
async function any(answers: readonly Promise<boolean>[]): Promise<boolean> {
  return (await Promise.all(answers)).includes(true);
}

/** A condition on a property of the row: holds only when the row says so itself. */
function rowHas(property: string, ...values: readonly unknown[]): Condition {
  return { scope: 'row', holds: ({ origin }) => values.includes(origin.row[property]) };
}

/** A live account access consent to the actor's client that fits. */
function accessConsent(fits: (consent: AccessConsent, origin: Origin) => boolean): Condition {
  return {
    scope: 'customer',
    holds: ({ actor, origin, relationships }) =>
      any(
        origin.customerIds.map(async (customerId) =>
          (await relationships.accessConsents(customerId, actor.clientId)).some((consent) =>
            fits(consent, origin),
          ),
        ),
      ),
  };
}

/** The account, where there is one, is covered and one of the permissions (UK Open Banking AIS v4.0) was given. */
function consentPermits(...permissions: readonly string[]): Condition {
  return accessConsent(
    (consent, origin) =>
      (origin.accountId === null || consent.accountIds.includes(origin.accountId)) &&
      permissions.some((permission) => consent.permissions.includes(permission)),
  );
}

/** The closed catalogue, by the names that policies use in `when`. Their meaning in words: policies/conditions.yaml. */
export const conditions = {
  'their own record': {
    scope: 'customer',
    holds: ({ actor, origin }) => actor.customerId !== null && origin.customerIds.includes(actor.customerId),
  },
  'assigned to the customer': {
    scope: 'customer',
    holds: ({ actor, origin, relationships }) =>
      any(origin.customerIds.map((customerId) => relationships.assignedToCustomer(actor.id, customerId))),
  },
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
        any(origin.customerIds.map((customerId) => relationships.consentsToPurpose(customerId, purpose)))
      );
    },
  },
  'a consent for this purpose': {
    scope: 'row',
    holds: ({ actor, origin }) =>
      actor.purpose !== null && origin.row.kind === 'PURPOSE' && origin.row.purpose === actor.purpose,
  },
  'live consent to this grantee': accessConsent(() => true),
  'account covered by the consent': accessConsent(
    (consent, origin) => origin.accountId !== null && consent.accountIds.includes(origin.accountId),
  ),
  'the consent permits balances': consentPermits('ReadBalances'),
  'the consent permits account numbers': consentPermits('ReadAccountsDetail'),
  'the consent permits transactions': consentPermits('ReadTransactionsBasic', 'ReadTransactionsDetail'),
  'the consent permits transaction details': consentPermits('ReadTransactionsDetail'),
  'the consent permits the party': consentPermits('ReadParty', 'ReadPartyPSU'),
  'the consent permits beneficiaries': consentPermits('ReadBeneficiariesDetail'),
  'the consent permits standing orders': consentPermits('ReadStandingOrdersDetail'),
  'the consent permits direct debits': consentPermits('ReadDirectDebits'),
  'the consent permits statements': consentPermits('ReadStatementsBasic', 'ReadStatementsDetail'),
  'their own grant': { scope: 'row', holds: ({ actor, origin }) => origin.row.grantee === actor.clientId },
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
  'not about a report': rowHas('aboutReport', false),
  'in their own domain': {
    scope: 'row',
    holds: ({ actor, origin }) =>
      (actor.roles.includes('fraud-analyst') && origin.row.domain === 'FRAUD') ||
      (actor.roles.includes('kyc-analyst') && origin.row.domain === 'KYC'),
  },
  'a contact': rowHas('kind', 'CONTACT'),
  'a decision': rowHas('kind', 'DECISION'),
} as const satisfies Record<string, Condition>;

/** Name of a condition in a policy. */
export type ConditionName = keyof typeof conditions;

/** Whether a text names a condition. */
export function isConditionName(text: unknown): text is ConditionName {
  return typeof text === 'string' && Object.hasOwn(conditions, text);
}
