import { randomUUID } from 'node:crypto';
import type { Knex } from '@bankgraph/database';

/** Somebody else integrates now: what was begun under the old fence is not written. */
export class LeaseLost extends Error {}

const name = 'integrator';

/** The right to be the one integrator, by the database's clock. Its fence rises whenever the holder changes. */
export class Lease {
  readonly #knex: Knex;
  readonly #lengthMs: number;
  readonly #holder = randomUUID();

  constructor(knex: Knex, lengthMs: number) {
    this.#knex = knex;
    this.#lengthMs = lengthMs;
  }

  /** Takes or renews the lease. Its fence, or null while another holder's has not run out. */
  async take(): Promise<number | null> {
    const { rows } = await this.#knex.raw<{ rows: { fence: number }[] }>(
      `insert into audit.lease as held (name, holder, fence, expires_at)
       values (?, ?, 1, clock_timestamp() + ? * interval '1 millisecond')
       on conflict (name) do update set
         holder = excluded.holder,
         fence = held.fence + (held.holder <> excluded.holder)::int,
         expires_at = excluded.expires_at
       where held.holder = excluded.holder or held.expires_at < clock_timestamp()
       returning fence`,
      [name, this.#holder, this.#lengthMs],
    );
    return rows[0]?.fence ?? null;
  }

  /**
   * As the last statement of a transaction: it is written only when the lease is still held under this fence, and nobody
   * takes over before it has ended.
   *
   * @throws LeaseLost
   */
  async hold(transaction: Knex, fence: number): Promise<void> {
    const held = await transaction('audit.lease')
      .where({ name, holder: this.#holder, fence })
      .forUpdate()
      .first('fence');
    if (held === undefined) throw new LeaseLost('Another integrator has taken over.');
  }

  /** Gives it back, so that the next one need not wait. */
  async release(): Promise<void> {
    await this.#knex('audit.lease')
      .where({ name, holder: this.#holder })
      .update({ expires_at: new Date(0) });
  }
}
