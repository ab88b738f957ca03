import { BankgraphError } from '@bankgraph/errors';
import type { HumanDecisionKind, HumanDecisionStatus, SendingState } from './schema.generated.js';

/** Somebody who decides, proposes or answers. */
export interface Doer {
  /** Staff number. */
  readonly staff: string;
  /** All roles that they held, separated by commas. */
  readonly role: string;
}

/** Line of work whose decision it is, as conditions look at it. */
export type DecisionDomain = 'KYC' | 'AML' | 'FRAUD' | 'SEGMENTS';

/** Evidence by reference. */
export interface Evidence {
  readonly system: string;
  readonly externalId: string;
  /** SHA-256, hexadecimal in lower case. */
  readonly hash: string;
  /** ISO 8601. */
  readonly asOf: string;
}

/** What somebody wants to decide or propose, within bounds. */
export interface Draft {
  readonly kind: HumanDecisionKind;
  readonly domain: DecisionDomain;
  readonly class: 'CONFIDENTIAL' | 'RESTRICTED';
  /** Whether it is about a suspicious activity report, or about filing none. */
  readonly aboutReport: boolean;
  readonly customerId: string;
  readonly caseId: string | null;
  /** What versions are counted of, for example `case:…`. */
  readonly about: string;
  readonly outcome: string;
  readonly details: Readonly<Record<string, string>>;
  readonly reason: string;
  readonly reasonForCustomer: string | null;
  readonly evidence: readonly Evidence[];
  /** ISO 8601; for an override alone. */
  readonly expiresAt: string | null;
  /** How many decisions about the same there are, as the caller knows it. */
  readonly known: number;
  readonly idempotencyKey: string;
}

/** What somebody has decided or proposed, and where it stands. Times are ISO 8601 and the database's. */
export interface HumanDecision extends Omit<Draft, 'known' | 'idempotencyKey'> {
  readonly id: string;
  readonly version: number;
  readonly status: HumanDecisionStatus;
  readonly madeBy: string;
  readonly madeRole: string;
  readonly madeAt: string;
  readonly lapsesAt: string | null;
  readonly answer: Answer | null;
  readonly sentOn: SendingState;
}

/** What a second person said to a proposal, or that it was taken back. */
export interface Answer {
  readonly kind: 'APPROVED' | 'REFUSED' | 'WITHDRAWN';
  readonly by: string;
  readonly role: string;
  readonly at: string;
  readonly reason: string;
  readonly evidence: readonly Evidence[];
  readonly idempotencyKey: string;
}

/** An answer that somebody wants to give. `known` is the version of the proposal, as they know it. */
export interface AnswerDraft
  extends Pick<Answer, 'kind' | 'reason' | 'evidence' | 'idempotencyKey'>,
    Pick<Draft, 'known'> {}

/** Kinds that a second person has to agree to. The database has the same list. */
const fourEyed: ReadonlySet<HumanDecisionKind> = new Set(['REPORT', 'SEGMENT_OVERRIDE']);

/** Whether a second person has to agree. */
export function needsTwo({ kind }: Pick<Draft, 'kind'>): boolean {
  return fourEyed.has(kind);
}

/**
 * Why this person may not answer this proposal so now; null when they may. Who may at all is said by the policies.
 *
 * @returns FOUR_EYES_REQUIRED where a second person is needed, BAD_USER_INPUT where it is too late or not the version that they know
 */
export function refusalOf(answer: AnswerDraft, decision: HumanDecision, by: Doer): BankgraphError | null {
  const own = by.staff === decision.madeBy;
  if (own && answer.kind !== 'WITHDRAWN') return new BankgraphError('FOUR_EYES_REQUIRED');
  if (!own && answer.kind === 'WITHDRAWN') return refused('Only whoever proposed it takes it back.');
  if (decision.status === 'LAPSED') {
    return refused('Nobody decided within 72 hours, so it has lapsed. It has to be proposed again.');
  }
  if (decision.status !== 'PROPOSED') return refused(`It is decided already: ${decision.status}.`);
  if (answer.known !== decision.version) return refused(conflict(decision.version));
  return null;
}

/** What is said to somebody who decides on what has changed meanwhile. */
export function conflict(version: number): string {
  return `This is at version ${version} by now. Look at what was decided, and send it again with that version and a new idempotencyKey.`;
}

/** BAD_USER_INPUT with what is expected. */
export function refused(advice: string): BankgraphError {
  return new BankgraphError('BAD_USER_INPUT', { advice });
}
