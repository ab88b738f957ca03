/** An answer that is known already, or that has to be looked up. */
export type Answer<Value> = Value | Promise<Value>;

/** A consent in force, as the register has it. */
export interface ConsentReference {
  readonly id: string;
  /** Version of the notice that the customer agreed to, for example `privacy-notice@7`. */
  readonly version: string;
}

/** A live account access consent (UK Open Banking): AUTH, not expired. */
export interface AccessConsent extends ConsentReference {
  /** UK Open Banking permissions, for example ReadBalances. */
  readonly permissions: readonly string[];
  /** Accounts that it covers now. */
  readonly accountIds: readonly string[];
  /** RFC 3339; transactions booked before it are not covered. Null: no such bound. */
  readonly transactionsFrom: string | null;
  /** RFC 3339; transactions booked after it are not covered. Null: no such bound. */
  readonly transactionsTo: string | null;
}

/** Walls of the bank: around its own staff as customers, around VIPs, and between people in a conflict of interest. */
export const wallNames = ['STAFF', 'VIP', 'CONFLICT'] as const;

/** One of the walls. */
export type WallName = (typeof wallNames)[number];

/**
 * What conditions ask about people and customers. One object a request: answers are batched and hold for that
 * request only, so that a revoked assignment or consent takes effect with the next request.
 */
export interface Relationships {
  /** Whether the member of staff is assigned to the customer now. */
  assignedToCustomer(staffId: string, customerId: string): Answer<boolean>;
  /** Whether the customer is in the member of staff's portfolio now. */
  relationshipManagerOf(staffId: string, customerId: string): Answer<boolean>;
  /** Whether the member of staff is assigned to the case now. */
  assignedToCase(staffId: string, caseId: string): Answer<boolean>;
  /** The customer's live PURPOSE consents for this purpose given to the bank. */
  purposeConsents(customerId: string, purpose: string): Answer<readonly ConsentReference[]>;
  /** The customer's live account access consents given to this client. */
  accessConsents(customerId: string, grantee: string): Answer<readonly AccessConsent[]>;
  /** The walls that keep this member of staff from this customer's data now. */
  wallsAgainst(staffId: string, customerId: string): Answer<readonly WallName[]>;
  /** Whether a break-glass of the member of staff for the customer is open: approved by somebody else, its time not up. */
  breakGlassOpen(staffId: string, customerId: string): Answer<boolean>;
  /** Whether somebody else has approved that the member of staff sees the customer's numbers unmasked, and its time is not up. */
  fourEyesGiven(staffId: string, customerId: string): Answer<boolean>;
  /** Whether somebody else has approved that the member of staff takes restricted data about the customer out of the graph, and its time is not up. */
  exportApproved(staffId: string, customerId: string): Answer<boolean>;
}

/** Nobody is related to anybody, and there are no walls. */
export const noRelationships: Relationships = Object.freeze({
  assignedToCustomer: () => false,
  relationshipManagerOf: () => false,
  assignedToCase: () => false,
  purposeConsents: () => [],
  accessConsents: () => [],
  wallsAgainst: () => [],
  breakGlassOpen: () => false,
  fourEyesGiven: () => false,
  exportApproved: () => false,
});
