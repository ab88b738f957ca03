import { Buffer } from 'node:buffer';
import { createSecretKey } from 'node:crypto';
import {
  createMemoryBus,
  createProcessFeed,
  createRedisBus,
  type EventBus,
  type EventFeed,
} from '@bankgraph/events';
import { type Gateway, httpSubgraphTransport } from '@bankgraph/gateway';
import { subgraphKey } from '@bankgraph/identity';
import { MemoryRateLimiter, type RateLimiter, RedisRateLimiter } from '@bankgraph/rate-limit';
import { connectRedis, type RedisConnection } from '@bankgraph/redis';
import { eventAudience } from '@bankgraph/sandbox';
import { type ClientClass, SUBGRAPH_NAMES, type SubgraphName, supergraphFile } from '@bankgraph/schema';
import { serveSubgraph } from '@bankgraph/subgraph-kit';
import type { Logger } from 'pino';
import { readIntegratorConfiguration, readWitnessConfiguration } from '../audit-tree-configuration.js';
import type { BankConnections } from '../bank-connections.js';
import { type BaseConfiguration, readPartConfiguration, type Served } from '../configuration.js';
import { refuseWhenRunning, removeRunning, writeRunning } from '../data-folder.js';
import { dropChangedEntities } from '../drop-changed-entities.js';
import { defaultCustomers, type EmbeddedBank, startEmbeddedBank } from '../embedded-bank.js';
import type { KeptIn } from '../entity-caches.js';
import { openEventSystems } from '../event-systems.js';
import { readEventsConfiguration } from '../events-configuration.js';
import { onHangUp } from '../hang-up.js';
import { type OpenSubgraphs, openSubgraphs } from '../open-subgraphs.js';
import { policiesFolder } from '../project-folder.js';
import { readSoundPolicies } from '../read-sound-policies.js';
import { serveEvents } from '../serve-events.js';
import { type ServeGatewayOptions, serveGateway } from '../serve-gateway.js';
import { startIntegrator } from '../start-integrator.js';
import { startWitness } from '../start-witness.js';
import { readSupergraphFile, reloadSupergraph } from '../supergraph-file.js';
import type { Terminal } from '../terminal.js';
import { keepWitness } from '../witness-process.js';
import { channelToPrimary, isWorker, startWorkers, workerOrder } from '../workers.js';

/** What to start, and how. */
export interface StartOptions {
  readonly serve: Served;
  readonly dev: boolean;
  /** File of the gateway's supergraph, which SIGHUP has it serve anew; the committed one when not given. */
  readonly supergraph?: string;
  /** Processes that answer requests together. */
  readonly workers?: number;
  readonly fresh: boolean;
  readonly customers?: number;
  /** Classes of clients that may send any text; frontends of an embedded bank and nobody else when not given. */
  readonly adHoc?: readonly ClientClass[];
  /** Lets channels register texts by themselves. */
  readonly apq?: boolean;
  readonly watchlist?: string;
  readonly logger: Logger;
  readonly terminal: Terminal;
  readonly environment: NodeJS.ProcessEnv;
}

/** A running process of the graph. */
export interface Started {
  /** GraphQL endpoint: of the gateway, or of the one subgraph; null of a part that answers nobody. */
  readonly url: string | null;
  /** The embedded bank, with `--serve all`. */
  readonly bank: EmbeddedBank | null;
  /** Stops everything that was started, the last first. */
  close(): Promise<void>;
}

