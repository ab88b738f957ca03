import type { CustomerRecords } from '@bankgraph/bank-sources';
import type { FraudSignal } from './fraud-signal.js';
import type { RiskAction, StepUpMethod, StepUpResult } from './schema.generated.js';

/** One reason of a decision: its code, and by how much it multiplied the risk (decimal text). */
export interface RiskReason {
  readonly code: string;
  readonly weight: string | null;
}

/** A decision of the risk engine. */
export interface RiskDecision {
  readonly id: string;
  readonly decidedAt: string;
  readonly score: string;
  readonly action: RiskAction;
  readonly reasons: readonly RiskReason[];
  readonly reasonForCustomer: string | null;
  readonly policyVersion: string | null;
  readonly expiresAt: string | null;
  readonly stepUps: readonly {
    readonly id: string;
    readonly method: StepUpMethod;
    readonly result: StepUpResult;
    readonly at: string;
  }[];
}

/** A decision that knows about whom it is. */
export interface RiskDecisionNode extends RiskDecision {
  readonly customerId: string;
}

/** A decision, and what the engine observed when it decided. */
export interface Assessment {
  readonly decision: RiskDecision;
  readonly signals: readonly FraudSignal[];
}

/** The engine's log, asked for many customers at once; by customer, the newest decision first. */
export interface RiskEngine {
  assessments(
    customerIds: readonly string[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, CustomerRecords<Assessment>>>;
}

/**
 * What the customer may be told. Nothing of a decision that asks nothing of them: to customers MONITOR reads ALLOW, so
 * a text on either would tell them apart.
 */
export function reasonForCustomer(action: RiskAction, text: string | null): string | null {
  return action === 'ALLOW' || action === 'MONITOR' || text === '' ? null : text;
}
