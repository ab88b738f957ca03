import { pino } from 'pino';
import type { CustomerEvent } from './customer-event.js';
import { createMemoryBus } from './memory-bus.js';
import { feedProcess } from './process-feed.js';

/** A process with a bus in memory, for tests: it feeds the one that has started it, and publishes what that one says. */
const [kept] = process.argv.slice(2);
const bus = createMemoryBus({
  logger: pino({ level: 'silent' }),
  ...(kept === undefined ? {} : { kept: Number(kept) }),
});
const say = (message: object) => void process.send?.(message, () => undefined);

feedProcess(bus, {
  send: say,
  listen: (onMessage, onEnd) => {
    process.on('message', onMessage).once('disconnect', onEnd);
    return () => process.off('message', onMessage).off('disconnect', onEnd);
  },
});
process.on('message', async (message: { readonly publish?: number; readonly event: CustomerEvent }) => {
  if (message.publish === undefined) return;
  const refused = await bus.publish(message.event).then(
    () => ({}),
    (error: Error) => ({ refused: error.message }),
  );
  say({ published: message.publish, ...refused });
});
say({ ready: true });
