import { accessReaderRole, accessWriterRole, prepareAccess } from '@bankgraph/access-subgraph';
import {
  auditIntegratorRole,
  auditKeyKeeperRole,
  auditReaderRole,
  auditWitnessRole,
  auditWriterRole,
  EditRecorder,
  ensureKeyFile,
  keyFile,
  prepareAuditLog,
  prepareKeys,
} from '@bankgraph/audit-log';
import {
  consentReaderRole,
  consentWriterGrants,
  consentWriterRole,
  insertConsents,
  prepareConsent,
} from '@bankgraph/consent-subgraph';
import { connect, createDatabase, databaseUrl, type Knex, openPool } from '@bankgraph/database';
import { appendDecisions, type DecisionEventEntry, prepareLedger } from '@bankgraph/decision-ledger';
import { decisionsReaderRole, decisionsWriterRole, prepareDecisions } from '@bankgraph/decisions-subgraph';
import { eventIntakeRole, eventKeeperRole, prepareEventIntake } from '@bankgraph/event-intake';
import { eventsRelayRole, prepareEvents } from '@bankgraph/events';
import { insertJourneys, journeysWriterRole, prepareJourneys } from '@bankgraph/journeys-subgraph';
import {
  operationsPublisherRole,
  operationsReaderRole,
  prepareOperations,
} from '@bankgraph/operation-registry';
import {
  createWorld,
  migrateBank,
  seedBank,
  worldConsents,
  worldJourneys,
  worldLedgerEvents,
} from '@bankgraph/sandbox';
import type { BankConnections, BankSchema } from './bank-connections.js';
import { ensureOperationsKeys, type OperationsFiles } from './operations-files.js';
import { operator } from './operator.js';
import { publishContract } from './publish-operations.js';

/** Databases of a sandbox bank: what the bank keeps in SQL, and what is ours. */
export interface PrepareOptions {
  /** Superuser's URL of the maintenance database. */
  readonly adminUrl: string;
  readonly passwords: {
    readonly bankReader: string;
    readonly auditWriter: string;
    readonly auditReader: string;
    readonly auditIntegrator: string;
    readonly auditWitness: string;
    readonly auditKeyKeeper: string;
    readonly ledgerReader: string;
    readonly accessWriter: string;
    readonly accessReader: string;
    readonly decisionsWriter: string;
    readonly decisionsReader: string;
    readonly consentWriter: string;
    readonly consentReader: string;
    readonly journeysWriter: string;
    readonly operationsReader: string;
    readonly operationsPublisher: string;
    readonly eventsRelay: string;
    readonly eventIntake: string;
    readonly eventKeeper: string;
  };
  /** Files of the operations that are agreed with clients; the keys are made when they are not there. */
  readonly operations: OperationsFiles;
  /** File of the audit log's key-encryption keys; made when it is not there. */
  readonly auditKeys: string;
  readonly seed: number;
  /** How many customers the bank has. */
  readonly customers: number;
  /** Names of the two databases; `bank` and `bankgraph` when not given. */
  readonly names?: { readonly bank: string; readonly own: string };
  onProgress?(done: number, total: number): void;
}

/** URLs of what was prepared, by role. */
export type PreparedDatabases = Pick<BankConnections, 'databases' | 'own' | 'auditKeys' | 'operations'>;

/**
 * Creates both databases, brings their schemas and roles up to date, fills the bank's with the sandbox's
 * world and publishes the contract's operations. May be repeated: what is there already is left as it is.
 *
 * @throws DatabaseUnavailable, InvalidOperations, PolicyFaults
 */
export async function prepareDatabases(options: PrepareOptions): Promise<PreparedDatabases> {
  const names = options.names ?? { bank: 'bank', own: 'bankgraph' };
  const [bankUrl, ownUrl] = await Promise.all([
    createDatabase(options.adminUrl, names.bank),
    createDatabase(options.adminUrl, names.own),
  ]);
  const bank = connect(bankUrl, {
    applicationName: 'bankgraph prepare',
    poolMax: 2,
    statementTimeoutMs: 120_000,
  });
  const own = connect(ownUrl, {
    applicationName: 'bankgraph prepare',
    poolMax: 2,
    statementTimeoutMs: 120_000,
  });
  try {
    await migrateBank(bank, { readerPassword: options.passwords.bankReader });
    const { reused } = await seedBank(bank, {
      seed: options.seed,
      customers: options.customers,
      ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
    });
    await prepareAuditLog(own, {
      writer: options.passwords.auditWriter,
      reader: options.passwords.auditReader,
      integrator: options.passwords.auditIntegrator,
      witness: options.passwords.auditWitness,
      keyKeeper: options.passwords.auditKeyKeeper,
    });
    await ensureKeyFile(options.auditKeys);
    await prepareKeys(own, keyFile(options.auditKeys));
    await prepareLedger(own, { reader: options.passwords.ledgerReader });
    await prepareEvents(own, { relay: options.passwords.eventsRelay });
    await prepareAccess(own, {
      writer: options.passwords.accessWriter,
      reader: options.passwords.accessReader,
    });
    await prepareDecisions(own, {
      writer: options.passwords.decisionsWriter,
      reader: options.passwords.decisionsReader,
    });
    await prepareConsent(own, {
      writer: options.passwords.consentWriter,
      reader: options.passwords.consentReader,
    });
    // After the registers that events may change.
    await prepareEventIntake(
      own,
      { intake: options.passwords.eventIntake, keeper: options.passwords.eventKeeper },
      consentWriterGrants,
    );
    await prepareJourneys(own, { writer: options.passwords.journeysWriter });
    await prepareOperations(own, {
      reader: options.passwords.operationsReader,
      publisher: options.passwords.operationsPublisher,
    });
    await ensureOperationsKeys(options.operations);
    await publishContract(own, options.operations, 'bankgraph prepare');
    const world = createWorld({ seed: options.seed, customers: options.customers });
    // Asked of the ledger too: an earlier start may have ended between the two databases.
    if (!reused || (await own('ledger.decision_event').first('id')) === undefined) {
      const writer = databaseUrl(ownUrl, { role: auditWriterRole, password: options.passwords.auditWriter });
      await seedLedger(own, writer, options.auditKeys, worldLedgerEvents(world));
    }
    if (!reused || (await own('consent.consent').first('id')) === undefined) {
      await own.transaction((all) => insertConsents(all, worldConsents(world)));
    }
    if ((await own('journeys.journey').first('id')) === undefined) {
      await own.transaction((all) => insertJourneys(all, worldJourneys(world)));
    }
  } finally {
    await Promise.all([bank.destroy(), own.destroy()]);
  }
  return preparedUrls(options, bankUrl, ownUrl);
}

