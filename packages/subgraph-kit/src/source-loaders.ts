import DataLoader from 'dataloader';
import type { turns } from './turns.js';

/** How a batch call is made. */
export interface BatchOptions<Absent> {
  /** Keys in one call at most: what the system's batch calls take, and a URL can hold. */
  readonly maxBatchSize?: number;
  /** What a key has that the answer leaves out. When not given, leaving one out is a fault of the source. */
  readonly absent?: Absent;
}

/**
 * A loader for a system with a batch call: what one turn of the event loop asks for becomes one call. A failure, of
 * the call or of one key, is remembered like an answer, so a system that is down is asked once a request.
 */
export function batched<Value, Absent = never>(
  ask: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value | Error>>,
  options: BatchOptions<Absent> = {},
): DataLoader<string, Value | Absent> {
  const { maxBatchSize = Number.POSITIVE_INFINITY } = options;
  const missing = (): Absent | Error =>
    'absent' in options ? (options.absent as Absent) : new Error('A source left out a key.');
  return new DataLoader<string, Value | Absent>(
    async (keys) => {
      try {
        const found = await ask(keys);
        return keys.map((key) => found.get(key) ?? missing());
      } catch (error) {
        // Returned, not thrown: DataLoader remembers only what is returned.
        const failure = asError(error);
        return keys.map(() => failure);
      }
    },
    { maxBatchSize },
  );
}

/** How keys are asked for one by one. */
export interface OneByOneOptions<Key> {
  /** Makes a key comparable; needed when keys are objects. */
  readonly cacheKeyFn?: (key: Key) => string;
  /** Lets a call begin; when not given, all begin at once. Several loaders may share one `turns`. */
  readonly inTurn?: ReturnType<typeof turns>;
}

/** A loader for a system without a batch call: each key is asked for once, and one that fails does not fail the others. */
export function oneByOne<Key, Value>(
  ask: (key: Key) => Promise<Value>,
  { cacheKeyFn, inTurn = (work) => work() }: OneByOneOptions<Key> = {},
): DataLoader<Key, Value, string> {
  return new DataLoader<Key, Value, string>(
    (keys) => Promise.all(keys.map((key) => inTurn(() => ask(key)).catch(asError))),
    cacheKeyFn === undefined ? {} : { cacheKeyFn },
  );
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error('A source failed.', { cause: error });
}
