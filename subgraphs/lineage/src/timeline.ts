import type { DecisionEventRow, DecisionSort } from './decision-event.js';
import { possibleDecisions } from './possible-decisions.js';
import type { Channel, DataClass, DecisionDomain } from './schema.generated.js';
import { type DecisionEntryKind, timelineKindOf } from './timeline-kind.js';

interface Entry {
  /** Unique over all systems: a decision has the ledger's id, a contact `interactions:` and its own. */
  readonly id: string;
  readonly customerId: string;
  /** ISO 8601. */
  readonly occurredAt: string;
  readonly summary: string;
  readonly handledBy: string | null;
}

/** A contact between customer and bank. */
export interface ContactEntry extends Entry {
  readonly kind: 'CONTACT';
  readonly channel: Channel;
}

/** A decision, with what policies look at. */
export interface DecisionEntry extends Entry {
  readonly kind: DecisionEntryKind;
  readonly channel: null;
  readonly class: DataClass;
  readonly domain: DecisionDomain;
  readonly aboutReport: boolean;
  readonly caseId: string | null;
}

/** Something that happened with a customer, in one shape. */
export type TimelineRow = ContactEntry | DecisionEntry;

/** A decision as an entry: what was decided as a code, and the person who decided, if one did. */
export function entryOfDecision(event: DecisionEventRow): DecisionEntry {
  return {
    id: event.id,
    customerId: event.customerId,
    occurredAt: event.occurredAt,
    kind: timelineKindOf(event),
    channel: null,
    summary: `${event.kind} ${event.decision}`,
    handledBy: event.actor.type === 'HUMAN' ? event.actor.id : null,
    class: event.class,
    domain: event.domain,
    aboutReport: event.aboutReport,
    caseId: event.caseId,
  };
}

/** The newest first, then by id. */
export function newestFirst(entries: readonly TimelineRow[]): TimelineRow[] {
  return entries.toSorted(
    (one, other) => Date.parse(other.occurredAt) - Date.parse(one.occurredAt) || (one.id < other.id ? -1 : 1),
  );
}

/**
 * One entry of every sort that a system may have about a customer. Whoever may see none of them misses nothing when the
 * system is down, and must not even learn that it is.
 */
export const possibleEntries: Readonly<
  Record<'interactions' | 'ledger', (customerId: string) => readonly object[]>
> = {
  interactions: (customerId) => [contactSort(customerId)],
  ledger: (customerId) => possibleDecisions({ customerId }).map(decisionSort),
};

/** What policies look at in a contact. */
export function contactSort(customerId: string): { readonly customerId: string; readonly kind: 'CONTACT' } {
  return { customerId, kind: 'CONTACT' };
}

/** What policies look at in a decision on the timeline: to them each kind of decision is one. */
export function decisionSort<Sort extends Partial<DecisionSort>>(
  sort: Sort,
): Sort & { readonly kind: 'DECISION' } {
  return { ...sort, kind: 'DECISION' };
}
