import { type CustomerEvent, type EventBus, type EventSubscription, PositionGone } from './event-bus.js';

type Listener = (event: CustomerEvent, position: string) => void;

/** Events that are kept for those who come back. */
const defaultHistory = 10_000;

/** A bus within one process, with the last events. */
export class MemoryEventBus implements EventBus {
  readonly #history: CustomerEvent[] = [];
  readonly #keep: number;
  readonly #listeners = new Set<Listener>();
  /** Position of the first event of the history. */
  #first = 1;

  constructor(keep = defaultHistory) {
    this.#keep = keep;
  }

  async publish(event: CustomerEvent): Promise<void> {
    this.#history.push(event);
    const position = String(this.#first + this.#history.length - 1);
    if (this.#history.length > this.#keep) {
      this.#history.shift();
      this.#first += 1;
    }
    for (const listener of this.#listeners) listener(event, position);
  }

  async subscribe(after: string | null, listener: Listener): Promise<EventSubscription> {
    if (after !== null) {
      const next = Number(after) + 1;
      const end = this.#first + this.#history.length;
      if (!Number.isSafeInteger(next) || next < this.#first || next > end) throw new PositionGone();
      for (const [index, event] of this.#history.slice(next - this.#first).entries()) {
        listener(event, String(next + index));
      }
    }
    this.#listeners.add(listener);
    return { close: async () => void this.#listeners.delete(listener) };
  }

  async close(): Promise<void> {
    this.#listeners.clear();
  }
}
