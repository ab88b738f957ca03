import { connect, databaseUrl, type Knex, startTemporaryPostgres } from '@bankgraph/database';
import { accessReaderRole, accessWriterRole, prepareAccess } from './access-schema.js';

/** A real PostgreSQL with grants, and connections as the roles that use them. */
export interface Databases extends AsyncDisposable {
  /** As the superuser. */
  readonly owner: Knex;
  readonly writer: Knex;
  readonly reader: Knex;
  /** Lets time pass for everything that is kept: moves all its times back, past the triggers that refuse it. */
  pass(interval: string): Promise<void>;
}

const password = 'only for tests';

/** Starts it, empty. */
export async function startDatabases(): Promise<Databases> {
  const server = await startTemporaryPostgres();
  const url = await server.newDatabase();
  const owner = connect(url, { poolMax: 2, applicationName: 'owner' });
  await prepareAccess(owner, { writer: password, reader: password });
  const as = (role: string, readOnly: boolean) =>
    connect(databaseUrl(url, { role, password }), { poolMax: 4, applicationName: role, readOnly });
  const writer = as(accessWriterRole, false);
  const reader = as(accessReaderRole, true);
  return {
    owner,
    writer,
    reader,
    pass: (interval) =>
      owner.transaction(async (all) => {
        await all.raw('set local session_replication_role = replica');
        await all.raw('update access.grant set requested_at = requested_at - ?::interval', [interval]);
        await all.raw('update access.grant_event set at = at - ?::interval', [interval]);
      }),
    async [Symbol.asyncDispose]() {
      for (const knex of [owner, writer, reader]) await knex.destroy();
      await server.stop();
    },
  };
}
