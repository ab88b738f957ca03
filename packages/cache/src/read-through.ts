import { setMaxListeners } from 'node:events';
import { barred, type EntityCache } from './entity-cache.js';
import { type Audience, keyText } from './entity-key.js';
import type { KeptType } from './kept-types.js';

/** For whom something is read. */
export interface Reader {
  readonly actor: { readonly kind: Audience };
  /** Aborted when the request is over. */
  readonly signal: AbortSignal;
}

/** Asks a system for many entities at once; those that it does not have are left out. */
export type AskMany<Value> = (
  ids: readonly string[],
  signal: AbortSignal,
) => Promise<ReadonlyMap<string, Value>>;

/** One question to a system that several requests may wait for. */
interface Flight {
  readonly answer: Promise<ReadonlyMap<string, unknown>>;
  /** Counts a request in until the answer is there; when the last has gone, the system is not waited for any longer. */
  join(signal: AbortSignal): void;
}

/**
 * Reads entities from a cache, and from their system when they are not there. Requests that want the same entity at the
 * same time wait for one question. What a system answers is kept; that it failed is not.
 *
 * Values may be shared by requests: they are read and never changed.
 */
export class ReadThrough {
  readonly #cache: EntityCache;
  readonly #flights = new Map<string, Flight>();

  constructor(cache: EntityCache) {
    this.#cache = cache;
  }

  /** Asks for one entity. Rejects as `ask` does. */
  async one<Value>(
    type: KeptType<Value>,
    id: string,
    reader: Reader,
    ask: (id: string, signal: AbortSignal) => Promise<Value>,
  ): Promise<Value> {
    const found = await this.many(
      type,
      [id],
      reader,
      async (_ids, signal) => new Map([[id, await ask(id, signal)]]),
    );
    const value = found.get(id);
    if (value instanceof Error) throw value;
    return value as Value;
  }

  /**
   * Asks for many entities; those that are not there are one question. For an entity that could not be read the error is
   * its value; one that its system does not have is left out.
   */
  async many<Value>(
    type: KeptType<Value>,
    ids: readonly string[],
    reader: Reader,
    ask: AskMany<Value>,
  ): Promise<ReadonlyMap<string, Value | Error>> {
    const keys = ids.map((id) => ({ system: type.system, type: type.type, id, audience: reader.actor.kind }));
    const found = await this.#cache.getMany(keys);
    const values = new Map<string, Value | Error>();
    const waited: Promise<void>[] = [];
    const take = (of: readonly string[], answer: Promise<ReadonlyMap<string, unknown>>) => {
      const taken = answer.then(
        (answered) => {
          for (const id of of) if (answered.has(id)) values.set(id, answered.get(id) as Value);
        },
        (error: unknown) => {
          for (const id of of) values.set(id, asError(error));
        },
      );
      waited.push(taken);
    };
    const missing: string[] = [];
    const alone: string[] = [];
    for (const [at, key] of keys.entries()) {
      const text = found[at];
      if (text === barred) {
        alone.push(key.id);
        continue;
      }
      const kept = typeof text === 'string' ? readKept(type, text) : undefined;
      if (kept !== undefined) {
        values.set(key.id, kept.value);
        continue;
      }
      const flight = this.#flights.get(keyText(key));
      if (flight === undefined) missing.push(key.id);
      else {
        flight.join(reader.signal);
        take([key.id], flight.answer);
      }
    }
    if (alone.length > 0) take(alone, ask(alone, reader.signal));
    if (missing.length > 0) {
      const flight = this.#depart(type, missing, reader.actor.kind, ask);
      flight.join(reader.signal);
      take(missing, flight.answer);
    }
    await Promise.all(waited);
    return values;
  }

  #depart<Value>(
    type: KeptType<Value>,
    ids: readonly string[],
    audience: Audience,
    ask: AskMany<Value>,
  ): Flight {
    const { system, type: name, keepMs } = type;
    const keyOf = (id: string) => ({ system, type: name, id, audience });
    // Counted from before the question: the answer may be as old as that.
    const expiresAt = Date.now() + keepMs;
    const withdrawal = new AbortController();
    setMaxListeners(0, withdrawal.signal);
    let waiting = 0;
    const land = () => {
      for (const id of ids)
        if (this.#flights.get(keyText(keyOf(id))) === flight) this.#flights.delete(keyText(keyOf(id)));
    };
    const answer = ask(ids, withdrawal.signal).then((values) => {
      const kept = [...values].flatMap(([id, value]) => {
        const text = type.write(value);
        return text === null ? [] : [{ key: keyOf(id), text, expiresAt }];
      });
      // Nobody waits for it to be kept.
      if (kept.length > 0) void this.#cache.setMany(kept);
      return values;
    });
    const flight: Flight = {
      answer: answer.finally(land),
      join(signal) {
        waiting += 1;
        const leave = () => {
          waiting -= 1;
          if (waiting > 0) return;
          // Whoever comes now asks anew.
          land();
          withdrawal.abort();
        };
        if (signal.aborted) return leave();
        signal.addEventListener('abort', leave, { once: true });
        const stay = () => signal.removeEventListener('abort', leave);
        answer.then(stay, stay);
      },
    };
    for (const id of ids) this.#flights.set(keyText(keyOf(id)), flight);
    return flight;
  }
}

/** What was kept, or undefined when it cannot be read. */
function readKept<Value>(type: KeptType<Value>, text: string): { readonly value: Value } | undefined {
  try {
    return { value: type.read(text) };
  } catch {
    return undefined;
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error('A source failed.', { cause: error });
}
