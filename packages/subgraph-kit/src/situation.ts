import type { FieldDisclosure } from '@bankgraph/audit-log';
import type { Answer, Decision, Origin, Policy } from '@bankgraph/authorization';

/** Whose data something is, without the row itself. */
export type Provenance = Omit<Origin, 'row'>;

/** Nobody's data: conditions about a customer, an account or a case do not hold for it. */
export const noProvenance: Provenance = Object.freeze({ customerIds: [], accountId: null, caseId: null });

/** What one policy has come to in one situation. */
export interface Verdict {
  /** Remembered when it is the same for every row of the situation. */
  decision: Answer<Decision> | undefined;
  /** How often each was answered. */
  readonly counts: Record<FieldDisclosure['decision'], number>;
}

/**
 * Values of one provenance in one request, with all that was decided and counted for them: the rows of a list share
 * their situation, so that a thousand rows cost one decision for each field.
 */
export class Situation {
  readonly provenance: Provenance;
  /** Whether a wall keeps the caller out; undefined until asked. */
  walled: Answer<boolean> | undefined;
  /** By policy, in the order of the first question. */
  readonly verdicts = new Map<Policy, Verdict>();

  constructor(provenance: Provenance) {
    this.provenance = provenance;
  }

  verdict(policy: Policy): Verdict {
    let verdict = this.verdicts.get(policy);
    if (verdict === undefined) {
      verdict = { decision: undefined, counts: { allow: 0, mask: 0, deny: 0 } };
      this.verdicts.set(policy, verdict);
    }
    return verdict;
  }
}
