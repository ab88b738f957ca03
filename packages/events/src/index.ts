/** Events about customers: by reference, published after the COMMIT of what they tell of. */
export { addToOutbox } from './add-to-outbox.js';
export { type CustomerEvent, checkEvent } from './customer-event.js';
export type { EventBus, EventFeed, EventListener, EventSubscription } from './event-bus.js';
export {
  eventsMigrations,
  eventsRelayRole,
  eventsSchema,
  outboxWriterGrants,
  prepareEvents,
} from './events-schema.js';
export { createMemoryBus, type MemoryBusOptions } from './memory-bus.js';
export {
  createProcessFeed,
  FeedEnded,
  type FeedMessage,
  feedProcess,
  type ProcessChannel,
  type ProcessFeedOptions,
} from './process-feed.js';
export { createRedisBus, type RedisBusOptions } from './redis-bus.js';
export {
  type OutboxRelay,
  type OutboxRelayOptions,
  oldestInOutbox,
  relayOutbox,
  startOutboxRelay,
} from './relay-outbox.js';