/** Starts everything, or one part alone. When a step fails, what runs already is stopped. */
export async function start(base: BaseConfiguration, options: StartOptions): Promise<Started> {
  const running: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const stop of running.splice(0).reverse()) await stop();
  };
  try {
    const { workers = 1, serve } = options;
    if (workers > 1 && serve !== 'all' && serve !== 'gateway') {
      throw new Error(`--workers is for the gateway. Start another replica of ${serve} instead.`);
    }
    if (options.supergraph !== undefined && serve !== 'all' && serve !== 'gateway') {
      throw new Error(`--supergraph is for the gateway. ${serve} has a schema of its own.`);
    }
    if (isWorker() && serve === 'all') {
      const order = await workerOrder<BankOrder>();
      const events = await openFeed(base, options, running);
      return await serveBank(base, options, { running, close }, order, events);
    }
    if (options.serve === 'integrator') return await startIntegratorAlone(options, close, running);
    if (options.serve === 'witness') return await startWitnessAlone(options, close, running);
    // Before anything is started: what is wrong with the policies is told at once, and all of it.
    await readSoundPolicies(policiesFolder);
    if (options.serve === 'all') return await startAll(base, options, running, close);
    if (options.serve === 'gateway') {
      if (workers === 1 || isWorker()) return await startGatewayAlone(base, options, running, close);
      const started = await startWorkers({ count: workers, order: {}, events: null }, options.logger);
      running.push(() => started.close());
      return { url: (started.ready as Started).url, bank: null, close };
    }
    if (options.serve === 'events') return await startEventsAlone(base, options, running, close);
    return await startSubgraphAlone(options.serve, base, options, running, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function startAll(
  base: BaseConfiguration,
  options: StartOptions,
  running: (() => Promise<unknown>)[],
  close: () => Promise<void>,
): Promise<Started> {
  const { terminal } = options;
  await refuseWhenRunning(base.dataFolder);
  const bank = await startEmbeddedBank({
    folder: base.dataFolder,
    customers: options.customers ?? defaultCustomers,
    fresh: options.fresh,
    ...(options.watchlist === undefined ? {} : { watchlist: options.watchlist }),
    ...(base.databaseUrl === undefined ? {} : { databaseUrl: base.databaseUrl }),
    onStep: (step) => terminal.step(step),
    onProgress: (done, total) => terminal.progress(done, total),
  });
  running.push(() => bank.close());
  // Closed after the writers, so that their last records come into the tree, and the witness sees that.
  const { auditTree } = bank;
  const witness = keepWitness(
    {
      AUDIT_WITNESS_DATABASE_URL: bank.connections.own.auditWitness,
      WITNESS_KEY_FILE: auditTree.witnessKey,
      AUDIT_VERIFIERS_FILE: auditTree.verifiers,
      WITNESS_FOLDER: auditTree.witnessFolder,
    },
    options.logger,
  );
  running.push(() => witness.close());
  const integrating = await readIntegratorConfiguration({
    AUDIT_INTEGRATOR_DATABASE_URL: bank.connections.own.auditIntegrator,
    AUDIT_LOG_KEY_FILE: auditTree.logKey,
  });
  const integrator = startIntegrator(integrating, options.logger);
  running.push(() => integrator.close());
  const { workers = 1 } = options;
  terminal.step(
    workers === 1 ? 'Every subgraph and the gateway' : `${workers} times every subgraph and the gateway`,
  );
  const order: BankOrder = { connections: bank.connections, contextSecret: bank.secrets.contextSecret };
  const bus = await openBus(base, options, running);
  let url: string | null;
  if (workers === 1) ({ url } = await serveBank(base, options, { running, close }, order, bus));
  else {
    const events = base.redisUrl === undefined ? bus : null;
    const started = await startWorkers({ count: workers, order, events }, options.logger);
    running.push(() => started.close());
    ({ url } = started.ready as Started);
  }
  if (url === null) throw new Error('The gateway has no address.');
  const eventSecrets = {
    identityVerification: bank.secrets.identityVerificationEvents,
    marble: bank.secrets.marbleEvents,
    fraud: standardSecret(bank.secrets.fraudEvents),
    tazama: standardSecret(bank.secrets.tazamaEvents),
    segmentation: standardSecret(bank.secrets.segmentationEvents),
    riskRating: standardSecret(bank.secrets.riskRatingEvents),
    screening: standardSecret(bank.secrets.screeningEvents),
    consent: standardSecret(bank.secrets.consentEvents),
  };
  const sharedSignals = {
    issuer: bank.connections.issuer.issuer,
    audience: eventAudience,
    jwksUrl: bank.connections.issuer.jwksUrl,
  };
  const events = await serveEvents({
    databases: { ...bank.connections.own, directory: bank.connections.databases.directory },
    auditKeys: bank.connections.auditKeys,
    systems: openEventSystems({ secrets: eventSecrets, sharedSignals }),
    bus,
    host: base.host,
    port: 0,
    logger: options.logger,
  });
  running.push(() => events.close());
  await writeRunning(base.dataFolder, {
    pid: process.pid,
    graphql: url,
    issuer: bank.sandbox.issuer.url,
    systems: bank.connections.systems,
    ratingEngine: bank.ratingEngine,
    auditReader: bank.connections.own.auditReader,
    auditWriter: bank.connections.own.auditWriter,
    auditKeyKeeper: bank.connections.own.auditKeyKeeper,
    auditKeys: bank.connections.auditKeys,
    ledgerReader: bank.connections.own.ledgerReader,
    auditVerifiers: auditTree.verifiers,
    witnessFolder: auditTree.witnessFolder,
    operationsPublisher: bank.connections.own.operationsPublisher,
    operationsKey: bank.operations.key,
    operationsVerifier: bank.operations.verifier,
    events: {
      url: events.url,
      eventKeeper: bank.connections.own.eventKeeper,
      secrets: eventSecrets,
      sharedSignals,
    },
    relationships: {
      directory: bank.connections.databases.directory,
      staffing: bank.connections.databases.staffing,
      consent: bank.connections.own.consentReader,
      access: bank.connections.own.accessReader,
    },
  });
  running.push(() => removeRunning(base.dataFolder));
  terminal.done();
  return { url, bank, close };
}

/** A secret as Standard Webhooks write it. */
function standardSecret(hexadecimal: string): string {
  return `whsec_${Buffer.from(hexadecimal, 'hex').toString('base64')}`;
}

/** What a process needs to know to serve an embedded bank that another one has started. */
interface BankOrder {
  readonly connections: BankConnections;
  /** 64 hexadecimal digits. */
  readonly contextSecret: string;
}

/** The subgraphs of an embedded bank and its gateway, in this process. */
async function serveBank(
  base: BaseConfiguration,
  options: StartOptions,
  { running, close }: { readonly running: (() => Promise<unknown>)[]; readonly close: () => Promise<void> },
  { connections, contextSecret }: BankOrder,
  events: EventFeed,
): Promise<Started> {
  const secret = Buffer.from(contextSecret, 'hex');
  const redis = await openRedis(base, options, running);
  const opened = await openSubgraphs(SUBGRAPH_NAMES, connections, {
    service: 'bankgraph',
    contextKeyOf: (name) => subgraphKey(secret, name),
    keptIn: keptInOf(base, redis),
    logger: options.logger,
    dev: options.dev,
  });
  running.push(() => opened.close());
  const dropping = await dropChangedEntities(events, opened.caches, options.logger);
  running.push(() => dropping.close());
  const subgraphs = Object.fromEntries(opened.subgraphs);
  const gateway = await openGateway(base, options, opened, {
    connections,
    subgraphs,
    contextSecret,
    rateLimiter: rateLimiterOf(redis),
    events,
  });
  running.push(() => gateway.close());
  return { url: gateway.url, bank: null, close };
}

/** Where this process keeps the bank's data for a while. */
function keptInOf({ entityCache }: BaseConfiguration, redis: RedisConnection | null): KeptIn {
  return entityCache ? (redis ?? 'memory') : null;
}

/** The bus of events: between processes where they share a Redis, else within this one. */
async function openBus(
  { redisUrl }: BaseConfiguration,
  { logger }: StartOptions,
  running: (() => Promise<unknown>)[],
): Promise<EventBus> {
  const bus =
    redisUrl === undefined ? createMemoryBus({ logger }) : await createRedisBus(redisUrl, { logger });
  running.push(() => bus.close());
  return bus;
}

/** What a worker hears of events: from Redis where there is one, else from the process that has started it. */
async function openFeed(
  base: BaseConfiguration,
  options: StartOptions,
  running: (() => Promise<unknown>)[],
): Promise<EventFeed> {
  if (base.redisUrl !== undefined) return openBus(base, options, running);
  const feed = createProcessFeed(channelToPrimary(), { logger: options.logger });
  running.push(() => feed.close());
  return feed;
}

/** A connection to the Redis that processes share; null where there is none. */
async function openRedis(
  { redisUrl }: BaseConfiguration,
  { logger }: StartOptions,
  running: (() => Promise<unknown>)[],
): Promise<RedisConnection | null> {
  if (redisUrl === undefined) return null;
  const redis = await connectRedis(redisUrl, { logger });
  running.push(() => redis.close());
  return redis;
}

async function startGatewayAlone(
  base: BaseConfiguration,
  options: StartOptions,
  running: (() => Promise<unknown>)[],
  close: () => Promise<void>,
): Promise<Started> {
  const { connections, contextSecret, subgraphUrls } = readPartConfiguration('gateway', options.environment);
  const opened = await openSubgraphs([], connections, {
    service: 'gateway',
    contextKeyOf: (name) => subgraphKey(Buffer.from(contextSecret, 'hex'), name),
    keptIn: null,
    logger: options.logger,
    dev: options.dev,
  });
  running.push(() => opened.close());
  const transports = SUBGRAPH_NAMES.map((name) => {
    const deadlineMs = base.deadlines.subgraphDeadlineMs;
    const transport = httpSubgraphTransport({ name, url: subgraphUrls[name], deadlineMs });
    running.push(() => transport.close());
    return [name, transport] as const;
  });
  const gateway = await openGateway(base, options, opened, {
    connections,
    subgraphs: Object.fromEntries(transports),
    contextSecret,
    rateLimiter: rateLimiterOf(await openRedis(base, options, running)),
    // Where no events can come from, nobody may take silence for news.
    events: base.redisUrl === undefined ? null : await openBus(base, options, running),
  });
  running.push(() => gateway.close());
  return { url: gateway.url, bank: null, close };
}

/** Where budgets of clients are kept: shared by all gateways in Redis, or by this process alone. */
function rateLimiterOf(redis: RedisConnection | null): RateLimiter {
  return redis === null ? new MemoryRateLimiter() : new RedisRateLimiter(redis);
}

/**
 * The gateway over what was opened, whichever way its subgraphs are reached. At SIGHUP it serves what has become of its supergraph's
 * file, under the policies of the start: those decide in subgraphs, too, and all parts of an answer are decided by the same.
 */
async function openGateway(
  base: BaseConfiguration,
  options: StartOptions,
  { policies, audit }: OpenSubgraphs,
  reached: Pick<
    ServeGatewayOptions,
    'connections' | 'subgraphs' | 'contextSecret' | 'rateLimiter' | 'events'
  >,
): Promise<Gateway> {
  const { host, port, deadlines, limits, webSocketOrigins: origins } = base;
  const { dev, logger, supergraph: file = supergraphFile } = options;
  const gateway = await serveGateway({
    ...reached,
    supergraphSdl: await readSupergraphFile(file),
    policies,
    audit,
    host,
    port,
    deadlines,
    limits,
    subscriptions: { origins },
    dev,
    logger,
    adHocClasses: options.adHoc ?? (options.serve === 'all' ? ['frontend'] : []),
    automaticClasses: options.apq === true ? ['channel'] : [],
  });
  const forgetHangUp = onHangUp(() => void reloadSupergraph(gateway, file, logger));
  return {
    ...gateway,
    close: async () => {
      forgetHangUp();
      await gateway.close();
    },
  };
}

async function startEventsAlone(
  base: BaseConfiguration,
  options: StartOptions,
  running: (() => Promise<unknown>)[],
  close: () => Promise<void>,
): Promise<Started> {
  const { logger } = options;
  const { withoutSecret, ...configuration } = readEventsConfiguration(options.environment);
  const served = configuration.systems.map(({ name }) => name);
  logger.info({ systems: served }, 'events of these systems are taken in');
  if (withoutSecret.length > 0) {
    logger.warn({ missing: withoutSecret }, 'events of systems without a secret are not taken in');
  }
  const bus = await openBus(base, options, running);
  const { host, port, deadlines } = base;
  const { drainDelayMs } = deadlines;
  const events = await serveEvents({ ...configuration, bus, host, port, drainDelayMs, logger });
  running.push(() => events.close());
  return { url: events.url, bank: null, close };
}

async function startIntegratorAlone(
  options: StartOptions,
  close: () => Promise<void>,
  running: (() => Promise<unknown>)[],
): Promise<Started> {
  const integrator = startIntegrator(await readIntegratorConfiguration(options.environment), options.logger);
  running.push(() => integrator.close());
  return { url: null, bank: null, close };
}

async function startWitnessAlone(
  options: StartOptions,
  close: () => Promise<void>,
  running: (() => Promise<unknown>)[],
): Promise<Started> {
  const witness = await startWitness(await readWitnessConfiguration(options.environment), options.logger);
  running.push(() => witness.close());
  return { url: null, bank: null, close };
}

async function startSubgraphAlone(
  name: SubgraphName,
  base: BaseConfiguration,
  options: StartOptions,
  running: (() => Promise<unknown>)[],
  close: () => Promise<void>,
): Promise<Started> {
  const { logger, dev } = options;
  const { connections, contextKey } = readPartConfiguration(name, options.environment);
  const key = createSecretKey(Buffer.from(contextKey, 'hex'));
  const opened = await openSubgraphs([name], connections, {
    service: name,
    contextKeyOf: () => key,
    keptIn: keptInOf(base, base.entityCache ? await openRedis(base, options, running) : null),
    logger,
    dev,
  });
  running.push(() => opened.close());
  // Entries in Redis are sealed under this subgraph's key, so nobody else can drop them. What is in memory stays for its time.
  if (base.redisUrl !== undefined && opened.caches.size > 0) {
    const bus = await openBus(base, options, running);
    const dropping = await dropChangedEntities(bus, opened.caches, logger);
    running.push(() => dropping.close());
  }
  const subgraph = opened.subgraphs.get(name);
  if (subgraph === undefined) throw new Error(`There is no subgraph ${name}.`);
  const served = await serveSubgraph(subgraph, { host: base.host, port: base.port, logger, dev });
  running.push(() => served.close());
  return { url: served.url, bank: null, close };
}
