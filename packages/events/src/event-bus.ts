import type { CustomerEvent } from './customer-event.js';

/** Is told of an event, and its position on the bus. It may be told of the same event again: compare source and id. */
export type EventListener = (event: CustomerEvent, position: string) => void;

/** Where one hears of events. It has the latest only: whoever may miss none reads the ledger. */
export interface EventFeed {
  /**
   * Calls `listener` for each event after `after` (a position that an earlier one had; null: only new ones), in order.
   * A listener that throws is logged and goes on with the next one.
   *
   * @throws RangeError on a position that is none
   */
  subscribe(after: string | null, listener: EventListener): Promise<EventSubscription>;
  /**
   * Whether everything that came after a position is still kept: false as well where the bus does not know the position.
   *
   * @throws RangeError on a position that is none
   * @throws RedisUnavailable when the bus cannot be reached; FeedEnded
   */
  keepsAllAfter(position: string): Promise<boolean>;
  /** Ends all subscriptions. */
  close(): Promise<void>;
}

/** Takes events to whoever wants to know. */
export interface EventBus extends EventFeed {
  /**
   * @throws RangeError on what is no event
   * @throws RedisUnavailable when the bus cannot be reached; the event may be on it nevertheless
   */
  publish(event: CustomerEvent): Promise<void>;
}

/** Somebody who is told. */
export interface EventSubscription {
  /** The listener is not called any more. */
  close(): Promise<void>;
}

/** How many events a bus keeps for those who come back, when nothing else is said. */
export const defaultKept = 10_000;