/** The sandbox's decisions as one append, anchored in the audit log like any other. */
async function seedLedger(
  own: Knex,
  auditWriter: string,
  auditKeys: string,
  decisions: Iterable<DecisionEventEntry>,
): Promise<void> {
  const pool = openPool(auditWriter, { applicationName: 'bankgraph prepare', poolMax: 1 });
  try {
    const recorder = await EditRecorder.open({
      pool,
      service: 'bankgraph prepare',
      keys: keyFile(auditKeys),
    });
    const record = await recorder.prepare({
      actor: operator(),
      purpose: null,
      subject: null,
      requestId: '',
      operationName: 'prepare',
      operationHash: '',
      policyVersion: '',
      fields: [],
    });
    await own.transaction((all) => appendDecisions(all, decisions, record));
    await recorder.close();
  } finally {
    await pool.end();
  }
}

/** URLs by role of databases that were prepared. */
export function preparedUrls(
  { passwords, auditKeys, operations }: Pick<PrepareOptions, 'passwords' | 'auditKeys' | 'operations'>,
  bankUrl: string,
  ownUrl: string,
): PreparedDatabases {
  const reader = (schema: BankSchema) =>
    databaseUrl(bankUrl, { role: `${schema}_reader`, password: passwords.bankReader });
  return {
    databases: {
      directory: reader('directory'),
      staffing: reader('staffing'),
      kyc: reader('kyc'),
      segments: reader('segments'),
      aml_register: reader('aml_register'),
      interactions: reader('interactions'),
    },
    auditKeys,
    operations: { verifier: operations.verifier, kept: operations.kept },
    own: {
      operationsReader: databaseUrl(ownUrl, {
        role: operationsReaderRole,
        password: passwords.operationsReader,
      }),
      operationsPublisher: databaseUrl(ownUrl, {
        role: operationsPublisherRole,
        password: passwords.operationsPublisher,
      }),
      auditWriter: databaseUrl(ownUrl, { role: auditWriterRole, password: passwords.auditWriter }),
      auditReader: databaseUrl(ownUrl, { role: auditReaderRole, password: passwords.auditReader }),
      auditIntegrator: databaseUrl(ownUrl, {
        role: auditIntegratorRole,
        password: passwords.auditIntegrator,
      }),
      auditKeyKeeper: databaseUrl(ownUrl, { role: auditKeyKeeperRole, password: passwords.auditKeyKeeper }),
      auditWitness: databaseUrl(ownUrl, { role: auditWitnessRole, password: passwords.auditWitness }),
      eventsRelay: databaseUrl(ownUrl, { role: eventsRelayRole, password: passwords.eventsRelay }),
      eventIntake: databaseUrl(ownUrl, { role: eventIntakeRole, password: passwords.eventIntake }),
      eventKeeper: databaseUrl(ownUrl, { role: eventKeeperRole, password: passwords.eventKeeper }),
      ledgerReader: databaseUrl(ownUrl, { role: 'ledger_reader', password: passwords.ledgerReader }),
      accessWriter: databaseUrl(ownUrl, { role: accessWriterRole, password: passwords.accessWriter }),
      accessReader: databaseUrl(ownUrl, { role: accessReaderRole, password: passwords.accessReader }),
      decisionsWriter: databaseUrl(ownUrl, {
        role: decisionsWriterRole,
        password: passwords.decisionsWriter,
      }),
      decisionsReader: databaseUrl(ownUrl, {
        role: decisionsReaderRole,
        password: passwords.decisionsReader,
      }),
      consentWriter: databaseUrl(ownUrl, { role: consentWriterRole, password: passwords.consentWriter }),
      consentReader: databaseUrl(ownUrl, { role: consentReaderRole, password: passwords.consentReader }),
      journeysWriter: databaseUrl(ownUrl, { role: journeysWriterRole, password: passwords.journeysWriter }),
    },
  };
}
