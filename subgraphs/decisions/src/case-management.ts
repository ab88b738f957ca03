import type { HumanDecision } from './human-decision.js';

/** The bank's case management, which has the last word on its cases. */
export interface CaseManagement {
  /**
   * Hands a decision over. When it returns, case management has it.
   *
   * @param again it may be there already: an earlier call was not answered
   * @throws UpstreamUnavailable, UpstreamInvalid when it was not taken, or nobody knows
   */
  take(decision: HumanDecision, again: boolean): Promise<void>;
}
