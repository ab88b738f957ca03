import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createData, hasData, openClusterHome, readPassword, removeData } from './cluster-home.js';
import { claimFolder } from './owner-lock.js';
import { packagedPostgres, preparePostgres } from './postgres-binaries.js';
import { initialiseData, PostgresDidNotStart, type Postmaster, startPostmaster } from './postmaster.js';
import { takeOver } from './previous-postmaster.js';
import { postgresAccount } from './system-account.js';

/** How to start an embedded PostgreSQL. */
export interface EmbeddedPostgresOptions {
  /** Keeps the data and the superuser's password (mode 0600) from one start to the next. Created when missing. */
  readonly folder: string;
  /** TCP port on 127.0.0.1; a free one when not given. */
  readonly port?: number;
  /** Starts over: removes what earlier starts left in the folder. */
  readonly fresh?: boolean;
  /** Gets the server's log, line by line. It holds no statements and no values. */
  readonly onLog?: (line: string) => void;
  /** An installation with `bin`, `lib` and `share`, instead of the one from npm. */
  readonly installation?: string;
}

/** A PostgreSQL server of our own, on 127.0.0.1 only. */
export interface EmbeddedPostgres {
  /** Superuser's URL of the maintenance database. Give it to `createDatabase` and `databaseUrl` only. */
  readonly adminUrl: string;
  readonly port: number;
  /** Process id of the postmaster. */
  readonly pid: number;
  /** Resolves when the server has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** Shuts down (open connections are cut) and resolves when no process is left. May be called twice. */
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts PostgreSQL on the folder, creating the database cluster on the first start. Works as root too, and
 * after any kind of crash: what an earlier process left running is shut down first. It ends with this process.
 *
 * @throws FolderInUse when a living process serves the folder.
 * @throws PostgresDidNotStart with the server's own words, for instance when the given port is taken.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const account = await postgresAccount();
  const home = await openClusterHome(options.folder, account);
  const claim = await claimFolder(home.folder);
  try {
    await takeOver(home.data);
    if (options.fresh === true) await removeData(home);
    const binaries = await preparePostgres(options.installation ?? packagedPostgres(), account, home.copies);
    if (await hasData(home)) await checkVersion(home.data);
    else
      await createData(home, account, (data, passwordFile) =>
        initialiseData(binaries, account, data, passwordFile),
      );
    const password = await readPassword(home);
    const { postmaster, port } = await startWithPatience(options.port, (port) =>
      startPostmaster(binaries, account, {
        data: home.data,
        port,
        onLog: options.onLog ?? (() => undefined),
      }),
    );
    const stop = async () => {
      await postmaster.stop();
      await claim.release();
    };
    return {
      adminUrl: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
      port,
      pid: postmaster.pid,
      ended: postmaster.ended,
      stop,
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await claim.release();
    throw error;
  }
}

/**
 * Starts again where waiting or another port helps: backends of a killed postmaster need a moment to notice
 * and let go of the shared memory, and a free port may be taken before PostgreSQL binds it.
 */
async function startWithPatience(
  wanted: number | undefined,
  start: (port: number) => Promise<Postmaster>,
): Promise<{ postmaster: Postmaster; port: number }> {
  const deadline = Date.now() + 15_000;
  for (;;) {
    const port = wanted ?? (await freePort());
    try {
      return { postmaster: await start(port), port };
    } catch (error) {
      if (!(error instanceof PostgresDidNotStart) || Date.now() > deadline) throw error;
      const portTaken = /could not bind|could not create any TCP\/IP sockets/.test(error.log);
      if (portTaken && wanted !== undefined) {
        throw new Error(`Port ${wanted} is taken by another program. Stop it, or choose another port.`, {
          cause: error,
        });
      }
      if (!portTaken && !error.log.includes('shared memory block')) throw error;
      await sleep(100);
    }
  }
}

/** A major version keeps its own format of the data directory. */
async function checkVersion(data: string): Promise<void> {
  const version = (await readFile(join(data, 'PG_VERSION'), 'utf8')).trim();
  if (version !== '18') {
    throw new Error(
      `The data in ${data} is of PostgreSQL ${version}; this is PostgreSQL 18. Start over with a fresh database, or run pg_upgrade.`,
    );
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', resolve);
  });
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No free TCP port on 127.0.0.1.');
  return address.port;
}
