import type { Logger } from 'pino';
import { checkEvent } from './customer-event.js';
import { defaultKept, type EventBus } from './event-bus.js';
import { KeptEvents } from './kept-events.js';
import { checkPosition, comparePositions, nextPosition } from './position.js';

/** How a bus in memory behaves. */
export interface MemoryBusOptions {
  readonly logger: Logger;
  /** How many events it keeps for those who come back; 10,000 when not given. */
  readonly kept?: number;
}

/** A bus within this process. Others hear of it when `feedProcess` tells them. */
export function createMemoryBus({ logger, kept: most = defaultKept }: MemoryBusOptions): EventBus {
  const kept = new KeptEvents(most, logger);
  let last = '0-0';
  // The last that is not kept any more: at first whatever another process had before this one.
  let gone = `${Date.now()}-0`;
  return {
    async publish(given) {
      // A copy, as it would be from Redis: nobody changes what others are told.
      const event = checkEvent(given);
      last = nextPosition(last, Date.now());
      gone = kept.add(event, last) ?? gone;
    },
    async subscribe(after, listener) {
      return kept.subscribe(after === null ? null : checkPosition(after), listener);
    },
    async keepsAllAfter(position) {
      checkPosition(position);
      return comparePositions(position, gone) >= 0 && comparePositions(position, last) <= 0;
    },
    async close() {
      kept.close();
    },
  };
}
