import { plainId } from '@bankgraph/bank-sources';
import { BankgraphError } from '@bankgraph/errors';
import type { Actor } from '@bankgraph/identity';
import { idempotencyKeyOf } from '@bankgraph/subgraph-kit';
import { channelOf } from './channel.js';
import { type Journey, pendingSteps, statusOf } from './journey.js';
import { isStepOfTheBank } from './journey-catalogue.js';
import type {
  AbandonJourneyInput,
  Channel,
  ContinueJourneyInput,
  JourneyActor,
  JourneyEventKind,
  JourneyKind,
  JourneyStep,
  StartJourneyInput,
} from './schema.generated.js';

/** Somebody who starts a journey, goes on with it or ends it. */
export interface Doer {
  readonly actor: JourneyActor;
  /** Staff number, or number of the customer. */
  readonly id: string;
  /** All roles that they held, separated by commas. */
  readonly roles: string;
}

/** What goes with every change. */
interface Change {
  readonly customerId: string;
  readonly channel: Channel;
  readonly idempotencyKey: string;
  readonly by: Doer;
}

/** A journey that is to be started. */
export interface JourneyStart extends Change {
  readonly kind: JourneyKind;
}

/** What is to become of a journey. */
export interface JourneyStepTaken extends Change {
  readonly id: string;
  /** The version that the caller has seen. */
  readonly version: number;
  /** At least one, each of another kind. */
  readonly events: readonly NewEvent[];
}

/** An event before it is kept. */
export interface NewEvent {
  readonly kind: JourneyEventKind;
  readonly step: JourneyStep | null;
  readonly handedOverTo: Channel | null;
}

/**
 * A start within bounds.
 *
 * @throws BAD_USER_INPUT with what is expected
 */
export function journeyStartOf(input: StartJourneyInput, actor: Actor): JourneyStart {
  return { ...changeOf(input, actor), kind: input.kind };
}

/**
 * A step forward within bounds. That it is the journey's next one is seen when it is kept.
 *
 * @throws BAD_USER_INPUT with what is expected
 */
export function continuationOf(input: ContinueJourneyInput, actor: Actor): JourneyStepTaken {
  const change = changeOf(input, actor);
  const { id, version, step = null, handOverTo = null } = input;
  if (step === null && handOverTo === null) {
    throw refused('Say which step is done, or to which channel the journey is handed over.');
  }
  if (handOverTo === change.channel) {
    throw refused(`The journey is in the channel ${handOverTo}: it cannot be handed over to it.`);
  }
  if (step !== null && change.by.actor === 'CUSTOMER' && isStepOfTheBank(step)) {
    throw refused(`${step} is a step that the bank does.`);
  }
  const events: NewEvent[] = [];
  if (step !== null) events.push({ kind: 'STEP_DONE', step, handedOverTo: null });
  if (handOverTo !== null) events.push({ kind: 'HANDED_OVER', step: null, handedOverTo: handOverTo });
  return { ...change, id, version, events };
}

/**
 * An end before the last step.
 *
 * @throws BAD_USER_INPUT with what is expected
 */
export function abandonmentOf(input: AbandonJourneyInput, actor: Actor): JourneyStepTaken {
  const events: NewEvent[] = [{ kind: 'ABANDONED', step: null, handedOverTo: null }];
  return { ...changeOf(input, actor), id: input.id, version: input.version, events };
}

/**
 * What is kept of a change of this journey as it is now: with the last step it is completed too.
 *
 * @returns BAD_USER_INPUT when it cannot be done now
 */
export function eventsOn(
  journey: Journey,
  { events }: Pick<JourneyStepTaken, 'events'>,
): readonly NewEvent[] | BankgraphError {
  const status = statusOf(journey);
  if (status !== 'OPEN') return refused(`The journey is over: ${status}.`);
  const step = events.find(({ kind }) => kind === 'STEP_DONE')?.step ?? null;
  if (step === null) return events;
  const [next, ...later] = pendingSteps(journey);
  if (step !== next) return refused(`The next step of this journey is ${next}.`);
  if (later.length > 0) return events;
  if (events.length > 1)
    return refused('With this step the journey is completed: there is nothing to hand over.');
  return [...events, { kind: 'COMPLETED', step: null, handedOverTo: null }];
}

function changeOf(
  input: { readonly customerId: string; readonly idempotencyKey: string; readonly channel?: Channel | null },
  actor: Actor,
): Change {
  const { customerId, idempotencyKey } = input;
  if (!plainId.safeParse(customerId).success) throw refused('customerId is not a customer number.');
  idempotencyKeyOf(idempotencyKey);
  return { customerId, channel: channelOf(actor, input.channel ?? null), idempotencyKey, by: doerOf(actor) };
}

/** Whoever is no customer acts on behalf of one. */
function doerOf({ kind, id, customerId, roles }: Actor): Doer {
  return kind === 'customer' && customerId !== null
    ? { actor: 'CUSTOMER', id: customerId, roles: roles.join(', ') }
    : { actor: 'STAFF', id, roles: roles.join(', ') };
}

function refused(advice: string): BankgraphError {
  return new BankgraphError('BAD_USER_INPUT', { advice });
}
