import { type Knex, migrate } from '@bankgraph/database';
import { createWorld } from '../world/bank-world.js';
import { bankRows, customerRows, customerTables } from './bank-rows.js';

/** Counts up when the world or its tables change, so that data of an older sandbox is seeded again. */
const worldVersion = 3;

const batchSize = 500;

const marker = [
  {
    name: '001-seed',
    up: (knex: Knex) =>
      knex.raw(`create table sandbox.seed (
        seed bigint not null,
        customers integer not null,
        version integer not null,
        seeded_at timestamptz not null default now()
      )`),
  },
];

/** What to fill the bank's database with. */
export interface SeedOptions {
  readonly seed: number;
  readonly customers: number;
  /** Called after every few hundred customers. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Fills the bank's tables with the world of this seed and size, all or nothing. When they hold it already
 * nothing is done; when they hold another world it is replaced. Two processes at once wait for each other.
 * @param knex connected as the owner, after `migrateBank`.
 * @returns whether the data was there already.
 * @throws RangeError when there are fewer customers than stories.
 */
export async function seedBank(knex: Knex, options: SeedOptions): Promise<{ reused: boolean }> {
  const { seed, customers, onProgress } = options;
  const world = createWorld({ seed, customers });
  await migrate(knex, marker, { schema: 'sandbox' });
  return knex.transaction(async (transaction) => {
    await transaction.raw(`select pg_advisory_xact_lock(hashtext('bankgraph sandbox seed'))`);
    await transaction.raw('set local statement_timeout = 0');
    const found = await transaction('sandbox.seed').where({ seed, customers, version: worldVersion }).first();
    if (found !== undefined) return { reused: true };

    const tables = [...bankRows(world).keys(), ...customerTables, 'sandbox.seed'];
    await transaction.raw(`truncate ${tables.join(', ')}`);
    for (const [table, rows] of bankRows(world)) await insert(transaction, table, rows);

    const batch = new Map<string, object[]>(customerTables.map((table) => [table, []]));
    const flush = async () => {
      for (const table of customerTables) {
        await insert(transaction, table, batch.get(table) ?? []);
        batch.set(table, []);
      }
    };
    let done = 0;
    for (const customer of world.customers()) {
      for (const [table, rows] of Object.entries(customerRows(world, customer))) {
        batch.get(table)?.push(...rows);
      }
      done += 1;
      if (done % batchSize === 0) {
        await flush();
        onProgress?.(done, customers);
      }
    }
    await flush();
    if (done % batchSize !== 0) onProgress?.(done, customers);
    await transaction('sandbox.seed').insert({ seed, customers, version: worldVersion });
    return { reused: false };
  });
}

/** One statement and one parameter for any number of rows; the columns' own types do the conversion. */
async function insert(knex: Knex, table: string, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.keys(rows[0] ?? {}).map((column) => `"${column}"`);
  await knex.raw(
    `insert into ${table} (${columns.join(', ')})
     select ${columns.join(', ')} from jsonb_populate_recordset(null::${table}, ?::jsonb)`,
    [JSON.stringify(rows)],
  );
}
