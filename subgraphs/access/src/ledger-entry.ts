import { createHash } from 'node:crypto';
import { canonicalJson } from '@bankgraph/bank-sources';
import type { DecisionEventEntry } from '@bankgraph/decision-ledger';
import type { CustomerEvent } from '@bankgraph/events';
import type { AccessEvent, AccessGrant } from './access-grant.js';

/** What the ledger calls each kind of access. */
const kinds = { BREAK_GLASS: 'break-glass', UNMASKING: 'unmasking', EXPORT: 'export' } as const;

/** What a step says of itself: when, by whom, and what it came to. */
type Step = Pick<
  DecisionEventEntry,
  'occurredAt' | 'decision' | 'outcome' | 'actor' | 'reasonInternal' | 'approvals'
> & { readonly name: 'requested' | 'opened' | 'refused' | 'ended' | 'reviewed' };

/** The ledger's entry of a request for access: the first step of a grant. */
export function entryOfRequest(grant: AccessGrant): DecisionEventEntry {
  return entryOf(grant, {
    name: 'requested',
    occurredAt: grant.requestedAt,
    decision: 'REQUESTED',
    outcome: 'REQUESTED',
    actor: person(grant.requestedBy, grant.requestedRole),
    reasonInternal: grant.reason,
    approvals: [],
  });
}

/**
 * The ledger's entry of what has become of a grant, caused by the step before. What was approved is the decision of whoever
 * asked, with the approval of the other; what was refused, ended or reviewed is that person's own.
 *
 * @param by who ended it: of that the grant itself says only when
 * @param grant as it is after the event
 */
export function entryOfEvent(
  event: AccessEvent,
  grant: AccessGrant,
  by: { readonly staff: string; readonly role: string },
): DecisionEventEntry {
  return entryOf(grant, stepOf(event, grant, by));
}

function stepOf(
  { kind }: AccessEvent,
  grant: AccessGrant,
  by: { readonly staff: string; readonly role: string },
): Step {
  const { decidedAt, endedAt, review } = grant;
  if (kind === 'REVIEWED' && review !== null) {
    return {
      name: 'reviewed',
      occurredAt: review.at,
      decision: review.verdict,
      outcome: 'REVIEWED',
      actor: person(review.by, review.role),
      reasonInternal: review.note,
      approvals: [],
    };
  }
  if (kind === 'ENDED' && endedAt !== null) {
    return {
      name: 'ended',
      occurredAt: endedAt,
      decision: 'ENDED',
      outcome: 'ENDED',
      actor: person(by.staff, by.role),
      reasonInternal: null,
      approvals: [],
    };
  }
  if (kind === 'REFUSED' && decidedAt !== null) {
    return {
      name: 'refused',
      occurredAt: decidedAt,
      decision: 'REFUSED',
      outcome: 'REFUSED',
      actor: person(by.staff, by.role),
      reasonInternal: grant.decisionNote,
      approvals: [],
    };
  }
  if (kind === 'APPROVED' && decidedAt !== null) {
    return {
      name: 'opened',
      occurredAt: decidedAt,
      decision: 'APPROVED',
      outcome: 'OPEN',
      actor: person(grant.requestedBy, grant.requestedRole),
      reasonInternal: grant.reason,
      approvals: [{ by: by.staff, role: by.role, at: decidedAt }],
    };
  }
  throw new Error('A grant does not say what became of it.');
}

function entryOf(grant: AccessGrant, { name, ...step }: Step): DecisionEventEntry {
  const { id, kind, customerId, events } = grant;
  // What leaves may be about a report, and that it leaves tells that there is something to take out.
  const exported = kind === 'EXPORT';
  const dataClass = exported ? 'R' : 'C';
  return {
    ...step,
    id: ledgerId(id, events),
    subject: customerId,
    recordedAt: step.occurredAt,
    domain: 'access',
    kind: `access.${kinds[kind]}-${name}`,
    inputs: [
      {
        system: 'access',
        externalId: id,
        hash: createHash('sha256').update(canonicalJson(grant)).digest('hex'),
        asOf: step.occurredAt,
        class: dataClass,
      },
    ],
    plan: { type: 'procedure', id: 'four-eyes', version: null },
    reasonForCustomer: null,
    causedBy: events === 0 ? [] : [ledgerId(id, events - 1)],
    supersedes: null,
    class: dataClass,
    aboutReport: exported,
    caseId: null,
  };
}

/** Tells of a step by reference: who listens asks the graph, as what they may see. */
export function customerEventOf(entry: DecisionEventEntry): CustomerEvent {
  return {
    specversion: '1.0',
    id: entry.id,
    source: 'urn:bankgraph:access',
    type: 'bankgraph.access',
    subject: entry.subject,
    time: entry.recordedAt,
    data: {
      domain: entry.domain,
      class: entry.class,
      caseId: null,
      aboutReport: entry.aboutReport ?? false,
      decisionIds: [entry.id],
    },
  };
}

/** Of the request (0), or of what became of it after so many steps. */
function ledgerId(grantId: string, events: number): string {
  return `access-${grantId}-${events}`;
}

function person(id: string, role: string): DecisionEventEntry['actor'] {
  return { type: 'HUMAN', id, role };
}
