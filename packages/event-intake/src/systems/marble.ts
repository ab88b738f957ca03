import { createHash } from 'node:crypto';
import { z } from 'zod';
import { convoySignature } from '../convoy-signature.js';
import { type BankEvent, type EventSystem, NotUnderstood } from '../event-system.js';
import { readJson } from '../read-json.js';

const id = z.string().min(1).max(100);
const moment = z.iso.datetime({ offset: true });

/** What Marble tells too, and by which nothing is decided. */
const others = [
  'case.decisions_updated',
  'case.tags_updated',
  'case.comment_created',
  'case.file_created',
  'case.rule_snooze_created',
  'case.decision_reviewed',
] as const;

/** Webhook of Marble: kind of event, what it is about, and when it came to be. */
const webhook = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('decision.created'),
    timestamp: moment,
    content: z.object({
      decision: z.object({
        id,
        case: z.object({ id }).nullish(),
        outcome: z.enum(['approve', 'review', 'block_and_review', 'decline']),
        pivot_values: z.array(z.object({ pivot_value: id })).length(1),
        scenario: z.object({ id, version: z.union([z.string().max(64), z.number()]) }),
      }),
    }),
  }),
  z.object({
    type: z.enum(['case.created_manually', 'case.created_from_workflow', 'case.updated']),
    timestamp: moment,
    content: z.object({
      case: z.object({
        id,
        status: z.enum(['pending', 'investigating', 'waiting_for_action', 'snoozed', 'closed']),
        outcome: z.string().max(64).nullish(),
        assignee: z.object({ id }).nullish(),
      }),
    }),
  }),
  z.object({ type: z.enum(others), timestamp: moment }),
]);

type Webhook = z.output<typeof webhook>;

const outcomes = {
  review: 'Sent to review',
  block_and_review: 'Held and sent to review',
  decline: 'Declined',
} as const;

/**
 * Marble, which watches payments and keeps cases. Who a decision is about is its pivot value, the customer number; who a case
 * is about is known from the decisions that are in it.
 */
export function marbleEvents(secret: string): EventSystem {
  const { verify } = convoySignature(secret);
  return {
    name: 'marble',
    recordsIn: 'aml',
    verify,
    read: (body) => {
      const meaning = meaningOf(readJson(body, webhook));
      // Marble gives its webhooks no id; sent again they are the same to the byte.
      return meaning && { ...meaning, id: createHash('sha256').update(body).digest('hex') };
    },
  };
}

/** All of it is restricted: that somebody looks at a customer is not for the customer to know. */
function meaningOf(told: Webhook): Omit<BankEvent, 'id'> | null {
  const shared = { occurredAt: new Date(told.timestamp).toISOString(), replaces: false } as const;
  const restricted = { domain: 'aml', reasonForCustomer: null, reasonInternal: null, class: 'R' } as const;
  const marble = { type: 'SYSTEM', id: 'marble', role: 'engine' } as const;
  if (told.type === 'decision.created') {
    const { decision } = told.content;
    if (decision.outcome === 'approve') return null;
    const [pivot] = decision.pivot_values;
    if (pivot === undefined) throw new NotUnderstood();
    return {
      ...shared,
      about: { externalId: pivot.pivot_value, customerId: null },
      evidence: decision.id,
      caseId: decision.case?.id ?? null,
      decision: {
        ...restricted,
        kind: 'aml.alert',
        decision: decision.outcome.toUpperCase(),
        actor: marble,
        plan: { type: 'RULE', id: decision.scenario.id, version: String(decision.scenario.version) },
        outcome: outcomes[decision.outcome],
      },
    };
  }
  if (!('content' in told)) return null;
  const { id: caseId, status, outcome, assignee } = told.content.case;
  const opened = told.type !== 'case.updated';
  const closed = status === 'closed';
  return {
    ...shared,
    about: { caseId },
    evidence: caseId,
    caseId,
    decision: {
      ...restricted,
      kind: opened ? 'aml.case-opened' : closed ? 'aml.case-closed' : 'aml.case-updated',
      decision: (closed ? (outcome ?? 'closed') : status).toUpperCase(),
      actor: marble,
      plan: null,
      outcome: opened
        ? 'Case opened'
        : closed
          ? 'Case closed'
          : assignee
            ? `Assigned to ${assignee.id}`
            : 'Case changed',
    },
  };
}
