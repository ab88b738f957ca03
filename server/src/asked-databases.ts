import type { RelationshipDatabases } from '@bankgraph/relationships';
import type { LimitsByClass } from './client-limits.js';
import type { DeadLetterUrls } from './commands/keep-dead-letters.js';
import { type BaseConfiguration, ConfigurationFaults } from './configuration.js';
import { findRunning, type Running, readRunning } from './data-folder.js';
import { type EventSecrets, eventSecretVariable, eventSystemNames } from './event-systems.js';

/** URLs of the databases that tell what conditions ask, each of a role that may only read. */
export type RelationshipUrls = Readonly<Record<keyof RelationshipDatabases, string>>;

const variables: Readonly<Record<keyof RelationshipDatabases, string>> = {
  directory: 'DIRECTORY_DATABASE_URL',
  staffing: 'STAFFING_DATABASE_URL',
  consent: 'CONSENT_DATABASE_URL',
  access: 'ACCESS_READER_DATABASE_URL',
};

/**
 * The file of the audit log's key-encryption keys: of the environment, as for a part of a distributed graph, else of the
 * server that runs with this folder.
 *
 * @throws Error that says how to start a server
 */
export async function auditKeysFile(environment: NodeJS.ProcessEnv, folder: string): Promise<string> {
  return environment.AUDIT_KEYS_FILE || (await readRunning(folder)).auditKeys;
}

/**
 * The audit log's database for the role that keeps its keys: of the environment, else of the server that runs with this
 * folder.
 *
 * @throws Error that says how to start a server
 */
export async function auditKeyKeeperUrl(environment: NodeJS.ProcessEnv, folder: string): Promise<string> {
  return environment.AUDIT_KEY_KEEPER_DATABASE_URL || (await readRunning(folder)).auditKeyKeeper;
}

/**
 * The audit log that a command reads: of the environment, as for a part of a distributed graph, else of the server that
 * runs with this folder.
 *
 * @throws Error that says how to start a server
 */
export async function auditReaderUrl(environment: NodeJS.ProcessEnv, folder: string): Promise<string> {
  return environment.AUDIT_READER_DATABASE_URL || (await readRunning(folder)).auditReader;
}

/**
 * The decision ledger for a role that may read it: of the environment, as for a part of a distributed graph, else of the server
 * that runs with this folder.
 *
 * @throws Error that says how to start a server
 */
export async function ledgerReaderUrl(environment: NodeJS.ProcessEnv, folder: string): Promise<string> {
  return environment.LEDGER_DATABASE_URL || (await readRunning(folder)).ledgerReader;
}

/** What a command needs to show records of the audit log. */
export interface AuditReading {
  /** URL for the role audit_reader. */
  readonly url: string;
  /** URL for the role audit_writer: that somebody reads is recorded. */
  readonly auditWriter: string;
  /** File of the key-encryption keys. */
  readonly auditKeys: string;
}

/**
 * Where records of the audit log are shown from: of the environment when it names all, else of the server that runs with
 * this folder.
 *
 * @throws Error that says how to start a server
 */
export async function auditReading(environment: NodeJS.ProcessEnv, folder: string): Promise<AuditReading> {
  const { AUDIT_READER_DATABASE_URL, AUDIT_DATABASE_URL, AUDIT_KEYS_FILE } = environment;
  if (AUDIT_READER_DATABASE_URL && AUDIT_DATABASE_URL && AUDIT_KEYS_FILE) {
    return {
      url: AUDIT_READER_DATABASE_URL,
      auditWriter: AUDIT_DATABASE_URL,
      auditKeys: AUDIT_KEYS_FILE,
    };
  }
  const { auditReader: url, auditWriter, auditKeys } = await readRunning(folder);
  return { url, auditWriter, auditKeys };
}

/**
 * The file of the public keys of log and witness: of the environment, else of the server that runs with this folder; null
 * when neither says.
 */
export async function auditVerifiersFile(
  environment: NodeJS.ProcessEnv,
  folder: string,
): Promise<string | null> {
  return environment.AUDIT_VERIFIERS_FILE || ((await findRunning(folder))?.auditVerifiers ?? null);
}

/**
 * Where dead letters are and what tells whom they name: of the environment when it names both, else of the server that runs
 * with this folder.
 *
 * @throws Error that names what is missing
 */
export async function deadLetterUrls(
  { EVENT_KEEPER_DATABASE_URL, DIRECTORY_DATABASE_URL }: NodeJS.ProcessEnv,
  folder: string,
): Promise<DeadLetterUrls> {
  if (EVENT_KEEPER_DATABASE_URL && DIRECTORY_DATABASE_URL) {
    return { eventKeeper: EVENT_KEEPER_DATABASE_URL, directory: DIRECTORY_DATABASE_URL };
  }
  const running = await findRunning(folder);
  if (running !== null) {
    return { eventKeeper: running.events.eventKeeper, directory: running.relationships.directory };
  }
  throw new Error(
    'Dead letters hold data of customers, so whoever removes or erases needs them: set EVENT_KEEPER_DATABASE_URL (role event_keeper) and DIRECTORY_DATABASE_URL, or start a server in another terminal: npm start',
  );
}

