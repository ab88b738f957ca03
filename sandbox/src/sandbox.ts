import type { Knex } from '@bankgraph/database';
import { migrateBank } from './database/migrate-bank.js';
import { seedBank } from './database/seed-bank.js';
import { type Issuer, startIssuer } from './issuer/issuer.js';
import { type SandboxSecrets, sandboxSecrets } from './secrets.js';
import { type System, startSystem } from './system.js';
import { systemFactories } from './systems.js';
import { createWorld } from './world/bank-world.js';
import { type SystemName, systemNames, type World } from './world/world.js';

/** How to start the sandbox bank. */
export interface SandboxOptions {
  /** Which world; the same seed is the same world. 1 when not given. */
  readonly seed?: number;
  /** How many customers, at least the twenty of the stories. 200 when not given. */
  readonly customers?: number;
  /** Ports by system; a free one for those that are not named. */
  readonly ports?: Readonly<Partial<Record<SystemName | 'issuer', number>>>;
  /** Loopback when not given; a container needs `0.0.0.0`. */
  readonly host?: string;
  /** Keeps the issuer's private keys from one start to the next. */
  readonly keysFolder: string;
  /** The issuer's name in `iss`; its address when not given. Needed when its port is not fixed and old tokens shall stay good. */
  readonly issuer?: string;
  readonly secrets?: SandboxSecrets;
  /** The bank's SQL database, as its owner: migrated and seeded before the systems start. Left alone when absent. */
  readonly knex?: Knex;
  /** A folder with real watchlists for the screening service. */
  readonly watchlist?: string;
  /** Called while the database is seeded. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** A running sandbox bank. */
export interface Sandbox {
  readonly world: World;
  readonly systems: Readonly<Record<SystemName, System>>;
  readonly issuer: Issuer;
  readonly secrets: SandboxSecrets;
  /** Stops everything; may be called twice. */
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts the sandbox bank: seven systems and an issuer, each on its own port, and its SQL database when given.
 * When one cannot start, those that did are stopped.
 * @throws RangeError when there are fewer customers than stories.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { seed = 1, customers = 200, ports = {}, host, knex, secrets = sandboxSecrets } = options;
  const world = createWorld({ seed, customers });
  if (knex !== undefined) {
    await migrateBank(knex, { readerPassword: secrets.readerPassword });
    await seedBank(knex, {
      seed,
      customers,
      ...(options.onProgress !== undefined && { onProgress: options.onProgress }),
    });
  }

  const started: System[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(started.map((system) => system.stop()));
  };
  const start = async (name: SystemName): Promise<System> => {
    const routes = await systemFactories[name](world, {
      secrets,
      ...(options.watchlist !== undefined && { watchlist: options.watchlist }),
    });
    const system = await startSystem({
      name,
      port: ports[name] ?? 0,
      routes,
      ...(host !== undefined && { host }),
    });
    started.push(system);
    return system;
  };

  try {
    const systems = {} as Record<SystemName, System>;
    for (const name of systemNames) systems[name] = await start(name);
    const issuer = await startIssuer({
      keysFolder: options.keysFolder,
      port: ports.issuer ?? 0,
      ...(host !== undefined && { host }),
      ...(options.issuer !== undefined && { issuer: options.issuer }),
    });
    started.push(issuer);
    return { world, systems, issuer, secrets, stop, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
