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
import { EventIntake, type EventIntakeOptions } from './event-intake.js';
import { findCustomerIn } from './find-customer.js';
import { eventIntakeRole, eventKeeperRole, prepareEventIntake } from './intake-schema.js';
import { secrets, systemsOf } from './systems.fixture.js';

const password = 'only for tests';

/** What a process needs to take events in. */
export interface IntakePlace {
  /** URL of the database for the role that takes in. */
  readonly url: string;
  readonly auditUrl: string;
  /** File. */
  readonly keys: string;
}

/** An intake that a process has opened. */
export interface OpenIntake extends AsyncDisposable {
  readonly intake: EventIntake;
  readonly knex: Knex;
}

/** Opens an intake, and lets a test have something happen when a record was written. */
export async function openIntake(
  { url, auditUrl, keys }: IntakePlace,
  {
    recorded = async () => undefined,
    systems = systemsOf(secrets),
    logger,
  }: { recorded?: () => Promise<void> } & Pick<EventIntakeOptions, 'logger'> &
    Partial<Pick<EventIntakeOptions, 'systems'>>,
): Promise<OpenIntake> {
  const knex = connect(url, { poolMax: 4, applicationName: 'intake' });
  const pool = openPool(auditUrl, { poolMax: 2, applicationName: 'audit writer' });
  const edits = await EditRecorder.open({ pool, service: 'events', keys: keyFile(keys) });
  return {
    knex,
    intake: new EventIntake({
      knex,
      systems,
      findCustomer: findCustomerIn(knex),
      // The register is tested where it is: server/src/end-consent.test.ts.
      endConsent: () => Promise.reject(new Error('There is no register of consents here.')),
      policyVersion: 'p-1',
      logger,
      prepareEdit: async (entry) => {
        const record = await edits.prepare(entry);
        return async (transaction, anchored) => {
          const id = await record(transaction, anchored);
          await recorded();
          return id;
        };
      },
    }),
    async [Symbol.asyncDispose]() {
      await edits.close();
      await pool.end();
      await knex.destroy();
    },
  };
}

/** A real PostgreSQL with everything that events are written to, and the bank's directory with two customers. */
export interface Databases extends AsyncDisposable {
  /** As the superuser. */
  readonly owner: Knex;
  readonly intake: IntakePlace;
  readonly keeper: IntakePlace;
  readonly log: AuditReader;
}

/** Starts it: C-1001 is applicant A-1001, C-1002 is applicant A-1002. */
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
  const keys = join(await mkdtemp(join(tmpdir(), 'bankgraph-keys-')), 'audit-keys.json');
  await ensureKeyFile(keys);
  await prepareKeys(owner, keyFile(keys));
  await prepareLedger(owner, { reader: password });
  await prepareEvents(owner, { relay: password });
  await prepareEventIntake(owner, { intake: password, keeper: password }, []);
  await owner.raw(`
    create schema directory;
    create table directory.customer (customer_id text primary key);
    create table directory.customer_external_id (customer_id text, system text, external_id text);
    insert into directory.customer values ('C-1001'), ('C-1002');
    insert into directory.customer_external_id values
      ('C-1001', 'identity-verification', 'A-1001'), ('C-1002', 'identity-verification', 'A-1002');
    grant usage on schema directory to event_intake, event_keeper;
    grant select on all tables in schema directory to event_intake, event_keeper;`);
  const auditUrl = databaseUrl(url, { role: 'audit_writer', password });
  return {
    owner,
    intake: { url: databaseUrl(url, { role: eventIntakeRole, password }), auditUrl, keys },
    keeper: { url: databaseUrl(url, { role: eventKeeperRole, password }), auditUrl, keys },
    log: new AuditReader(owner, keyFile(keys)),
    async [Symbol.asyncDispose]() {
      await owner.destroy();
      await server.stop();
    },
  };
}
