import type { Logger } from 'pino';
import { type CustomerEvent, checkEvent } from './customer-event.js';
import { defaultKept, type EventBus, type EventListener } from './event-bus.js';
import { checkPosition, comparePositions, nextPosition } from './position.js';
import { tellListener } from './tell-listener.js';

interface Kept {
  readonly event: CustomerEvent;
  readonly position: string;
}

interface Subscriber {
  readonly listener: EventListener;
  /** What it has not been told of yet. */
  readonly waiting: Kept[];
  closed: boolean;
}

/** How a bus in memory behaves. */
export interface MemoryBusOptions {
  readonly logger: Logger;
  /** How many events it keeps for those who come back; 10,000 when not given. */
  readonly kept?: number;
}

/** A bus within this process: for one server that does everything. Others do not hear of it. */
export function createMemoryBus({ logger, kept: most = defaultKept }: MemoryBusOptions): EventBus {
  const kept: Kept[] = [];
  const subscribers = new Set<Subscriber>();
  let last = '0-0';
  // The last that is not kept any more: at first whatever another process had before this one.
  let gone = `${Date.now()}-0`;

  // Later, so that one who publishes while it is told does not get ahead of what others have yet to be told.
  const tell = (subscriber: Subscriber) =>
    queueMicrotask(() => {
      for (let next = subscriber.waiting.shift(); next !== undefined; next = subscriber.waiting.shift()) {
        if (subscriber.closed) return;
        tellListener(subscriber.listener, next.event, next.position, logger);
      }
    });

  return {
    async publish(given) {
      // A copy, as it would be from Redis: nobody changes what others are told.
      const event = checkEvent(given);
      last = nextPosition(last, Date.now());
      kept.push({ event, position: last });
      if (kept.length > most) gone = kept.shift()?.position ?? gone;
      for (const subscriber of subscribers) {
        subscriber.waiting.push({ event, position: last });
        tell(subscriber);
      }
    },
    async subscribe(after, listener) {
      if (after !== null) checkPosition(after);
      const missed =
        after === null ? [] : kept.filter(({ position }) => comparePositions(position, after) > 0);
      const subscriber: Subscriber = { listener, waiting: missed, closed: false };
      subscribers.add(subscriber);
      tell(subscriber);
      return {
        close: async () => {
          subscriber.closed = true;
          subscribers.delete(subscriber);
        },
      };
    },
    async keepsAllAfter(position) {
      checkPosition(position);
      return comparePositions(position, gone) >= 0 && comparePositions(position, last) <= 0;
    },
    async close() {
      for (const subscriber of subscribers) subscriber.closed = true;
      subscribers.clear();
    },
  };
}
