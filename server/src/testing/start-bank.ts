import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AuditReader, keyFile } from '@bankgraph/audit-log';
import { connect, startTemporaryPostgres, type TemporaryPostgres } from '@bankgraph/database';
import { createMemoryBus, type EventBus } from '@bankgraph/events';
import { type Gateway, httpSubgraphTransport, type SubgraphTransport } from '@bankgraph/gateway';
import { type Role, subgraphKey } from '@bankgraph/identity';
import type { Sandbox, SystemName } from '@bankgraph/sandbox';
import { CLIENT_CLASSES, type ClientClass, SUBGRAPH_NAMES } from '@bankgraph/schema';
import { serveSubgraph } from '@bankgraph/subgraph-kit';
import { pino } from 'pino';
import type { BankConnections } from '../bank-connections.js';
import { sameForAll } from '../client-limits.js';
import { embeddedSecrets } from '../data-folder.js';
import { sandboxConnections, sandboxSeed, startSandboxSystems } from '../embedded-bank.js';
import type { KeptIn } from '../entity-caches.js';
import { type OpenSubgraphs, openSubgraphs } from '../open-subgraphs.js';
import { operationsFilesOf } from '../operations-files.js';
import { prepareDatabases } from '../prepare-databases.js';
import { type ServeGatewayOptions, serveGateway } from '../serve-gateway.js';

/** How the subgraphs of a test bank are reached. */
export type Topology = 'in-process' | 'http';

/** An answer as a client gets it. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The body as it came. */
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests compare whole results, whatever their shape
  readonly data: any;
  readonly errors:
    | readonly {
        readonly message: string;
        readonly path?: readonly (string | number)[];
        readonly extensions: { readonly code: string; readonly [name: string]: unknown };
      }[]
    | undefined;
}

/** Somebody who asks. */
export interface Asker {
  query(document: string, variables?: object, headers?: Readonly<Record<string, string>>): Promise<Answer>;
}

