import { type Knex, whileAvailable } from '@bankgraph/database';

/** That a client has used an operation. */
export interface CountedUse {
  readonly clientId: string;
  /** Null: a text that the client wrote itself; all of these are counted as one. */
  readonly operation: { readonly id: string; readonly name: string } | null;
  /** Coordinates of its fields, each once. */
  readonly fields: readonly string[];
}

interface Counter {
  count: number;
  readonly name: string | null;
  readonly fields: Map<string, number>;
}

/** Operations of clients that are counted between two flushes at most. */
const maxCounters = 10_000;

/** Thirteen months: what is used once a year is seen once more before its last use is forgotten. */
export const usesKeptDays = 400;

/** Advisory lock: one gateway at a time removes old days. */
const removalLock = 7_310_418_004;

/**
 * Counts uses in memory and adds them to the database every few seconds, so that no request waits for it. A crash loses the
 * seconds since the last time; while the database is away they wait here, bounded. Once a day it removes what is older than
 * `usesKeptDays`.
 */
export class UseCounter {
  readonly #knex: Knex;
  readonly #onError: (error: unknown, message: string) => void;
  readonly #timer: NodeJS.Timeout;
  #counters = new Map<string, Map<string, Counter>>();
  #size = 0;
  #dropped = 0;
  /** ISO 8601 date. */
  #removedOn = '';
  #flushing: Promise<void> = Promise.resolve();

  constructor(
    knex: Knex,
    options: { readonly intervalMs?: number; onError(error: unknown, message: string): void },
  ) {
    this.#knex = knex;
    this.#onError = options.onError;
    this.#timer = setInterval(() => void this.flush(), options.intervalMs ?? 5_000).unref();
  }

  count({ clientId, operation, fields }: CountedUse): void {
    let own = this.#counters.get(clientId);
    let counter = own?.get(operation?.id ?? '');
    if (own === undefined || counter === undefined) {
      if (this.#size >= maxCounters) {
        this.#dropped += 1;
        return;
      }
      own ??= new Map();
      counter = { count: 0, name: operation?.name ?? null, fields: new Map() };
      this.#counters.set(clientId, own.set(operation?.id ?? '', counter));
      this.#size += 1;
    }
    counter.count += 1;
    for (const field of fields) counter.fields.set(field, (counter.fields.get(field) ?? 0) + 1);
  }

  /** Adds what was counted to the database; keeps it when that fails. */
  flush(): Promise<void> {
    this.#flushing = this.#flushing.then(() => this.#flush()).then(() => this.#removeOld());
    return this.#flushing;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush();
  }

  async #flush(): Promise<void> {
    if (this.#size === 0) return;
    const counters = this.#counters;
    this.#counters = new Map();
    this.#size = 0;
    if (this.#dropped > 0) {
      this.#onError(new Error(`${this.#dropped} uses`), 'uses of operations were not counted');
      this.#dropped = 0;
    }
    const operations = [...counters].flatMap(([client_id, own]) =>
      [...own].map(([operation_id, { name, count }]) => ({ client_id, operation_id, name, count })),
    );
    const fields = [...counters].flatMap(([client_id, own]) =>
      [...own].flatMap(([operation_id, counter]) =>
        [...counter.fields].map(([field, count]) => ({ client_id, operation_id, field, count })),
      ),
    );
    try {
      await whileAvailable(() =>
        this.#knex.transaction(async (transaction) => {
          // In one order everywhere, so that gateways do not wait for each other in a circle.
          await transaction.raw(
            `insert into operations.operation_use as known (day, client_id, operation_id, name, count, last_used)
             select current_date, client_id, operation_id, name, count, now()
             from jsonb_to_recordset(?::jsonb) as x(client_id text, operation_id text, name text, count bigint)
             order by client_id, operation_id
             on conflict (day, client_id, operation_id) do update
             set count = known.count + excluded.count, last_used = excluded.last_used, name = excluded.name`,
            [JSON.stringify(operations)],
          );
          await transaction.raw(
            `insert into operations.field_use as known (day, client_id, operation_id, field, count, last_used)
             select current_date, client_id, operation_id, field, count, now()
             from jsonb_to_recordset(?::jsonb) as x(client_id text, operation_id text, field text, count bigint)
             order by client_id, operation_id, field
             on conflict (day, client_id, operation_id, field) do update
             set count = known.count + excluded.count, last_used = excluded.last_used`,
            [JSON.stringify(fields)],
          );
        }),
      );
    } catch (error) {
      this.#onError(error, 'uses of operations could not be counted; they wait');
      this.#putBack(counters);
    }
  }

  /** Tried once a day, and again the next day when it fails. */
  async #removeOld(): Promise<void> {
    const today = new Date().toISOString().slice(0, 10);
    if (this.#removedOn === today) return;
    this.#removedOn = today;
    try {
      await whileAvailable(() =>
        this.#knex.transaction(async (transaction) => {
          const { rows } = await transaction.raw<{ rows: [{ got: boolean }] }>(
            'select pg_try_advisory_xact_lock(?) as got',
            [removalLock],
          );
          if (!rows[0].got) return;
          for (const table of ['operations.operation_use', 'operations.field_use']) {
            await transaction(table).whereRaw('day < current_date - ?::integer', [usesKeptDays]).delete();
          }
        }),
      );
    } catch (error) {
      this.#onError(error, 'old counts of uses could not be removed; tomorrow again');
    }
  }

  #putBack(counters: ReadonlyMap<string, ReadonlyMap<string, Counter>>): void {
    for (const [clientId, own] of counters) {
      for (const [id, { count, name, fields }] of own) {
        const known = this.#counters.get(clientId) ?? new Map<string, Counter>();
        const counter = known.get(id) ?? { count: 0, name, fields: new Map<string, number>() };
        if (!known.has(id)) this.#size += 1;
        counter.count += count;
        for (const [field, times] of fields)
          counter.fields.set(field, (counter.fields.get(field) ?? 0) + times);
        this.#counters.set(clientId, known.set(id, counter));
      }
    }
  }
}
