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
import { consentReaderRole, consentWriterRole, prepareConsent } from './consent-schema.js';

/** A real PostgreSQL with the register of consents, and connections as the roles that use it. */
export interface Databases extends AsyncDisposable {
  /** As the superuser. */
  readonly owner: Knex;
  readonly writer: Knex;
  /** For connections of one's own as that role. */
  readonly writerUrl: string;
  readonly reader: Knex;
  /** Records changes, as the role `audit_writer` where it is not part of them. */
  readonly edits: EditRecorder;
  readonly log: AuditReader;
}

const password = 'only for tests';

/** Starts it, empty but for the accounts of C-1001 and C-1002 in the directory. */
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
  await prepareConsent(owner, { writer: password, reader: password });
  await owner.raw(`
    create schema directory;
    create table directory.account_holder (account_id text, customer_id text, role text);
    insert into directory.account_holder values ('A-1', 'C-1001', 'PRINCIPAL'), ('A-2', 'C-1001', 'PRINCIPAL'),
      ('A-3', 'C-1001', 'JOINT'), ('A-9', 'C-1002', 'PRINCIPAL');`);
  const as = (role: string, readOnly: boolean) =>
    connect(databaseUrl(url, { role, password }), { poolMax: 4, applicationName: role, readOnly });
  const writerUrl = databaseUrl(url, { role: consentWriterRole, password });
  const writer = as(consentWriterRole, false);
  const reader = as(consentReaderRole, true);
  const pool = openPool(databaseUrl(url, { role: 'audit_writer', password }), {
    poolMax: 2,
    applicationName: 'audit writer',
  });
  const edits = await EditRecorder.open({ pool, service: 'consent edits', keys });
  return {
    owner,
    writer,
    writerUrl,
    reader,
    edits,
    log: new AuditReader(owner, keys),
    async [Symbol.asyncDispose]() {
      await edits.close();
      await pool.end();
      for (const knex of [owner, writer, reader]) await knex.destroy();
      await server.stop();
    },
  };
}