/** A whole bank in a test: real PostgreSQL, the bank's systems over real HTTP, subgraphs and gateway. */
export interface Bank {
  readonly url: string;
  readonly sandbox: Sandbox;
  readonly postgres: TemporaryPostgres;
  readonly connections: BankConnections;
  readonly contextSecret: string;
  /** Addresses of the subgraphs, when they are served over HTTP. */
  readonly subgraphUrls: ReadonlyMap<string, string>;
  /** Log lines of the gateway. */
  readonly log: readonly string[];
  as(role: Role, purpose?: string, change?: { customer?: string; sub?: string; clientId?: string }): Asker;
  /** Number of calls that each bank system got since the last reset. */
  calls(): Readonly<Record<SystemName, number>>;
  /** Names of the subgraphs that the gateway has asked since the last reset, one for each question; sorted, since many are asked at once. */
  questions(): readonly string[];
  resetCalls(): void;
  readonly caches: OpenSubgraphs['caches'];
  /** Where what is in the outbox is published, and tests publish what else subscribers are told of. */
  readonly events: EventBus;
  readonly audit: Pick<AuditReader, 'last' | 'recent' | 'search'>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** What a test may want otherwise. */
export interface BankOptions {
  readonly topology?: Topology;
  readonly customers?: number;
  readonly dev?: boolean;
  /** False leaves every refusal to the subgraphs. */
  readonly staticCut?: boolean;
  /** Whether partners see ids of their own; false when not given, so that tests compare what different people see. */
  readonly pairwiseIds?: boolean;
  /** Where the bank's data is kept for a while; null when not given, since most tests count what the systems are asked. */
  readonly keptIn?: KeptIn;
  /** Classes of clients that may send any text; all when not given. */
  readonly adHocClasses?: readonly ClientClass[];
  /** Events that are kept for those who come back. */
  readonly eventHistory?: number;
  readonly subscriptions?: ServeGatewayOptions['subscriptions'];
}

/** Starts a bank for a test. */
export async function startBank(options: BankOptions = {}): Promise<Bank> {
  const folder = await mkdtemp(join(tmpdir(), 'bankgraph-test-'));
  const stops: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  const dispose = async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  };
  try {
    return await startParts(folder, options, stops, dispose);
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function startParts(
  folder: string,
  options: BankOptions,
  stops: (() => Promise<unknown>)[],
  dispose: () => Promise<void>,
): Promise<Bank> {
  const customers = options.customers ?? 60;
  const secrets = await embeddedSecrets(folder);
  const postgres = await startTemporaryPostgres();
  stops.push(() => postgres.stop());
  const databases = await prepareDatabases({
    adminUrl: postgres.adminUrl,
    passwords: secrets,
    auditKeys: join(folder, 'audit-keys.json'),
    operations: operationsFilesOf(folder),
    seed: sandboxSeed,
    customers,
  });
  const sandbox = await startSandboxSystems(folder, { customers });
  stops.push(() => sandbox.stop());
  const connections = sandboxConnections(sandbox, databases);
  const secret = Buffer.from(secrets.contextSecret, 'hex');
  const log: string[] = [];
  const logger = pino({ level: 'debug' }, { write: (line: string) => void log.push(line) });
  const opened = await openSubgraphs(SUBGRAPH_NAMES, connections, {
    service: 'test',
    contextKeyOf: (name) => subgraphKey(secret, name),
    keptIn: options.keptIn ?? null,
    logger,
    dev: options.dev ?? false,
  });
  stops.push(() => opened.close());
  const subgraphUrls = new Map<string, string>();
  const questions: string[] = [];
  const transports: [string, SubgraphTransport][] = [];
  for (const [name, subgraph] of opened.subgraphs) {
    if (options.topology !== 'http') {
      transports.push([name, subgraph]);
      continue;
    }
    const served = await serveSubgraph(subgraph, { host: '127.0.0.1', port: 0, logger });
    stops.push(() => served.close());
    const transport = httpSubgraphTransport({ name, url: served.url, deadlineMs: 5_000 });
    stops.push(() => transport.close());
    subgraphUrls.set(name, served.url);
    transports.push([name, transport]);
  }
  const events = createMemoryBus({
    logger,
    ...(options.eventHistory === undefined ? {} : { kept: options.eventHistory }),
  });
  stops.push(() => events.close());
  const gateway: Gateway = await serveGateway({
    events,
    ...(options.subscriptions === undefined ? {} : { subscriptions: options.subscriptions }),
    connections,
    policies: opened.policies,
    audit: opened.audit,
    subgraphs: Object.fromEntries(
      transports.map(([name, transport]) => [name, counted(transport, () => questions.push(name))]),
    ),
    contextSecret: secrets.contextSecret,
    host: '127.0.0.1',
    port: 0,
    dev: options.dev ?? false,
    pairwiseIds: options.pairwiseIds ?? false,
    // Most tests ask what they like, as any client.
    adHocClasses: options.adHocClasses ?? CLIENT_CLASSES,
    ...(options.staticCut === undefined ? {} : { staticCut: options.staticCut }),
    // Tests ask for everything as everybody, and compare whole answers: no budget of which an answer would tell.
    limits: sameForAll,
    logger,
  });
  stops.push(() => gateway.close());
  const reader = connect(connections.own.auditReader, {
    applicationName: 'bankgraph test',
    poolMax: 1,
    readOnly: true,
    statementTimeoutMs: 5_000,
  });
  stops.push(() => reader.destroy());
  const audit = new AuditReader(reader, keyFile(connections.auditKeys));
  return {
    url: gateway.url,
    sandbox,
    postgres,
    connections,
    contextSecret: secrets.contextSecret,
    subgraphUrls,
    log,
    as: (role, purpose, change = {}) => ({
      query: async (document, variables, headers) => {
        const token = await sandbox.issuer.issueToken({
          role,
          ...(purpose === undefined ? {} : { purpose }),
          ...(change.customer === undefined ? {} : { customerId: change.customer }),
          ...(change.sub === undefined ? {} : { sub: change.sub }),
          ...(change.clientId === undefined ? {} : { clientId: change.clientId }),
        });
        return ask(gateway.url, token, document, variables, headers);
      },
    }),
    calls: () =>
      Object.fromEntries(
        Object.values(sandbox.systems).map(({ name, calls }) => [name, calls.length]),
      ) as Record<SystemName, number>,
    questions: () => [...questions].sort(),
    resetCalls: () => {
      questions.length = 0;
      for (const system of Object.values(sandbox.systems)) system.resetCalls();
    },
    audit,
    events,
    caches: opened.caches,
    [Symbol.asyncDispose]: dispose,
  };
}

function counted(transport: SubgraphTransport, count: () => void): SubgraphTransport {
  const { execute } = transport;
  return {
    handle(request) {
      count();
      return transport.handle(request);
    },
    ...(execute === undefined
      ? {}
      : {
          execute(question) {
            count();
            return execute.call(transport, question);
          },
        }),
  };
}

/** Sends an operation to a gateway. */
export async function ask(
  url: string,
  token: string,
  query: string,
  variables: object | undefined,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const text = await answer.text();
  const body = JSON.parse(text) as Pick<Answer, 'data' | 'errors'>;
  return { status: answer.status, headers: answer.headers, text, data: body.data, errors: body.errors };
}

/**
 * Another gateway of a bank, with subgraphs of its own in this process, for comparisons.
 *
 * @param what keptIn: where it keeps the bank's data for a while; staticCut: false leaves every refusal to its subgraphs
 */
export async function serveBeside(
  { connections, contextSecret }: Pick<Bank, 'connections' | 'contextSecret'>,
  { keptIn, staticCut }: { readonly keptIn: KeptIn; readonly staticCut: boolean },
) {
  const secret = Buffer.from(contextSecret, 'hex');
  const logger = pino({ level: 'silent' });
  const opened = await openSubgraphs(SUBGRAPH_NAMES, connections, {
    service: 'beside',
    contextKeyOf: (name) => subgraphKey(secret, name),
    keptIn,
    logger,
    dev: false,
  });
  const gateway = await serveGateway({
    connections,
    policies: opened.policies,
    audit: opened.audit,
    subgraphs: Object.fromEntries(opened.subgraphs),
    contextSecret,
    host: '127.0.0.1',
    port: 0,
    dev: false,
    staticCut,
    pairwiseIds: false,
    limits: sameForAll,
    adHocClasses: CLIENT_CLASSES,
    logger,
  });
  return {
    url: gateway.url,
    caches: opened.caches,
    close: async () => {
      await gateway.close();
      await opened.close();
    },
  };
}
