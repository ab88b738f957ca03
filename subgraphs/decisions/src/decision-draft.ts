import { plainId } from '@bankgraph/bank-sources';
import { characters, idempotencyKeyOf, onOneLine, visible } from '@bankgraph/subgraph-kit';
import {
  type AnswerDraft,
  type DecisionDomain,
  type Draft,
  type Evidence,
  refused,
} from './human-decision.js';
import type {
  EvidenceRefInput,
  HumanDecisionKind,
  ProposalAnswerInput,
  ProposalWithdrawalInput,
} from './schema.generated.js';

/** What every decision says, whatever its kind. */
interface Common {
  readonly reason: string;
  readonly evidence: readonly EvidenceRefInput[];
  readonly version: number;
  readonly idempotencyKey: string;
}

/** What one kind of decision says beside that. */
export interface DraftOf {
  readonly kind: HumanDecisionKind;
  readonly domain: DecisionDomain;
  readonly customerId: string;
  readonly caseId?: string;
  /** What versions are counted of: a word, and ids. */
  readonly about: readonly string[];
  readonly outcome: string;
  readonly details?: Readonly<Record<string, string>>;
  readonly reasonForCustomer?: string | null;
  readonly expiresAt?: string;
}

const reasonLength = { least: 20, most: 1_000 };
const mostForCustomer = 500;
const mostEvidence = 20;
const yearMs = 366 * 86_400_000;

/** System whose evidence is of a report. Only who decides on reports cites it. */
const registerOfReports = 'aml_register';

/** Words that would tell a customer of a suspicion, a report, or that somebody looks. */
const tellsOf =
  /suspici|launder|\bsars?\b|\bstrs?\b|report|investigat|authorit|regulator|sanction|watch ?list|\bpeps?\b|fraud/i;

/**
 * Checks what somebody wants to decide or propose.
 *
 * @throws BAD_USER_INPUT with what is expected
 */
export function draftOf(of: DraftOf, common: Common): Draft {
  const { kind, domain, customerId, caseId = null, details = {} } = of;
  const ids = { customerId, ...(caseId === null ? {} : { caseId }), ...details };
  for (const [name, id] of Object.entries(ids)) {
    if (kind === 'CASE_NOTE' && name === 'note') continue;
    if (!plainId.safeParse(id).success) throw refused(`${name} is not a name or number that the bank gives.`);
  }
  const evidence = evidenceOf(common.evidence);
  const citesRegister = evidence.some(({ system }) => system === registerOfReports);
  if (citesRegister && domain !== 'AML') throw refused('evidence is not of a kind that belongs here.');
  return {
    kind,
    domain,
    class: domain === 'AML' ? 'RESTRICTED' : 'CONFIDENTIAL',
    aboutReport: kind === 'REPORT' || citesRegister,
    customerId,
    caseId,
    about: of.about.map(encodeURIComponent).join(':'),
    outcome: of.outcome,
    details,
    reason: reasonOf(common.reason),
    reasonForCustomer: reasonForCustomerOf(of.reasonForCustomer),
    evidence,
    expiresAt: of.expiresAt === undefined ? null : expiryOf(of.expiresAt),
    known: knownOf(common.version),
    idempotencyKey: idempotencyKeyOf(common.idempotencyKey),
  };
}

/**
 * Checks what somebody says to a proposal.
 *
 * @throws BAD_USER_INPUT with what is expected
 */
export function answerDraftOf(input: ProposalAnswerInput | ProposalWithdrawalInput): AnswerDraft {
  const evidence = evidenceOf(input.evidence);
  return {
    kind: 'approve' in input ? (input.approve ? 'APPROVED' : 'REFUSED') : 'WITHDRAWN',
    reason: reasonOf(input.reason),
    evidence,
    known: knownOf(input.version),
    idempotencyKey: idempotencyKeyOf(input.idempotencyKey),
  };
}

/**
 * A note as it is kept.
 *
 * @throws BAD_USER_INPUT when it is empty or too long
 */
export function noteOf(text: string): string {
  const note = text.replace(/[^\P{Cc}\n]+/gu, ' ').trim();
  if (characters(visible(note)) === 0 || characters(note) > 1_900) {
    throw refused('note must have 1 to 1900 characters.');
  }
  return note;
}

function reasonOf(text: string): string {
  const reason = onOneLine(text);
  if (characters(visible(reason)) < reasonLength.least || characters(reason) > reasonLength.most) {
    throw refused(`reason must say in ${reasonLength.least} to ${reasonLength.most} characters why.`);
  }
  return reason;
}

function reasonForCustomerOf(text: string | null | undefined): string | null {
  const reason = onOneLine(text ?? '');
  if (characters(reason) > mostForCustomer) {
    throw refused(`reasonForCustomer must have ${mostForCustomer} characters at most.`);
  }
  if (tellsOf.test(reason)) {
    throw refused('reasonForCustomer must be neutral: it must not tell why the bank looks, or that it does.');
  }
  return reason === '' ? null : reason;
}

function evidenceOf(given: readonly EvidenceRefInput[]): readonly Evidence[] {
  if (given.length > mostEvidence) throw refused(`evidence must have ${mostEvidence} references at most.`);
  return given.map(({ system, externalId, hash, asOf }) => {
    const known = plainId.safeParse(system).success && plainId.safeParse(externalId).success;
    if (!known || !/^[0-9a-f]{64}$/i.test(hash)) {
      throw refused('evidence must name a system, an identifier in it, and a SHA-256 in hexadecimal.');
    }
    return { system, externalId, hash: hash.toLowerCase(), asOf: momentOf('evidence.asOf', asOf) };
  });
}

function expiryOf(text: string): string {
  const at = momentOf('expiresAt', text);
  const ahead = Date.parse(at) - Date.now();
  if (ahead <= 0 || ahead > yearMs) throw refused('expiresAt must be within a year from now.');
  return at;
}

function momentOf(name: string, text: string): string {
  const ms = /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms)) throw refused(`${name} must be a date and time with offset (RFC 3339).`);
  return new Date(ms).toISOString();
}

function knownOf(version: number): number {
  if (version < 0) throw refused('version must be 0 or more.');
  return version;
}
