/** A piece of evidence that a decision used, by reference and hash. */
export interface EvidenceRef {
  readonly system: string;
  readonly externalId: string;
  readonly hash: string;
  readonly asOf: string;
  readonly class: 'P' | 'I' | 'C' | 'R';
}

/** One decision about a customer, as the decision ledger keeps it. */
export interface LedgerEvent {
  /** `LE-<customer number>-<name>`. */
  readonly id: string;
  /** Customer id. */
  readonly subject: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly kind: string;
  readonly decision: string;
  readonly actor: {
    readonly type: 'SYSTEM' | 'MODEL' | 'HUMAN';
    readonly id: string;
    readonly role: string;
    readonly onBehalfOf: string | null;
  };
  readonly inputs: readonly EvidenceRef[];
  readonly plan: {
    readonly type: 'RULE' | 'MODEL' | 'POLICY';
    readonly id: string;
    readonly version: string;
  } | null;
  readonly outcome: string;
  readonly reasonForCustomer: string | null;
  readonly reasonInternal: string | null;
  /** Ids of earlier events. */
  readonly causedBy: readonly string[];
  readonly supersedes: string | null;
  readonly approvals: readonly { readonly by: string; readonly role: string; readonly at: string }[];
  readonly class: 'P' | 'I' | 'C' | 'R';
  readonly domain: 'fraud' | 'kyc' | 'aml' | 'consent' | 'segments' | 'core';
}
