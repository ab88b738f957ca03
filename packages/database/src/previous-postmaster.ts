import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findProcess, signalProcess } from './running-process.js';

/** What PostgreSQL writes into `postmaster.pid`: its process and, once it takes connections, `ready`. */
export interface PostmasterFile {
  readonly pid: number;
  readonly ready: boolean;
}

/** Reads `postmaster.pid` of a data directory; undefined when there is none. Lines as in miscadmin.h. */
export async function readPostmasterFile(data: string): Promise<PostmasterFile | undefined> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const lines = text.split('\n');
  return { pid: Number(lines[0]), ready: lines[7]?.trim() === 'ready' };
}

/**
 * Stops a postmaster that still runs on the data although the process that started it is gone (the caller
 * holds the folder's claim). A `postmaster.pid` whose number belongs to some other program by now is removed;
 * one of a dead process is left to PostgreSQL, which checks the old shared memory by it.
 */
export async function takeOver(data: string): Promise<void> {
  const left = await readPostmasterFile(data);
  if (left === undefined) return;
  const running = await findProcess(left.pid);
  if (running === undefined) return;
  if (!running.command.includes(data)) {
    await rm(join(data, 'postmaster.pid'), { force: true });
    return;
  }
  await stopPostmaster(left.pid);
}

/** Stops a postmaster: fast shutdown, then immediate shutdown, then by force. Resolves when it is gone. */
export async function stopPostmaster(pid: number): Promise<void> {
  // https://www.postgresql.org/docs/18/server-shutdown.html
  const steps = [
    ['SIGINT', 15_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const;
  for (const [signal, patience] of steps) {
    signalProcess(pid, signal);
    const deadline = Date.now() + patience;
    while (Date.now() < deadline) {
      if ((await findProcess(pid)) === undefined) return;
      await sleep(10);
    }
  }
  throw new Error(`PostgreSQL (process ${pid}) does not stop. End it by hand and start again.`);
}
