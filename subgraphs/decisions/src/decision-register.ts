import type { RecordEdit } from '@bankgraph/audit-log';
import type { AnswerDraft, Doer, Draft, HumanDecision } from './human-decision.js';
import type { HumanDecisionKind } from './schema.generated.js';

/** What became of a draft. */
export type Made =
  | { readonly outcome: 'new' | 'known'; readonly decision: HumanDecision }
  /** The key has been used for something else. */
  | { readonly outcome: 'other decision' }
  /** Something was decided meanwhile: this many there are. */
  | { readonly outcome: 'conflict'; readonly version: number }
  /** A proposal about the same waits for a second person. */
  | { readonly outcome: 'one waits' }
  /** It is so already: a restriction that is set, or lifted. */
  | { readonly outcome: 'no change' };

/** What became of an answer: the decision as it is then. */
export type Answered =
  | { readonly outcome: 'new'; readonly decision: HumanDecision }
  /** The key has been used for something else. */
  | { readonly outcome: 'other decision' }
  /** Something newer about the same was decided. */
  | { readonly outcome: 'overtaken' }
  /** Somebody else has answered, or its time was up meanwhile; read it again. */
  | { readonly outcome: 'too late' }
  /** The database's own refusal of a maker who is the checker. */
  | { readonly outcome: 'four eyes' };

/** Where decisions are kept. */
export interface DecisionRegister {
  /** What waits for a second person, the newest first. Null: of every customer, of every kind. */
  proposed(
    asked: { readonly customerId: string | null; readonly kind: HumanDecisionKind | null },
    signal: AbortSignal,
  ): Promise<readonly HumanDecision[]>;
  /** Null when there is none. */
  byId(id: string, signal: AbortSignal): Promise<HumanDecision | null>;
  /**
   * Keeps a decision or a proposal, with its entry in the ledger and its record, once for each key of a person. Nobody can
   * withdraw the call.
   *
   * @throws AuditUnavailable when it cannot be recorded; then nothing is kept
   */
  make(draft: Draft, by: Doer, record: RecordEdit): Promise<Made>;
  /** Keeps what somebody says to a proposal, likewise. */
  answer(draft: AnswerDraft, decision: HumanDecision, by: Doer, record: RecordEdit): Promise<Answered>;
}
