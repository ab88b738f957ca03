import type { LedgerEvent } from '../world/ledger.js';
import type { World } from '../world/world.js';

/**
 * Every decision about every customer, customer by customer, oldest first within one: the rows for the
 * decision ledger, which belongs to the graph and not to the bank. An event that `supersedes` or was
 * `causedBy` another comes after it, unless it took effect earlier than it was recorded.
 */
export function* worldLedgerEvents(
  world: World,
): IterableIterator<LedgerEvent & { readonly caseId: string | null }> {
  for (const customer of world.customers()) {
    // No customer of this world has a second case, so what AML decided belongs to the one.
    const caseId = customer.marbleCases[0]?.id ?? null;
    for (const event of customer.ledgerEvents)
      yield { ...event, caseId: event.domain === 'aml' ? caseId : null };
  }
}
