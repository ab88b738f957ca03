import { journeySteps } from './journey-catalogue.js';
import type {
  Channel,
  JourneyActor,
  JourneyEventKind,
  JourneyKind,
  JourneyStatus,
  JourneyStep,
} from './schema.generated.js';

/** Something that happened in a journey. Times are ISO 8601 and the database's. */
export interface JourneyEvent {
  readonly kind: JourneyEventKind;
  /** For STEP_DONE alone. */
  readonly step: JourneyStep | null;
  readonly at: string;
  readonly channel: Channel;
  /** For HANDED_OVER alone. */
  readonly handedOverTo: Channel | null;
  readonly actor: JourneyActor;
  /** Staff number; null for the customer. */
  readonly by: string | null;
}

/** What a customer has started, with all that happened: at least that it was started. */
export interface Journey {
  readonly id: string;
  readonly customerId: string;
  readonly kind: JourneyKind;
  /** In their order, the first one STARTED. */
  readonly events: readonly [JourneyEvent, ...JourneyEvent[]];
}

/** Where a journey stands, by what happened in it. */
export function statusOf({ events }: Journey): JourneyStatus {
  const last = events.at(-1)?.kind;
  return last === 'COMPLETED' || last === 'ABANDONED' ? last : 'OPEN';
}

/** Goes up with each change. */
export function versionOf({ events }: Journey): number {
  return events.length;
}

/** Steps that are done, in their order. */
export function doneSteps({ events }: Journey): readonly JourneyStep[] {
  return events.flatMap(({ step }) => (step === null ? [] : [step]));
}

/** Steps that are still to be done, in their order; none once it is over. */
export function pendingSteps(journey: Journey): readonly JourneyStep[] {
  if (statusOf(journey) !== 'OPEN') return [];
  const done = new Set(doneSteps(journey));
  return journeySteps[journey.kind].filter((step) => !done.has(step));
}

/** The channel in which it was last gone on with, or to which it was handed over since. */
export function lastChannel({ events: [started, ...since] }: Journey): Channel {
  const last = since.at(-1) ?? started;
  return last.handedOverTo ?? last.channel;
}
