/** A contact between the customer and the bank. */
export interface Interaction {
  /** `INT-<customer number>-<ordinal>`. */
  readonly id: string;
  readonly channel: 'CALL_CENTRE' | 'BRANCH' | 'ONLINE' | 'MOBILE';
  readonly occurredAt: string;
  /** A closed code such as `LOGIN_FAILED`, never free text. */
  readonly summaryCode: string;
  /** Staff id; null for self-service. */
  readonly handledBy: string | null;
}
