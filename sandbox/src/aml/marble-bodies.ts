import type { CaseComment, CaseFile, MarbleCase, MarbleDecision } from '../world/aml.js';

/** A reference as Marble writes it: id and a name to show. */
interface Ref {
  readonly id: string;
  readonly name: string;
}

const person = (staffId: string): Ref => ({ id: staffId, name: staffId });

/**
 * A decision of the list. Beside Marble's public fields the scenario carries its name and thresholds, which
 * Marble keeps with the scenario's iteration.
 */
export function decisionBody(
  decision: MarbleDecision,
  cases: readonly MarbleCase[],
): Record<string, unknown> {
  const inCase = cases.find((one) => one.id === decision.caseId);
  const { triggerObject: trigger, scenario, thresholds } = decision;
  return {
    id: decision.id,
    ...(inCase === undefined ? {} : { case: { id: inCase.id, name: inCase.name } }),
    created_at: decision.createdAt,
    trigger_object_type: decision.triggerObjectType,
    trigger_object: {
      object_id: trigger.objectId,
      updated_at: decision.createdAt,
      account_id: trigger.accountId,
      amount: trigger.amount.amount,
      currency: trigger.amount.currency,
      direction: trigger.direction,
      counterparty: trigger.counterparty,
    },
    outcome: decision.outcome,
    review_status: decision.reviewStatus,
    scenario: {
      id: scenario.id,
      iteration_id: scenario.iterationId,
      version: String(scenario.version),
      name: scenario.name,
      score_review_threshold: thresholds.review,
      score_block_and_review_threshold: thresholds.block,
    },
    score: decision.score,
  };
}

/** A decision asked for by its id: with the rules that ran. */
export function decisionWithRules(
  decision: MarbleDecision,
  cases: readonly MarbleCase[],
): Record<string, unknown> {
  return {
    ...decisionBody(decision, cases),
    rules: decision.rules.map((rule) => ({
      name: rule.name,
      description: rule.description,
      rule_id: rule.ruleId,
      outcome: rule.outcome,
      score_modifier: rule.scoreModifier,
      ...(rule.outcome === 'error' ? { error: { code: 200, message: 'division by zero' } } : {}),
    })),
    screenings: [],
  };
}

/** A case. Review level, due date, decisions and events are what Marble tells in webhooks and its own app. */
export function caseBody(one: MarbleCase): Record<string, unknown> {
  const contributors = new Set([
    ...one.comments.map((comment) => comment.by),
    ...one.events.flatMap((event) => event.by ?? []),
  ]);
  return {
    id: one.id,
    inbox: { id: '1b0c0000-0000-4000-8000-000000000001', name: 'Transaction monitoring' },
    name: one.name,
    assignee: one.assignee === null ? null : person(one.assignee),
    status: one.status,
    outcome: one.outcome,
    contributors: [...contributors].map(person),
    tags: [],
    ...(one.snoozedUntil === null ? {} : { snoozed_until: one.snoozedUntil }),
    created_at: one.createdAt,
    review_level: one.reviewLevel,
    due_at: one.dueAt,
    decision_ids: one.decisionIds,
    events: one.events.map((event) => ({
      id: event.id,
      event_type: event.type,
      created_at: event.at,
      user: event.by === null ? null : person(event.by),
      additional_note: event.note,
    })),
  };
}

export function commentBody(comment: CaseComment): Record<string, unknown> {
  return { id: comment.id, user: person(comment.by), comment: comment.comment, created_at: comment.at };
}

/** Beside Marble's public fields: the hash of the content, as evidence. */
export function fileBody(file: CaseFile): Record<string, unknown> {
  return { id: file.id, file_name: file.fileName, created_at: file.at, sha256: file.sha256 };
}
