import { type Knex, whileAvailable } from '@bankgraph/database';
import { type CustomerEvent, checkEvent } from './customer-event.js';

// Without naming what conflicts: that would need the right to read it.
const insert = 'insert into events.outbox (source, id, event) values (?, ?, ?::jsonb) on conflict do nothing';

/**
 * Has an event published after COMMIT of the transaction, once or more often, and never when it rolls back. One that is
 * waiting there already, by source and id, is left as it is.
 *
 * @param transaction of a role that has `outboxWriterGrants`, the one that makes the change
 * @throws RangeError on what is no event, naming members and never a value
 * @throws DatabaseUnavailable
 */
export async function addToOutbox(transaction: Knex, event: CustomerEvent): Promise<void> {
  const checked = checkEvent(event);
  await whileAvailable(() => transaction.raw(insert, [checked.source, checked.id, JSON.stringify(checked)]));
}
