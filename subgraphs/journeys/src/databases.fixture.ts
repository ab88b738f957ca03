import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AuditReader,
  EditRecorder,
  ensureKeyFile,
  keyFile,
  prepareAuditLog,
  prepareKeys,
} from '@bankgraph/audit-log';
import { connect, databaseUrl, type Knex, openPool, startTemporaryPostgres } from '@bankgraph/database';
import { journeysWriterRole, prepareJourneys } from './journeys-schema.js';

type LogEntry = NonNullable<Awaited<ReturnType<AuditReader['last']>>>;

/** A real PostgreSQL with journeys, and connections as the roles that use them. */
export interface Databases extends AsyncDisposable {
  /** As the superuser. */
  readonly owner: Knex;
  readonly writer: Knex;
  /** Records changes, as the role `audit_writer` where it is not part of them. */
  readonly edits: EditRecorder;
  /** Records of changes, the newest first. */
  recorded(): Promise<readonly LogEntry[]>;
  /** Removes all journeys, past the triggers that refuse it. */
  clear(): Promise<void>;
  /** Rows of both tables. */
  kept(): Promise<number>;
}

const password = 'only for tests';

/** Starts it, empty. */
export async function startDatabases(): Promise<Databases> {
  const server = await startTemporaryPostgres();
  const url = await server.newDatabase();
  const owner = connect(url, { poolMax: 2, applicationName: 'owner' });
  await prepareAuditLog(owner, {
    writer: password,
    reader: password,
    integrator: password,
    witness: password,
    keyKeeper: password,
  });
  const file = join(await mkdtemp(join(tmpdir(), 'bankgraph-keys-')), 'audit-keys.json');
  await ensureKeyFile(file);
  const keys = keyFile(file);
  await prepareKeys(owner, keys);
  await prepareJourneys(owner, { writer: password });
  const writer = connect(databaseUrl(url, { role: journeysWriterRole, password }), {
    poolMax: 4,
    applicationName: journeysWriterRole,
  });
  const pool = openPool(databaseUrl(url, { role: 'audit_writer', password }), {
    poolMax: 2,
    applicationName: 'audit writer',
  });
  const edits = await EditRecorder.open({ pool, service: 'journeys edits', keys });
  const log = new AuditReader(owner, keys);
  return {
    owner,
    writer,
    edits,
    async recorded() {
      const found: LogEntry[] = [];
      for await (const records of log.search({}, 'newest first')) {
        found.push(...records.filter(({ kind }) => kind === 'edit'));
      }
      return found;
    },
    clear: () =>
      owner.transaction(async (all) => {
        await all.raw('set local session_replication_role = replica');
        await all.raw('truncate journeys.journey, journeys.journey_event');
      }),
    async kept() {
      const { rows } = await owner.raw(
        `select (select count(*) from journeys.journey)::int + (select count(*) from journeys.journey_event)::int as n`,
      );
      return rows[0].n;
    },
    async [Symbol.asyncDispose]() {
      await edits.close();
      await pool.end();
      for (const knex of [owner, writer]) await knex.destroy();
      await server.stop();
    },
  };
}
