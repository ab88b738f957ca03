import { execFile } from 'node:child_process';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@bankgraph/database';

const run = promisify(execFile);

/** PostgreSQL with a data folder that outlives it. */
export interface KillablePostgres {
  /** Superuser's URL of the maintenance database; the same after each start. */
  readonly adminUrl: string;
  /**
   * Ends the postmaster and all its processes at once, by SIGKILL; resolves when it is gone, to false when it was
   * already. One that is starting is killed once it has started.
   */
  kill(): Promise<boolean>;
  /** Starts it again on the same data and port. Resolves when it takes connections. */
  start(): Promise<void>;
  /** Stops it in order, if it runs, and removes the data. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** Starts PostgreSQL on a new folder. */
export async function startKillablePostgres(): Promise<KillablePostgres> {
  const folder = await mkdtemp(join(await realpath(tmpdir()), 'bankgraph-crash-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  const first = await startEmbeddedPostgres({ folder }).catch(async (error: unknown) => {
    await remove();
    throw error;
  });
  const { adminUrl, port } = first;
  let running: EmbeddedPostgres | null = first;
  let starting: Promise<unknown> = Promise.resolve();
  return {
    adminUrl,
    kill: async () => {
      await starting;
      const killed = running;
      if (killed === null) return false;
      running = null;
      // Held still, so that it makes no further processes while they are counted.
      process.kill(killed.pid, 'SIGSTOP');
      for (const pid of [...(await childrenOf(killed.pid)), killed.pid]) kill(pid);
      await killed.ended;
      // Nothing is left to stop, but the folder is let go.
      await killed.stop();
      return true;
    },
    start: async () => {
      const started = startEmbeddedPostgres({ folder, port });
      starting = started.catch(() => undefined);
      running = await started;
    },
    [Symbol.asyncDispose]: async () => {
      await starting;
      await running?.stop();
      await remove();
    },
  };
}

async function childrenOf(parent: number): Promise<readonly number[]> {
  const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=']);
  return stdout
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, of]) => of === parent)
    .map(([pid = 0]) => pid)
    .filter((pid) => pid > 0);
}

/** A process that has ended meanwhile is as good. */
function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
