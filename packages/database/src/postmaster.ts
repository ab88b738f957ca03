import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { PostgresBinaries } from './postgres-binaries.js';
import { readPostmasterFile, stopPostmaster } from './previous-postmaster.js';
import { signalProcess } from './running-process.js';
import type { SystemAccount } from './system-account.js';

const run = promisify(execFile);

/** Nothing of our own environment is passed on: it may hold secrets, and PG* variables would change settings. */
const environment = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/** PostgreSQL's own sort order and character classes for UTF-8: the same on every machine, whatever its locales. */
const initdbFlags = [
  '--username=postgres',
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
];

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  max_connections: '200',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  // Failed statements, and the errors themselves, quote values, and values are customers' data. The client
  // that sent the statement gets the error; the log keeps what concerns the server (LOG, FATAL, PANIC).
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

/** A PostgreSQL server process that takes connections. */
export interface Postmaster {
  readonly pid: number;
  /** Resolves when the server has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** Ends the server with a fast shutdown; resolves when it is gone. */
  stop(): Promise<void>;
}

/** PostgreSQL ended before it took connections; `log` holds its last lines. */
export class PostgresDidNotStart extends Error {
  readonly log: string;

  constructor(log: string) {
    super(`PostgreSQL did not start. It said: ${log || 'nothing'}`);
    this.name = 'PostgresDidNotStart';
    this.log = log;
  }
}

/** Creates an empty cluster in the (existing, empty) data directory; the superuser is `postgres`. */
export async function initialiseData(
  binaries: PostgresBinaries,
  account: SystemAccount,
  data: string,
  passwordFile: string,
): Promise<void> {
  await run(binaries.initdb, [...initdbFlags, `--pgdata=${data}`, `--pwfile=${passwordFile}`], {
    ...account,
    cwd: '/',
    env: environment,
  });
}

/**
 * Starts a server on the data directory and waits until it takes connections.
 *
 * The server gets a session of its own, so that Ctrl-C in a terminal reaches only us and we can drain before
 * we stop it. It ends when this process ends, however that happens: a guard shell waits for our end of a pipe
 * to close and then asks the server to shut down.
 */
export async function startPostmaster(
  binaries: PostgresBinaries,
  account: SystemAccount,
  options: { data: string; port: number; onLog: (line: string) => void },
): Promise<Postmaster> {
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(binaries.postgres, ['-D', options.data, '-p', String(options.port), ...flags], {
    ...account,
    cwd: '/',
    env: environment,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await once(server, 'spawn');
  const pid = server.pid as number;
  const lastLines: string[] = [];
  const lines = createInterface({ input: server.stderr });
  lines.on('line', (line) => {
    if (lastLines.push(line) > 20) lastLines.shift();
    options.onLog(line);
  });
  const ended = once(server, 'close').then(() => undefined);
  const guard = spawnGuard(account, pid);
  let hasEnded = false;
  const release = () => {
    hasEnded = true;
    guard.kill('SIGKILL');
    process.off('exit', onExit);
  };
  const onExit = () => signalProcess(pid, 'SIGINT');
  process.on('exit', onExit);
  void ended.then(release);

  for (;;) {
    const file = await readPostmasterFile(options.data);
    if (file?.pid === pid && file.ready) break;
    if (hasEnded) throw new PostgresDidNotStart(lastLines.join(' | '));
    await sleep(10);
  }
  // A forgotten server must not keep the process alive; the guard ends it.
  server.unref();
  (server.stderr as unknown as { unref(): void }).unref();
  return {
    pid,
    ended,
    stop: async () => {
      if (hasEnded) return;
      server.ref();
      await Promise.all([stopPostmaster(pid), ended]);
    },
  };
}

function spawnGuard(account: SystemAccount, pid: number): ChildProcess {
  const guard = spawn('/bin/sh', ['-c', 'read -r line; kill -INT "$0"', String(pid)], {
    ...account,
    cwd: '/',
    env: environment,
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.unref();
  (guard.stdin as unknown as { unref(): void } | null)?.unref();
  guard.stdin?.on('error', () => undefined);
  return guard;
}
