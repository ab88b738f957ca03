import { createHash } from 'node:crypto';
import { canonicalJson, isoDateTime } from '@bankgraph/bank-sources';
import { z } from 'zod';
import type { AmlAlert, RuleHit } from './aml-alert.js';
import { type AmlCaseNode, type Evidence, outcomeOfCase, statusOfCase } from './aml-case.js';
import { type CaseEvent, concernsReport, mentionsReport } from './case-event.js';
import { scoreText } from './score-text.js';
import { sortRecords } from './set-aside.js';

/** The name by which errors call this system. */
export const marbleSystem = 'aml';

const id = z.string().min(1).max(128);
const nullable = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? null);
const person = z.looseObject({ id });

const scenario = z.looseObject({
  id,
  name: z.string().nullish(),
  version: nullable(z.string()),
  score_review_threshold: nullable(scoreText),
  score_block_and_review_threshold: nullable(scoreText),
});

/** A decision of Marble's list (`GET /v1/decisions`). */
const decision = z.looseObject({
  id,
  created_at: isoDateTime,
  case: z.looseObject({ id }).nullish(),
  outcome: z.enum(['approve', 'review', 'block_and_review', 'decline']),
  scenario,
  score: scoreText,
});

/** What Marble says of a decision; `alert` is null for one that approved, which nobody was alerted to. */
export const marbleDecision = decision.transform(
  (found): { readonly id: string; readonly alert: AmlAlert | null } => ({
    id: found.id,
    alert:
      found.outcome === 'approve' && !found.case
        ? null
        : {
            id: found.id,
            source: 'marble',
            raisedAt: found.created_at,
            typology: found.scenario.name ?? found.scenario.id,
            typologyVersion: found.scenario.version,
            ruleHits: null,
            score: found.score,
            alertThreshold: found.scenario.score_review_threshold,
            interdictionThreshold: found.scenario.score_block_and_review_threshold,
            caseId: found.case?.id ?? null,
          },
  }),
);

/** The rules of one decision (`GET /v1/decisions/{id}`): those that hit. */
export const marbleRuleHits = z
  .looseObject({
    data: z.looseObject({
      id,
      scenario,
      rules: z.array(
        z.looseObject({
          rule_id: id,
          outcome: z.string().max(64),
          score_modifier: nullable(scoreText),
        }),
      ),
    }),
  })
  .transform(({ data }): readonly RuleHit[] =>
    data.rules
      .filter((rule) => rule.outcome === 'hit')
      .map((rule) => ({
        ruleId: rule.rule_id,
        // Marble has no versions of rules: a rule is as the scenario's iteration has it.
        version: data.scenario.version,
        outcome: rule.outcome,
        weight: rule.score_modifier,
      })),
  );

const caseEvent = z
  .looseObject({
    id,
    event_type: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/),
    created_at: isoDateTime,
    user: person.nullish(),
    new_value: nullable(z.string().max(4_000)),
    additional_note: nullable(z.string().max(4_000)),
  })
  .transform(
    (event): CaseEvent => ({
      id: event.id,
      type: event.event_type,
      at: event.created_at,
      by: event.user?.id ?? null,
      newValue: event.new_value,
      note: event.additional_note,
      aboutReport: concernsReport(event.event_type, event.additional_note, event.new_value),
    }),
  );

/** A case of the list (`GET /v1/cases`), as of a moment: a case is put off until a time. */
export function marbleCase(customerId: string, now: Date) {
  return z
    .looseObject({
      id,
      name: z.string(),
      status: z.enum(['pending', 'investigating', 'closed']),
      outcome: nullable(z.string()).transform((outcome, context) => {
        const known = outcomeOfCase(outcome);
        if (known !== undefined) return known;
        context.addIssue({ code: 'custom', message: 'unknown outcome' });
        return z.NEVER;
      }),
      review_level: nullable(z.string().max(64)),
      assignee: person.nullish(),
      created_at: isoDateTime,
      due_at: nullable(isoDateTime),
      snoozed_until: nullable(isoDateTime),
      events: z.array(z.unknown()).default([]),
    })
    .transform(
      (found): AmlCaseNode => ({
        id: found.id,
        customerId,
        name: found.name,
        status: statusOfCase(found.status, found.snoozed_until, now),
        outcome: found.outcome,
        reviewLevel: found.review_level,
        assignee: found.assignee?.id ?? null,
        openedAt: found.created_at,
        dueAt: found.due_at,
        caseEvents: oldestFirst(
          sortRecords(
            marbleSystem,
            caseEvent,
            found.events,
            (event: { id?: unknown }) => event.id,
            (event) => ({ ...whatBrokenEventTells(event), customerId, caseId: found.id }),
          ),
        ),
      }),
    );
}

function oldestFirst<Row extends { at: string }, Rest>(found: { rows: readonly Row[] } & Rest) {
  return { ...found, rows: found.rows.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at)) };
}

function whatBrokenEventTells(event: unknown): { aboutReport: boolean } {
  if (typeof event !== 'object' || event === null) return { aboutReport: true };
  const { event_type: type, ...rest } = event as Record<string, unknown>;
  return { aboutReport: concernsReport(type, JSON.stringify(rest)) };
}

/** Whether a comment or file that breaks its format may be about a report: all of it is looked at, whatever is broken. */
export function whatBrokenEvidenceTells(evidence: unknown): { aboutReport: boolean } {
  return { aboutReport: mentionsReport(JSON.stringify(evidence)) };
}

/** A comment (`GET /v1/cases/{id}/comments`) as evidence: nothing of it but its hash is passed on. */
export const commentEvidence = withHash(
  z.looseObject({ id, created_at: isoDateTime, comment: z.string() }),
  (comment, hash): Evidence => ({
    id: comment.id,
    kind: 'comment',
    name: null,
    addedAt: comment.created_at,
    hash,
    aboutReport: mentionsReport(comment.comment),
  }),
);

/** A file (`GET /v1/cases/{id}/files`) as evidence. */
export const fileEvidence = withHash(
  z.looseObject({ id, created_at: isoDateTime, file_name: z.string().max(512) }),
  (file, hash): Evidence => ({
    id: file.id,
    kind: 'file',
    name: file.file_name,
    addedAt: file.created_at,
    hash,
    aboutReport: mentionsReport(file.file_name),
  }),
);

/** A record with the SHA-256 of all that was received of it, what no schema names included. */
function withHash<S extends z.ZodType>(
  schema: S,
  toEvidence: (record: z.output<S>, hash: string) => Evidence,
) {
  return z.unknown().transform((raw, context) => {
    const { success, data, error } = schema.safeParse(raw);
    if (success) return toEvidence(data, createHash('sha256').update(canonicalJson(raw)).digest('hex'));
    for (const { path, message } of error.issues) context.addIssue({ code: 'custom', path, message });
    return z.NEVER;
  });
}
