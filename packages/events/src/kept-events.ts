import type { Logger } from 'pino';
import type { CustomerEvent } from './customer-event.js';
import type { EventListener, EventSubscription } from './event-bus.js';
import { comparePositions } from './position.js';
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

/** The latest events, in this process's memory, and who is told of them. */
export class KeptEvents {
  readonly #most: number;
  readonly #logger: Logger;
  readonly #kept: Kept[] = [];
  readonly #subscribers = new Set<Subscriber>();

  /** @param most how many are kept */
  constructor(most: number, logger: Logger) {
    this.#most = most;
    this.#logger = logger;
  }

  /**
   * Keeps an event and tells of it.
   *
   * @param position after that of the event before
   * @returns the position of one that is not kept any more for it; null when there was room
   */
  add(event: CustomerEvent, position: string): string | null {
    this.#kept.push({ event, position });
    for (const subscriber of this.#subscribers) {
      subscriber.waiting.push({ event, position });
      this.#tell(subscriber);
    }
    return this.#kept.length > this.#most ? (this.#kept.shift()?.position ?? null) : null;
  }

  /** Calls `listener` for what is kept after a position, and from then on for what is added. */
  subscribe(after: string | null, listener: EventListener): EventSubscription {
    const missed =
      after === null ? [] : this.#kept.filter(({ position }) => comparePositions(position, after) > 0);
    const subscriber: Subscriber = { listener, waiting: missed, closed: false };
    this.#subscribers.add(subscriber);
    this.#tell(subscriber);
    return {
      close: async () => {
        subscriber.closed = true;
        this.#subscribers.delete(subscriber);
      },
    };
  }

  close(): void {
    for (const subscriber of this.#subscribers) subscriber.closed = true;
    this.#subscribers.clear();
  }

  /** Later, so that one who publishes while it is told does not get ahead of what others have yet to be told. */
  #tell(subscriber: Subscriber): void {
    queueMicrotask(() => {
      for (let next = subscriber.waiting.shift(); next !== undefined; next = subscriber.waiting.shift()) {
        if (subscriber.closed) return;
        tellListener(subscriber.listener, next.event, next.position, this.#logger);
      }
    });
  }
}
