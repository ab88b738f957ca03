import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startTemporaryPostgres } from '@bankgraph/database';
import { type RedisServer, startRedis } from '@bankgraph/redis/testing';
import { fixedPorts } from '@bankgraph/sandbox';
import { SUBGRAPH_NAMES, type SubgraphName } from '@bankgraph/schema';
import { type ComposeService, readComposeFile, serviceOf } from './compose-file.fixture.js';
import { auditTreeParts, type Part } from './configuration.js';
import { type TopologyProcess, topologyProcesses } from './topology-process.fixture.js';

/** The services of docker-compose.yml as processes of this machine. */
export interface Topology {
  /** Working directory of all of them. */
  readonly folder: string;
  /** File of the audit log's key-encryption keys. */
  readonly auditKeys: string;
  /** File of the public keys of log and witness. */
  readonly auditVerifiers: string;
  /** What the witness remembers. */
  readonly witnessFolder: string;
  /** PostgreSQL, as its superuser. */
  readonly adminUrl: string;
  readonly gatewayUrl: string;
  readonly issuerUrl: string;
  /** Where events come in, with `/events`. */
  readonly eventsUrl: string;
  readonly redis: RedisServer;
  /** Addresses of the bank's systems. */
  readonly systemUrls: ReadonlyMap<string, string>;
  readonly subgraphUrls: Readonly<Record<SubgraphName, string>>;
  /** What runs now, the one-shot preparation excepted, by name of the service. */
  readonly processes: ReadonlyMap<string, TopologyProcess>;
  /** Starts a part that has ended again, where it was. @throws Error when it does not start */
  restart(name: Part): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** The entry points of the two images (Dockerfile). */
const bankgraph = 'server/bin/bankgraph.js';
const sandboxMain = 'sandbox/dist/main.js';

/**
 * Starts every service of docker-compose.yml as a process, with the command and the environment that the file
 * gives it. Only addresses are replaced (host and port of a container by those of a process on this machine),
 * PostgreSQL is the one that npm installed: the given one (its superuser's URL, with a password), or one of its own; and
 * Redis is the one of this machine.
 */
export async function startTopology(adminUrl?: string): Promise<Topology> {
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const next of stops.splice(0).reverse()) await next();
  };
  try {
    return { ...(await startServices(stops, adminUrl)), [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startServices(
  stops: (() => Promise<unknown>)[],
  adminUrl: string | undefined,
): Promise<Omit<Topology, typeof Symbol.asyncDispose>> {
  const folder = await mkdtemp(join(tmpdir(), 'bankgraph-topology-'));
  stops.push(() => rm(folder, { recursive: true, force: true }));
  const admin = new URL(adminUrl ?? (await startPostgres(stops)));
  const redis = await startRedis();
  stops.push(() => redis.stop());
  const volumes = '/var/lib/bankgraph/';
  const file = await readComposeFile({ POSTGRES_PASSWORD: admin.password, SANDBOX_CUSTOMERS: '30' });
  const started = topologyProcesses(folder);
  stops.push(() => started[Symbol.asyncDispose]());
  const processes = new Map<string, TopologyProcess>();

  /** `host:port` of containers → `host:port` on this machine. */
  const addresses = new Map([
    ['postgres:5432', admin.host],
    ['redis:6379', new URL(redis.url).host],
  ]);
  const environmentOf = ({ environment }: ComposeService): Record<string, string> =>
    Object.fromEntries(
      Object.entries(environment).map(([name, value]) => {
        // A volume is a folder here.
        if (value.startsWith(volumes)) return [name, join(folder, value.slice(volumes.length))];
        // OIDC_ISSUER and the like are names, not addresses.
        if (!name.endsWith('_URL')) return [name, value];
        const url = new URL(value);
        const address = addresses.get(url.host);
        if (address === undefined)
          throw new Error(`docker-compose.yml: ${name} leads to ${url.host}, where nothing is.`);
        return [name, value.replace(url.host, address)];
      }),
    );
  const serve = async (name: SubgraphName | 'gateway' | 'events', port: string): Promise<string> => {
    const service = serviceOf(file, name);
    const process = started.start(name, bankgraph, service.command, {
      ...environmentOf(service),
      HOST: '127.0.0.1',
      PORT: port,
    });
    processes.set(name, process);
    const [, url = ''] = await process.line(/is ready at (http\S+)/);
    return url;
  };

  const serveUnasked = async (name: (typeof auditTreeParts)[number]): Promise<void> => {
    const service = serviceOf(file, name);
    const process = started.start(name, bankgraph, service.command, environmentOf(service));
    processes.set(name, process);
    await process.line(/is ready$/);
  };

  const preparation = serviceOf(file, 'prepare');
  const prepared = environmentOf(preparation);
  const { AUDIT_KEYS_FILE: auditKeys = '', AUDIT_VERIFIERS_FILE: auditVerifiers = '' } = prepared;
  await mkdir(dirname(auditKeys));
  // A volume that only the gateway has.
  await mkdir(join(folder, 'gateway'));
  const prepare = started.start('prepare', bankgraph, preparation.command, prepared);
  const sandboxService = serviceOf(file, 'sandbox');
  const sandbox = started.start('sandbox', sandboxMain, sandboxService.command, {
    ...environmentOf(sandboxService),
    SANDBOX_PORTS: 'free',
    SANDBOX_KEYS_FOLDER: join(folder, 'issuer'),
  });
  processes.set('sandbox', sandbox);
  const systemUrls = new Map<string, string>();
  for (const [system, port] of Object.entries(fixedPorts)) {
    const [, address = ''] = await sandbox.line(new RegExp(`^${system} +http://(\\S+)`));
    systemUrls.set(system, `http://${address}`);
    addresses.set(`sandbox:${port}`, address);
  }
  const ended = await prepare.ended;
  if (ended !== 0) throw new Error(`prepare ended with ${ended}:\n${prepare.output.join('\n')}`);

  const subgraphUrls = Object.fromEntries(
    await Promise.all(SUBGRAPH_NAMES.map(async (name) => [name, await serve(name, '0')] as const)),
  ) as Record<SubgraphName, string>;
  for (const [name, url] of Object.entries(subgraphUrls)) addresses.set(`${name}:4000`, new URL(url).host);
  const [gatewayUrl, eventsUrl] = await Promise.all([serve('gateway', '0'), serve('events', '0')]);
  const urls = { ...subgraphUrls, gateway: gatewayUrl, events: eventsUrl };
  await Promise.all(auditTreeParts.map(serveUnasked));

  return {
    folder,
    auditKeys,
    auditVerifiers,
    witnessFolder: environmentOf(serviceOf(file, 'witness')).WITNESS_FOLDER ?? '',
    adminUrl: admin.href,
    gatewayUrl,
    issuerUrl: `http://${addresses.get(`sandbox:${fixedPorts.issuer}`)}`,
    eventsUrl,
    redis,
    systemUrls,
    subgraphUrls,
    processes,
    restart: async (name) => {
      if (name === 'integrator' || name === 'witness') return serveUnasked(name);
      await serve(name, new URL(urls[name]).port);
    },
  };
}

async function startPostgres(stops: (() => Promise<unknown>)[]): Promise<string> {
  const postgres = await startTemporaryPostgres();
  stops.push(() => postgres.stop());
  return postgres.adminUrl;
}
