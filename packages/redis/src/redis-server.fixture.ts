import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createClient } from 'redis';

const run = promisify(execFile);

/** A real Redis on loopback, for one run of tests; it keeps nothing on disk. */
export interface RedisServer {
  readonly url: string;
  /** Kills it at once, as `kill -9` does; what it held is gone. */
  kill(): Promise<void>;
  /** Starts it again at the same address, empty. */
  restart(): Promise<void>;
  /** Lets it hang: connections stay open and nothing is answered. */
  pause(): void;
  resume(): void;
  /** Closes every connection that it has. */
  dropConnections(): Promise<void>;
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts a Redis of its own. Uses the `redis-server` on PATH; without one it is installed by apt, where that is possible.
 *
 * @throws with what to install
 */
export async function startRedis(): Promise<RedisServer> {
  await ensureRedisServer();
  const port = await freePort();
  let running: ChildProcess | null = await launch(port);
  const kill = async () => {
    const ending = running;
    running = null;
    if (ending === null || ending.exitCode !== null || ending.signalCode !== null) return;
    const ended = once(ending, 'exit');
    ending.kill('SIGKILL');
    await ended;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    restart: async () => {
      await kill();
      running = await launch(port);
    },
    pause: () => running?.kill('SIGSTOP'),
    resume: () => running?.kill('SIGCONT'),
    dropConnections: async () => {
      const admin = createClient({ socket: { host: '127.0.0.1', port } });
      await admin.connect();
      await admin.sendCommand(['CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes']);
      admin.destroy();
    },
    stop: kill,
    [Symbol.asyncDispose]: kill,
  };
}

async function launch(port: number): Promise<ChildProcess> {
  const server = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    { stdio: 'ignore' },
  );
  const ended = once(server, 'exit').then(([code]) => {
    throw new Error(`redis-server ended with ${code} before it listened on port ${port}.`);
  });
  ended.catch(() => undefined);
  await Promise.race([ended, answers(port)]);
  return server;
}

/** Resolves when the server answers. */
async function answers(port: number): Promise<void> {
  for (let attempt = 0; attempt < 500; attempt += 1) {
    const client = createClient({ socket: { host: '127.0.0.1', port, reconnectStrategy: false } });
    client.on('error', () => undefined);
    const answered = await client.connect().then(
      () => true,
      () => false,
    );
    if (answered) return client.destroy();
    await sleep(20);
  }
  throw new Error(`redis-server does not answer on port ${port}.`);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new TypeError('No port is free.');
  return address.port;
}

async function ensureRedisServer(): Promise<void> {
  if (await onPath()) return;
  // Several test processes may want to install it at once: each waits for the others.
  const apt = ['-o', 'DPkg::Lock::Timeout=180', '-y', 'install', '--no-install-recommends', 'redis-server'];
  await run('apt-get', ['update'], { timeout: 120_000 }).catch(() => undefined);
  await run('apt-get', apt, { timeout: 300_000 }).catch(() => undefined);
  if (!(await onPath())) {
    throw new Error('These tests need redis-server on PATH. On Debian: apt-get install -y redis-server');
  }
}

async function onPath(): Promise<boolean> {
  return run('redis-server', ['--version']).then(
    () => true,
    () => false,
  );
}
