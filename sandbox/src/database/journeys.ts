import type { WorldJourney } from '../world/journeys.js';
import type { World } from '../world/world.js';

/** Every journey of every customer: rows for the graph's own database, not for the bank's. */
export function* worldJourneys(
  world: World,
): IterableIterator<WorldJourney & { readonly customerId: string }> {
  for (const { customerId, journeys } of world.customers()) {
    for (const journey of journeys) yield { ...journey, customerId };
  }
}
