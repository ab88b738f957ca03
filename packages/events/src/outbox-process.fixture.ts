import { connect } from '@bankgraph/database';
import { pino } from 'pino';
import { addToOutbox } from './add-to-outbox.js';
import { eventOf } from './customer-event.fixture.js';
import { createRedisBus } from './redis-bus.js';
import { relayOutbox } from './relay-outbox.js';

/**
 * A process for tests to kill. `commit URL ID` adds an event and commits; `begin URL ID` adds one and does not;
 * `publish URL REDIS STREAM` publishes what is in the outbox and never comes to take it away. Each says `there` when it has
 * come so far, then waits.
 */
const [does, url = '', what = '', stream = ''] = process.argv.slice(2);
const knex = connect(url, { applicationName: 'test', poolMax: 1 });
const there = async (): Promise<never> => {
  process.stdout.write('there\n');
  setInterval(() => undefined, 1_000);
  return new Promise(() => undefined);
};

if (does === 'publish') {
  const bus = await createRedisBus(what, { logger: pino({ level: 'silent' }), stream });
  await relayOutbox(knex, {
    subscribe: (after, listener) => bus.subscribe(after, listener),
    keepsAllAfter: (position) => bus.keepsAllAfter(position),
    close: () => bus.close(),
    publish: async (event) => {
      await bus.publish(event);
      await there();
    },
  });
} else {
  await knex.transaction(async (all) => {
    await addToOutbox(all, eventOf(what));
    if (does === 'begin') await there();
  });
  await there();
}
