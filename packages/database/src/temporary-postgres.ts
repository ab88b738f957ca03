import { randomUUID } from 'node:crypto';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase, createDatabaseFromTemplate } from './create-database.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.js';

/** A PostgreSQL server for one run of tests. */
export interface TemporaryPostgres extends EmbeddedPostgres {
  /** A new database, empty or a copy of the template; returns its URL for the superuser. */
  newDatabase(options?: { template?: string; roles?: readonly string[] }): Promise<string>;
}

/** Starts a PostgreSQL in a temporary folder; `stop()` (or `await using`) ends it and removes the folder. */
export async function startTemporaryPostgres(): Promise<TemporaryPostgres> {
  const folder = await mkdtemp(join(await realpath(tmpdir()), 'bankgraph-postgres-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  const server = await startEmbeddedPostgres({ folder }).catch(async (error) => {
    await remove();
    throw error;
  });
  const stop = async () => {
    await server.stop();
    await remove();
  };
  return {
    ...server,
    newDatabase: ({ template, roles } = {}) => {
      const name = `test_${randomUUID().replaceAll('-', '')}`;
      return template === undefined
        ? createDatabase(server.adminUrl, name)
        : createDatabaseFromTemplate(server.adminUrl, template, name, roles);
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
