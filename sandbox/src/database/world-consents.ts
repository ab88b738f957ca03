import type { Consent } from '../world/consents.js';
import type { World } from '../world/world.js';

/** Every consent of every customer, with its history: rows for the register of consents, which belongs to the graph. */
export function* worldConsents(world: World): IterableIterator<Consent & { readonly customerId: string }> {
  for (const customer of world.customers()) {
    for (const consent of customer.consents) yield { ...consent, customerId: customer.customerId };
  }
}
