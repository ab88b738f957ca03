/** A live account access consent (UK Open Banking): AUTH, not expired. */
export interface AccessConsent {
  /** UK Open Banking permissions, for example ReadBalances. */
  readonly permissions: readonly string[];
  /** Accounts that it covers now. */
  readonly accountIds: readonly string[];
}

/**
 * What conditions ask about people and customers. One object a request: answers are batched and hold for that
 * request only, so that a revoked assignment or consent takes effect with the next request.
 */
export interface Relationships {
  /** Whether the member of staff is assigned to the customer now. */
  assignedToCustomer(staffId: string, customerId: string): Promise<boolean>;
  /** Whether the member of staff is assigned to the case now. */
  assignedToCase(staffId: string, caseId: string): Promise<boolean>;
  /** Whether the customer has a live PURPOSE consent for this purpose given to the bank. */
  consentsToPurpose(customerId: string, purpose: string): Promise<boolean>;
  /** The customer's live account access consents given to this client. */
  accessConsents(customerId: string, grantee: string): Promise<readonly AccessConsent[]>;
}