/** Where relationships are looked up: of the environment when it names all, else of the running server; null when neither. */
export async function relationshipUrls(
  environment: NodeJS.ProcessEnv,
  folder: string,
): Promise<RelationshipUrls | null> {
  const named = Object.entries(variables).map(([name, variable]) => [name, environment[variable] ?? '']);
  if (named.every(([, url]) => url !== '')) return Object.fromEntries(named) as RelationshipUrls;
  return (await findRunning(folder))?.relationships ?? null;
}

/** What commands about agreed operations work with. */
export interface OperationsDesk {
  /** URL for the role operations_publisher. */
  readonly url: string;
  /** File of the secret key that signs; only who publishes needs it. */
  readonly key: string;
  /** File of its public half. */
  readonly verifier: string;
  /** What clients may ask for: no operation that is beyond is published. */
  readonly limits: LimitsByClass;
}

/**
 * Where agreed operations are published and read: of the environment when it names database and public key, else of the server
 * that runs with this folder.
 *
 * @throws Error that says how to start a server
 */
export async function operationsDesk(
  environment: NodeJS.ProcessEnv,
  { dataFolder, limits }: Pick<BaseConfiguration, 'dataFolder' | 'limits'>,
): Promise<OperationsDesk> {
  const { OPERATIONS_PUBLISHER_DATABASE_URL, OPERATIONS_KEY_FILE, OPERATIONS_VERIFIER_FILE } = environment;
  if (OPERATIONS_PUBLISHER_DATABASE_URL && OPERATIONS_VERIFIER_FILE) {
    return {
      url: OPERATIONS_PUBLISHER_DATABASE_URL,
      key: OPERATIONS_KEY_FILE ?? '',
      verifier: OPERATIONS_VERIFIER_FILE,
      limits,
    };
  }
  const {
    operationsPublisher: url,
    operationsKey: key,
    operationsVerifier: verifier,
  } = await readRunning(dataFolder);
  return { url, key, verifier, limits };
}

/**
 * The deliveries that wait for people, for the role event_keeper: of the environment, as for a part of a distributed graph,
 * else of the server that runs with this folder.
 *
 * @throws Error that says how to start a server
 */
export async function eventKeeperUrl(environment: NodeJS.ProcessEnv, folder: string): Promise<string> {
  return environment.EVENT_KEEPER_DATABASE_URL || (await readRunning(folder)).events.eventKeeper;
}

/** What a command needs to show deliveries that wait for people, and to take them in. */
export interface EventsDesk {
  /** URL for the role event_keeper. */
  readonly eventKeeper: string;
  /** URL for the role audit_writer. */
  readonly auditWriter: string;
  /** File of the key-encryption keys. */
  readonly auditKeys: string;
  /** URL of the bank's directory, for a role that reads it. */
  readonly directory: string;
}

/**
 * Where deliveries are shown and taken in: of the environment when it names the database of the role event_keeper, else of the
 * server that runs with this folder.
 *
 * @throws ConfigurationFaults when the environment names that and not the rest; Error that says how to start a server
 */
export async function eventsDesk(environment: NodeJS.ProcessEnv, folder: string): Promise<EventsDesk> {
  const { EVENT_KEEPER_DATABASE_URL: eventKeeper = '' } = environment;
  if (eventKeeper === '') {
    const { events, auditWriter, auditKeys, relationships } = await readRunning(folder);
    return { eventKeeper: events.eventKeeper, auditWriter, auditKeys, directory: relationships.directory };
  }
  const { AUDIT_DATABASE_URL = '', AUDIT_KEYS_FILE = '', DIRECTORY_DATABASE_URL = '' } = environment;
  const missing = Object.entries({ AUDIT_DATABASE_URL, AUDIT_KEYS_FILE, DIRECTORY_DATABASE_URL }).filter(
    ([, value]) => value === '',
  );
  if (missing.length > 0) throw new ConfigurationFaults(missing.map(([name]) => `${name} is missing`));
  return {
    eventKeeper,
    auditWriter: AUDIT_DATABASE_URL,
    auditKeys: AUDIT_KEYS_FILE,
    directory: DIRECTORY_DATABASE_URL,
  };
}

/** What is needed to send events as the bank's systems do. */
export interface EventSender {
  /** Where to, with `/events`. */
  readonly url: string;
  readonly secrets: EventSecrets;
  /** URL of the bank's directory, for a role that reads it; empty when it is not known. */
  readonly directory: string;
  /** The server with its sandbox; null when events go elsewhere. */
  readonly running: Running | null;
}

/**
 * Where events are sent, and what they are signed with: of the environment when it has EVENTS_URL, else of the server that
 * runs with this folder.
 *
 * @throws Error that says how to start a server
 */
export async function eventSender(environment: NodeJS.ProcessEnv, folder: string): Promise<EventSender> {
  const { EVENTS_URL, DIRECTORY_DATABASE_URL: directory = '' } = environment;
  if (EVENTS_URL) {
    const secrets = eventSystemNames.flatMap((name) => {
      const secret = environment[eventSecretVariable(name)];
      return secret ? [[name, secret] as const] : [];
    });
    return { url: EVENTS_URL, secrets: Object.fromEntries(secrets), directory, running: null };
  }
  return senderTo(await readRunning(folder));
}

/** Sends events to a running server, in the name of the systems of its sandbox. */
export function senderTo(running: Running): EventSender {
  const { events, relationships } = running;
  return { url: events.url, secrets: events.secrets, directory: relationships.directory, running };
}
