import type { LedgerEvent } from '../world/ledger.js';
import type { World } from '../world/world.js';

/**
 * Every decision about every customer, customer by customer, oldest first within one: the rows for the
 * decision ledger, which belongs to the graph and not to the bank. An event that `supersedes` or was
 * `causedBy` another comes after it, unless it took effect earlier than it was recorded.
 */
export function* worldLedgerEvents(world: World): IterableIterator<LedgerEvent> {
  for (const customer of world.customers()) yield* customer.ledgerEvents;
}
