import type { RecordEdit } from '@bankgraph/audit-log';
import type { BankgraphError } from '@bankgraph/errors';
import type { Journey } from './journey.js';
import type { JourneyStart, JourneyStepTaken } from './journey-change.js';

/** What became of a start. */
export type Started =
  | { readonly outcome: 'kept' | 'known'; readonly journey: Journey }
  /** The key has been used for something else. */
  | { readonly outcome: 'other change' }
  /** One of this kind is open already. */
  | { readonly outcome: 'one is open' };

/** What became of a change. */
export type Changed =
  | { readonly outcome: 'kept' | 'known'; readonly journey: Journey }
  /** The key has been used for something else. */
  | { readonly outcome: 'other change' }
  /** The customer has no such journey. */
  | { readonly outcome: 'none' }
  /** Something else has happened to the journey since the version that the caller has seen. */
  | { readonly outcome: 'overtaken'; readonly version: number }
  /** It cannot be done to the journey as it is. */
  | { readonly outcome: 'refused'; readonly refusal: BankgraphError };

/** Where journeys are kept. */
export interface JourneyRegister {
  /** Those of each customer: all that are open, of the others the newest, the newest first. */
  ofCustomers(
    customerIds: readonly string[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, readonly Journey[]>>;
  /**
   * Keeps a start, once for each key of a person. Nobody can withdraw the call.
   *
   * @throws AuditUnavailable when it cannot be recorded; then it is not kept
   */
  start(start: JourneyStart, record: RecordEdit): Promise<Started>;
  /** Keeps what becomes of a journey, unless something else has happened to it meanwhile. The same holds for it. */
  change(change: JourneyStepTaken, record: RecordEdit): Promise<Changed>;
}
