import type { DecisionEventRow } from './decision-event.js';
import type { Channel, DataClass, DecisionDomain } from './schema.generated.js';

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
  readonly kind: 'DECISION';
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
    kind: 'DECISION',
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

const domains: readonly DecisionDomain[] = ['CORE_BANKING', 'KYC', 'AML', 'FRAUD', 'SEGMENTS', 'CONSENT'];
const classes: readonly DataClass[] = ['PUBLIC', 'INTERNAL', 'CONFIDENTIAL', 'RESTRICTED'];

/**
 * One entry of every sort that a system may have about a customer. Whoever may see none of them misses nothing when the
 * system is down, and must not even learn that it is.
 */
export const possibleEntries: Readonly<
  Record<'interactions' | 'ledger', (customerId: string) => readonly object[]>
> = {
  interactions: (customerId) => [{ customerId, kind: 'CONTACT' }],
  ledger: (customerId) =>
    domains.flatMap((domain) =>
      classes.flatMap((dataClass) =>
        [false, true].map((aboutReport) => ({
          customerId,
          kind: 'DECISION',
          domain,
          class: dataClass,
          aboutReport,
        })),
      ),
    ),
};
