import { BankgraphError } from '@bankgraph/errors';
import type { CustomerEvent } from '@bankgraph/events';

/** What leaves for one event, as it leaves: an execution result with a position in its extensions. */
export type Payload = Readonly<Record<string, unknown>>;

/** What a question came to. */
export type Answered =
  /** Something to show, and on record. */
  | { readonly kind: 'shown'; readonly payload: Payload }
  /** Nothing that the caller may see. */
  | { readonly kind: 'unseen' }
  /** Nobody could say whether the caller may see it. */
  | { readonly kind: 'undecided' };

/** How a stream asks, and how it waits. */
export interface ChangeStreamOptions {
  /** Answers one event on behalf of the subscriber. @throws BankgraphError that ends the stream */
  answer(event: CustomerEvent, position: string): Promise<Answered>;
  /**
   * Whether it could be found out that the subscriber may still be told anything.
   *
   * @throws BankgraphError that ends the stream
   */
  check(): Promise<boolean>;
  /** The last that a subscriber hears, on record where somebody is known. */
  farewell(error: BankgraphError): Promise<Payload>;
  /** How often it is checked, in milliseconds. */
  readonly checkMs: number;
  /**
   * How long after its event a payload leaves, in milliseconds: long enough that it does not show whether another event
   * was looked at just before.
   */
  readonly holdMs: number;
  /** Payloads that wait for a slow reader at most. */
  readonly maxWaiting: number;
  /** Events that wait to be looked at, at most. */
  readonly maxUnanswered: number;
  /** When it is over, however it ended. */
  onEnd(): void;
}

/** Checks in a row that may come to nothing before a stream ends. Meanwhile nothing is shown. */
const maxUnknown = 3;
/** How long until an event is asked about again of which nobody could say who may see it, in milliseconds. */
const retryMs = 1_000;

interface Unanswered {
  readonly event: CustomerEvent;
  readonly position: string;
  readonly receivedAt: number;
}

/**
 * The payloads of one subscriber. Events are answered one after the other as they come, however fast the subscriber reads: what
 * the subscriber may not see takes no place among what waits, so that nothing of it can be noticed. The clock alone, and no event,
 * decides when the subscriber's standing is looked at again.
 */
export class ChangeStream implements AsyncIterableIterator<Payload> {
  readonly #options: ChangeStreamOptions;
  readonly #unanswered: Unanswered[] = [];
  readonly #waiting: Payload[] = [];
  #reader: ((result: IteratorResult<Payload>) => void) | null = null;
  #answering = false;
  #ended = false;
  /** Checks in a row that came to nothing. */
  #unknown = 0;
  #checking = false;
  readonly #checks: NodeJS.Timeout;
  #finished = false;
  #tellOver: () => void = () => {};
  /** Resolves when nothing will come any more but what waits. */
  readonly over = new Promise<void>((resolve) => {
    this.#tellOver = resolve;
  });

  constructor(options: ChangeStreamOptions) {
    this.#options = options;
    this.#checks = setInterval(() => void this.#checkAgain(), options.checkMs);
  }

  /** Whether nothing will come any more but what waits. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Takes an event that concerns what was subscribed to. */
  offer(event: CustomerEvent, position: string): void {
    if (this.#ended) return;
    this.#unanswered.push({ event, position, receivedAt: performance.now() });
    if (this.#unanswered.length > this.#options.maxUnanswered) {
      void this.end(new BankgraphError('OVERLOADED'));
    } else void this.#answerAll();
  }

  /** Ends it with an error as the last payload. What still waits is not sent. */
  async end(error: BankgraphError): Promise<void> {
    if (!this.#close()) return;
    this.#waiting.length = 0;
    try {
      this.#send(await this.#options.farewell(error));
    } finally {
      this.#finish();
    }
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<Payload>> {
    const payload = this.#waiting.shift();
    if (payload !== undefined) return Promise.resolve({ value: payload, done: false });
    if (this.#finished) return Promise.resolve({ value: undefined, done: true });
    return new Promise((resolve) => {
      this.#reader = resolve;
    });
  }

  /** The subscriber has gone. */
  async return(): Promise<IteratorResult<Payload>> {
    this.#close();
    this.#waiting.length = 0;
    this.#finish();
    return { value: undefined, done: true };
  }

  #close(): boolean {
    if (this.#ended) return false;
    this.#ended = true;
    clearInterval(this.#checks);
    this.#unanswered.length = 0;
    this.#options.onEnd();
    this.#tellOver();
    return true;
  }

  #finish(): void {
    this.#finished = true;
    if (this.#waiting.length > 0) return;
    this.#reader?.({ value: undefined, done: true });
    this.#reader = null;
  }

  #send(payload: Payload): void {
    const reader = this.#reader;
    this.#reader = null;
    if (reader !== null) reader({ value: payload, done: false });
    else this.#waiting.push(payload);
  }

  async #answerAll(): Promise<void> {
    if (this.#answering) return;
    this.#answering = true;
    try {
      for (let next = this.#unanswered[0]; next !== undefined; next = this.#unanswered[0]) {
        const answered = await this.#options.answer(next.event, next.position);
        if (this.#ended) return;
        if (answered.kind === 'undecided') {
          // To end here would tell that there was an event.
          await sleepUntil(performance.now() + retryMs);
          if (this.#ended) return;
          continue;
        }
        if (answered.kind === 'shown') {
          await sleepUntil(next.receivedAt + this.#options.holdMs);
          if (this.#ended) return;
          if (this.#waiting.length >= this.#options.maxWaiting) {
            await this.end(
              new BankgraphError('OVERLOADED', {
                advice: 'You read too slowly. Subscribe again after the last position that you have.',
              }),
            );
            return;
          }
          this.#send(answered.payload);
        }
        this.#unanswered.shift();
      }
    } catch (error) {
      await this.end(asBankgraphError(error));
    } finally {
      this.#answering = false;
    }
  }

  async #checkAgain(): Promise<void> {
    if (this.#checking) return;
    this.#checking = true;
    try {
      const isKnown = await this.#options.check();
      this.#unknown = isKnown ? 0 : this.#unknown + 1;
    } catch (error) {
      await this.end(asBankgraphError(error));
      return;
    } finally {
      this.#checking = false;
    }
    if (this.#unknown >= maxUnknown) await this.end(new BankgraphError('UPSTREAM_UNAVAILABLE'));
  }
}

function asBankgraphError(error: unknown): BankgraphError {
  return error instanceof BankgraphError ? error : new BankgraphError('INTERNAL', {}, { cause: error });
}

async function sleepUntil(time: number): Promise<void> {
  const wait = time - performance.now();
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
}
