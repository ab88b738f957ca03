import type { RecordEdit } from '@bankgraph/audit-log';
import { askDatabase, changeDatabase } from '@bankgraph/bank-sources';
import type { Knex } from '@bankgraph/database';
import { appendDecisions, type DecisionEventEntry } from '@bankgraph/decision-ledger';
import { addToOutbox } from '@bankgraph/events';
import { causesOf } from './causes-of.js';
import { customerEventOf } from './customer-event-of.js';
import type { Answered, DecisionRegister, Made } from './decision-register.js';
import type {
  Answer,
  AnswerDraft,
  DecisionDomain,
  Doer,
  Draft,
  Evidence,
  HumanDecision,
} from './human-decision.js';
import { entryOfAnswer, entryOfMade } from './ledger-entry.js';
import type { HumanDecisionKind, HumanDecisionStatus, SendingState } from './schema.generated.js';

/** The name by which errors call this system. */
const system = 'decisions';

/** PostgreSQL's codes for a second row of a unique key, and for a broken rule (`check` and our own triggers). */
const uniqueViolation = '23505';
const checkViolation = '23514';

/** Kinds that case management takes. A report goes to the register by people; an assignment has no route there. */
const sentOn: ReadonlySet<HumanDecisionKind> = new Set([
  'CASE_ESCALATION',
  'CASE_DISPOSITION',
  'CASE_NOTE',
] satisfies HumanDecisionKind[]);

/** A row of `decisions.decision_state`; its columns are checked when written. */
export interface DecisionRow {
  readonly id: string;
  readonly kind: HumanDecisionKind;
  readonly domain: DecisionDomain;
  readonly class: 'CONFIDENTIAL' | 'RESTRICTED';
  readonly about_report: boolean;
  readonly customer_id: string;
  readonly case_id: string | null;
  readonly about: string;
  readonly version: number;
  readonly outcome: string;
  readonly details: Readonly<Record<string, string>>;
  readonly reason: string;
  readonly reason_for_customer: string | null;
  readonly evidence: readonly Evidence[];
  readonly made_by: string;
  readonly made_role: string;
  readonly made_at: Date;
  readonly expires_at: Date | null;
  readonly idempotency_key: string;
  readonly answer: Answer['kind'] | null;
  readonly answer_reason: string | null;
  readonly answer_evidence: readonly Evidence[] | null;
  readonly answered_by: string | null;
  readonly answered_role: string | null;
  readonly answered_at: Date | null;
  readonly answer_key: string | null;
  readonly lapses_at: Date | null;
  readonly status: HumanDecisionStatus;
  readonly sent_on: SendingState;
}

/**
 * Decisions in PostgreSQL, schema `decisions`. Each is one transaction together with its entry in the ledger and its record
 * in the audit log, and its rows are its history.
 *
 * @param knex database `bankgraph` as the role `decisions_writer`; the caller closes it
 */
export function decisionDatabase(knex: Knex): DecisionRegister {
  return {
    async proposed({ customerId, kind }, signal) {
      const rows = await askDatabase({ system, signal }, () =>
        knex<DecisionRow>('decisions.decision_state')
          .where({
            status: 'PROPOSED',
            ...(customerId === null ? {} : { customer_id: customerId }),
            ...(kind === null ? {} : { kind }),
          })
          // Says the same as the status, so that what is older is not looked at.
          .whereRaw(`made_at > now() - interval '72 hours'`)
          .select('*')
          .orderByRaw('made_at desc, id desc'),
      );
      return rows.map(decisionOf);
    },

    byId: (id, signal) => askDatabase({ system, signal }, () => readDecision(knex, id)),

    // Whoever leaves must not leave half a change behind: writes are not withdrawn.
    make: (draft, by, record) => changeDatabase({ system }, () => keepDraft(knex, draft, by, record)),
    answer: (draft, decision, by, record) =>
      changeDatabase({ system }, () => keepAnswer(knex, draft, decision, by, record)),
  };
}

/** A decision by its id; null when there is none. */
export async function readDecision(knex: Knex, id: string): Promise<HumanDecision | null> {
  const row = await knex<DecisionRow>('decisions.decision_state').where({ id }).first('*');
  return row === undefined ? null : decisionOf(row);
}

async function keepDraft(knex: Knex, draft: Draft, by: Doer, record: RecordEdit): Promise<Made> {
  return knex.transaction(async (all) => {
    // One after the other for each person, so that what is sent twice at once is found; then for what it is about.
    await inTurn(all, `decision of ${by.staff}`);
    await inTurn(all, `decision about ${draft.about}`);
    const own = { made_by: by.staff, idempotency_key: draft.idempotencyKey };
    const known = await all('decisions.decision').where(own).first<{ id: string } | undefined>('id');
    if (known !== undefined) {
      const decision = await existing(all, known.id);
      return isSame(draft, decision) ? { outcome: 'known', decision } : { outcome: 'other decision' };
    }
    const newest = await all<DecisionRow>('decisions.decision_state')
      .where({ about: draft.about })
      .orderBy('version', 'desc')
      .first('*');
    const version = newest?.version ?? 0;
    if (version !== draft.known) return { outcome: 'conflict', version };
    if (newest?.status === 'PROPOSED') return { outcome: 'one waits' };
    if (draft.kind === 'SERVICE_RESTRICTION' && draft.outcome === (newest?.outcome ?? 'LIFTED')) {
      return { outcome: 'no change' };
    }
    const [kept] = await all('decisions.decision')
      .insert({ ...own, ...columnsOf(draft), made_role: by.role, version: version + 1 })
      .returning<{ id: string }[]>('id');
    if (kept === undefined) throw new Error('A decision is gone.');
    if (sentOn.has(draft.kind)) await all('decisions.sending').insert({ decision_id: kept.id });
    const decision = await existing(all, kept.id);
    await tell(all, entryOfMade(decision, await causesOf(all, draft)), record);
    return { outcome: 'new', decision };
  });
}

