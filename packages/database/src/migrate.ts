import type { Knex } from 'knex';
import { whileAvailable } from './database-unavailable.js';

/** One step of a schema's history. Its name is recorded and never changes; steps run in the order of the list. */
export interface Migration {
  readonly name: string;
  up(knex: Knex): Promise<unknown>;
}

/** Where the list of done migrations is kept. */
export interface MigrateOptions {
  /** Schema that the migrations own; created when missing. */
  readonly schema: string;
  /** Table in that schema; `migration` when not given. */
  readonly table?: string;
}

/**
 * Runs the migrations that were not run yet, all of them or none, and returns their names. Processes that
 * start at once wait for each other, and a killed one leaves no lock behind.
 *
 * @throws Error when a migration that was run is no longer in the list.
 * @throws DatabaseUnavailable
 */
export async function migrate(
  knex: Knex,
  migrations: readonly Migration[],
  options: MigrateOptions,
): Promise<readonly string[]> {
  const config: Knex.MigratorConfig = {
    migrationSource: {
      getMigrations: async () => [...migrations],
      getMigrationName: (migration: Migration) => migration.name,
      getMigration: async (migration: Migration) => ({
        up: async (transaction: Knex) => {
          await migration.up(transaction);
        },
        down: async () => {
          throw new Error('Migrations only go forward.');
        },
      }),
    },
    schemaName: options.schema,
    tableName: options.table ?? 'migration',
    // Knex's own lock is a row that stays locked when the process is killed. Everything here is one
    // transaction under an advisory lock instead, so the row rolls back with it.
    disableTransactions: true,
  };
  return whileAvailable(() =>
    knex.transaction(async (transaction) => {
      await transaction.raw('select pg_advisory_xact_lock(hashtext(?))', [
        `bankgraph migrate ${options.schema}`,
      ]);
      await transaction.raw('set local statement_timeout = 0');
      await transaction.raw('create schema if not exists ??', [options.schema]);
      const [, done] = (await transaction.migrate.latest(config)) as [number, string[]];
      return done;
    }),
  );
}
