import type { DecisionEventRow } from './decision-event.js';
import type { DecisionFilter, DecisionOrder } from './schema.generated.js';
import { timeGiven, timeRangeGiven } from './time-given.js';

/**
 * The decisions to which everything applies that the filter says, in the asked order.
 *
 * @param events the newest first
 * @throws BAD_USER_INPUT for a time that is none
 */
export function filtered(
  events: readonly DecisionEventRow[],
  filter: DecisionFilter | null | undefined,
  order: DecisionOrder | null | undefined,
): readonly DecisionEventRow[] {
  const { kinds, domains, decisions, actorTypes, planId, planVersion, knownAt, ...given } = filter ?? {};
  const { from, to } = timeRangeGiven(given, { from: 'filter.from', to: 'filter.to' });
  const known = timeGiven('filter.knownAt', knownAt);
  const found = events.filter(
    (event) =>
      isOneOf(kinds, event.kind) &&
      isOneOf(domains, event.domain) &&
      isOneOf(decisions, event.decision) &&
      isOneOf(actorTypes, event.actor.type) &&
      (planId == null || event.plan?.id === planId) &&
      (planVersion == null || event.plan?.version === planVersion) &&
      (from === null || new Date(event.occurredAt) >= from) &&
      (to === null || new Date(event.occurredAt) < to) &&
      (known === null || new Date(event.recordedAt) <= known),
  );
  return order === 'OLDEST_FIRST' ? found.toReversed() : found;
}

function isOneOf<Value>(asked: readonly Value[] | null | undefined, value: Value): boolean {
  return asked == null || asked.includes(value);
}
