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
import { decisionsReaderRole, decisionsWriterRole, prepareDecisions } from './decisions-schema.js';

/** A real PostgreSQL with decisions, ledger, audit log and the bank's assignments, and connections as the roles that use them. */
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
  /** Forgets every decision, past the triggers that refuse it. */
  clear(): Promise<void>;
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
  await prepareDecisions(owner, { writer: password, reader: password });
  await owner.raw(`create schema staffing; create table staffing.case_assignment (staff_id text, case_id text,
    customer_id text, since timestamptz, until timestamptz)`);
  const as = (role: string, readOnly: boolean) =>
    connect(databaseUrl(url, { role, password }), { poolMax: 4, applicationName: role, readOnly });
  const writer = as(decisionsWriterRole, false);
  const reader = as(decisionsReaderRole, true);
  const pool = openPool(databaseUrl(url, { role: 'audit_writer', password }), {
    poolMax: 2,
    applicationName: 'audit writer',
  });
  const edits = await EditRecorder.open({ pool, service: 'decisions edits', keys });
  return {
    owner,
    writer,
    reader,
    edits,
    log: new AuditReader(owner, keys),
    pass: (interval) =>
      owner.transaction(async (all) => {
        await all.raw('set local session_replication_role = replica');
        await all.raw(
          'update decisions.decision set made_at = made_at - ?::interval, expires_at = expires_at - ?::interval',
          [interval, interval],
        );
        await all.raw('update decisions.answer set at = at - ?::interval', [interval]);
        await all.raw('update decisions.sending_attempt set at = at - ?::interval', [interval]);
      }),
    clear: () =>
      owner.transaction(async (all) => {
        await all.raw('set local session_replication_role = replica');
        await all.raw(
          'truncate decisions.decision, decisions.answer, decisions.sending, decisions.sending_attempt, ledger.decision_event, events.outbox',
        );
      }),
    async [Symbol.asyncDispose]() {
      await edits.close();
      await pool.end();
      for (const knex of [owner, writer, reader]) await knex.destroy();
      await server.stop();
    },
  };
}
