import type { Interaction } from './interactions.js';

/** Something that a customer started in one channel and went on with in another. It belongs to the graph, not to the bank. */
export interface WorldJourney {
  /** `JRN-<customer number>-<ordinal>`. */
  readonly id: string;
  readonly kind: 'DOCUMENT_RENEWAL' | 'ADDRESS_CHANGE' | 'PAYMENT_PROBLEM' | 'ONBOARDING';
  /** Oldest first. */
  readonly events: readonly WorldJourneyEvent[];
}

/** Something that happened in a journey. */
export interface WorldJourneyEvent {
  readonly kind: 'STARTED' | 'STEP_DONE' | 'HANDED_OVER';
  readonly step:
    | 'PROBLEM_REPORTED'
    | 'PAYMENT_IDENTIFIED'
    | 'IDENTITY_CHECKED'
    | 'PAYMENT_SETTLED'
    | 'OUTCOME_CONFIRMED'
    | null;
  readonly at: string;
  readonly channel: Interaction['channel'];
  readonly handedOverTo: Interaction['channel'] | null;
  /** Staff id; null for the customer. */
  readonly handledBy: string | null;
}