async function keepAnswer(
  knex: Knex,
  draft: AnswerDraft,
  { id, about }: HumanDecision,
  by: Doer,
  record: RecordEdit,
): Promise<Answered> {
  try {
    return await knex.transaction(async (all) => {
      await inTurn(all, `decision about ${about}`);
      await all('decisions.answer').insert({
        decision_id: id,
        kind: draft.kind,
        reason: draft.reason,
        evidence: JSON.stringify(draft.evidence),
        by_staff: by.staff,
        by_role: by.role,
        idempotency_key: draft.idempotencyKey,
      });
      const decision = await existing(all, id);
      await tell(all, entryOfAnswer(decision), record);
      return { outcome: 'new', decision };
    });
  } catch (error) {
    const { code, constraint } = error as { code?: unknown; constraint?: unknown };
    if (code === uniqueViolation) {
      return { outcome: constraint === 'answer_pkey' ? 'too late' : 'other decision' };
    }
    if (code !== checkViolation) throw error;
    if (constraint === 'four_eyes') return { outcome: 'four eyes' };
    if (constraint === 'overtaken') return { outcome: 'overtaken' };
    if (constraint === 'lapsed') return { outcome: 'too late' };
    throw error;
  }
}

/** Outbox and ledger, and the record last: others wait for it only until COMMIT. */
async function tell(all: Knex, entry: DecisionEventEntry, record: RecordEdit): Promise<void> {
  await addToOutbox(all, customerEventOf(entry));
  await appendDecisions(all, [entry], record);
}

/** Waits until whoever came before is done, until COMMIT or ROLLBACK. */
async function inTurn(all: Knex, what: string): Promise<void> {
  await all.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [what]);
}

async function existing(knex: Knex, id: string): Promise<HumanDecision> {
  const decision = await readDecision(knex, id);
  if (decision === null) throw new Error('A decision is gone.');
  return decision;
}

function columnsOf(draft: Draft): Record<string, unknown> {
  return {
    kind: draft.kind,
    domain: draft.domain,
    class: draft.class,
    about_report: draft.aboutReport,
    customer_id: draft.customerId,
    case_id: draft.caseId,
    about: draft.about,
    outcome: draft.outcome,
    details: JSON.stringify(draft.details),
    reason: draft.reason,
    reason_for_customer: draft.reasonForCustomer,
    evidence: JSON.stringify(draft.evidence),
    expires_at: draft.expiresAt,
  };
}

/** Whether a draft is what was kept under its key: everything that its sender says, and nothing that came since. */
function isSame(draft: Draft, decision: HumanDecision): boolean {
  const said = (one: Draft | HumanDecision) =>
    JSON.stringify([
      one.kind,
      one.domain,
      one.customerId,
      one.caseId,
      one.about,
      one.outcome,
      Object.entries(one.details).toSorted(([name], [other]) => (name < other ? -1 : 1)),
      one.reason,
      one.reasonForCustomer,
      one.evidence.map(({ system: of, externalId, hash, asOf }) => [of, externalId, hash, asOf]),
      one.expiresAt,
    ]);
  return draft.known === decision.version - 1 && said(draft) === said(decision);
}

/** A row as the rest of this subgraph has it. */
export function decisionOf(row: DecisionRow): HumanDecision {
  return {
    id: row.id,
    kind: row.kind,
    domain: row.domain,
    class: row.class,
    aboutReport: row.about_report,
    customerId: row.customer_id,
    caseId: row.case_id,
    about: row.about,
    version: row.version,
    outcome: row.outcome,
    details: row.details,
    reason: row.reason,
    reasonForCustomer: row.reason_for_customer,
    evidence: row.evidence,
    expiresAt: row.expires_at?.toISOString() ?? null,
    status: row.status,
    madeBy: row.made_by,
    madeRole: row.made_role,
    madeAt: row.made_at.toISOString(),
    lapsesAt: row.lapses_at?.toISOString() ?? null,
    answer: answerOf(row),
    sentOn: row.sent_on,
  };
}

function answerOf(row: DecisionRow): Answer | null {
  const { answer, answered_by, answered_role, answered_at, answer_reason, answer_evidence, answer_key } = row;
  const known =
    answer !== null &&
    answered_by !== null &&
    answered_role !== null &&
    answered_at !== null &&
    answer_reason !== null &&
    answer_key !== null;
  return known
    ? {
        kind: answer,
        by: answered_by,
        role: answered_role,
        at: answered_at.toISOString(),
        reason: answer_reason,
        evidence: answer_evidence ?? [],
        idempotencyKey: answer_key,
      }
    : null;
}
