import type { RecordEdit } from '@bankgraph/audit-log';
import { BankgraphError } from '@bankgraph/errors';
import type { LoaderScope } from '@bankgraph/subgraph-kit';
import type { CaseDirectory } from './case-directory.js';
import type { DecisionRegister } from './decision-register.js';
import type { DecisionSender } from './decision-sender.js';
import {
  type AnswerDraft,
  conflict,
  type Doer,
  type Draft,
  type HumanDecision,
  refusalOf,
  refused,
} from './human-decision.js';

/** A decision, for the audit log. */
export interface DecisionEdit {
  /** `Mutation.field` */
  readonly field: string;
  readonly customerId: string;
}

/** Where decisions are kept, which cases there are, who sends on, and how a decision gets on record. */
export interface DecisionSources {
  readonly register: DecisionRegister;
  readonly cases: CaseDirectory;
  readonly sender: DecisionSender;
  /** Prepares the record of a decision that is made in this request. @throws AuditUnavailable */
  recordOf(edit: DecisionEdit, scope: LoaderScope): Promise<RecordEdit>;
}

/** The same for one request. */
export interface DecisionLoaders extends Omit<DecisionSources, 'recordOf'> {
  recordOf(edit: DecisionEdit): Promise<RecordEdit>;
}

/**
 * Keeps a decision or a proposal and sends it on, whether or not somebody still waits for the answer. Sent again with its key
 * it is the same one.
 *
 * @param field `Mutation.field` by which it is made
 * @param signal withdraws what is read, never what is written
 * @throws AuditUnavailable when it cannot be recorded; BAD_USER_INPUT when there is no such case, the key stands for something else, or the version is not the newest
 */
export async function makeDecision(
  { register, cases, sender, recordOf }: DecisionLoaders,
  field: string,
  draft: Draft,
  by: Doer,
  signal: AbortSignal,
): Promise<HumanDecision> {
  const { caseId, customerId } = draft;
  if (caseId !== null && !(await cases.isCaseOf(caseId, customerId, signal))) {
    throw refused('There is no such case of this customer.');
  }
  const made = await register.make(draft, by, await recordOf({ field, customerId }));
  switch (made.outcome) {
    case 'other decision':
      throw refused(keyIsUsed);
    case 'conflict':
      throw refused(conflict(made.version));
    case 'one waits':
      throw refused(
        'A proposal about the same waits for a second person. Have it decided, or withdrawn, first.',
      );
    case 'no change':
      throw refused('It is so already.');
    default:
      return sender.sendNow(made.decision);
  }
}

/** How often an answer is tried again because something else came first. A proposal has one answer. */
const attempts = 3;

/**
 * Keeps what somebody says to a proposal, if they may do so now. Sent again with its key it is the same answer.
 *
 * @throws AuditUnavailable when it cannot be recorded; FOUR_EYES_REQUIRED or BAD_USER_INPUT, by the rules of the proposal as it is at that moment
 */
export async function answerProposal(
  { register, recordOf }: DecisionLoaders,
  field: string,
  draft: AnswerDraft,
  proposal: HumanDecision,
  by: Doer,
  signal: AbortSignal,
): Promise<HumanDecision> {
  let now: HumanDecision | null = proposal;
  for (let attempt = 0; now !== null && attempt < attempts; attempt += 1) {
    if (isKnown(draft, now, by)) return now;
    const refusal = refusalOf(draft, now, by);
    if (refusal !== null) throw refusal;
    const record = await recordOf({ field, customerId: now.customerId });
    const answered = await register.answer(draft, now, by, record);
    switch (answered.outcome) {
      case 'new':
        return answered.decision;
      case 'four eyes':
        throw new BankgraphError('FOUR_EYES_REQUIRED');
      case 'other decision':
        throw refused(keyIsUsed);
      case 'overtaken':
        throw refused('Something newer about the same was decided. It has to be proposed again.');
      case 'too late':
        now = await register.byId(proposal.id, signal);
    }
  }
  throw new Error('A proposal never came to rest.');
}

const keyIsUsed = 'You have used this idempotencyKey for something else. Choose a new one.';

function isKnown(draft: AnswerDraft, { answer, version }: HumanDecision, { staff }: Doer): boolean {
  return (
    answer !== null &&
    answer.by === staff &&
    answer.idempotencyKey === draft.idempotencyKey &&
    answer.kind === draft.kind &&
    answer.reason === draft.reason &&
    draft.known === version
  );
}
