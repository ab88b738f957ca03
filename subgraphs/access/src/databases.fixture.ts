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
import { prepareLedger } from '@bankgraph/decision-ledger';
import { prepareEvents } from '@bankgraph/events';
import { accessReaderRole, accessWriterRole, prepareAccess } from './access-schema.js';

/** A real PostgreSQL with grants, and connections as the roles that use them. */
export interface Databases extends AsyncDisposable {
  /** As the superuser. */
  readonly owner: Knex;
  readonly writer: Knex;
  readonly reader: Knex;
  /** Records changes, as the role `audit_writer` where it is not part of them. */
  readonly edits: EditRecorder;
  readonly log: AuditReader;
  /** Lets time pass for everything that is kept: moves all its times back, past the triggers that refuse it. */
  pass(interval: string): Promise<void>;
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
  await prepareLedger(owner, { reader: password });
  await prepareEvents(owner, { relay: password });
  await prepareAccess(owner, { writer: password, reader: password });
  const as = (role: string, readOnly: boolean) =>
    connect(databaseUrl(url, { role, password }), { poolMax: 4, applicationName: role, readOnly });
  const writer = as(accessWriterRole, false);
  const reader = as(accessReaderRole, true);
  const pool = openPool(databaseUrl(url, { role: 'audit_writer', password }), {
    poolMax: 2,
    applicationName: 'audit writer',
  });
  const edits = await EditRecorder.open({ pool, service: 'access edits', keys });
  return {
    owner,
    writer,
    reader,
    edits,
    log: new AuditReader(owner, keys),
    pass: (interval) =>
      owner.transaction(async (all) => {
        await all.raw('set local session_replication_role = replica');
        await all.raw('update access.grant set requested_at = requested_at - ?::interval', [interval]);
        await all.raw('update access.grant_event set at = at - ?::interval', [interval]);
      }),
    async [Symbol.asyncDispose]() {
      await edits.close();
      await pool.end();
      for (const knex of [owner, writer, reader]) await knex.destroy();
      await server.stop();
    },
  };
}
