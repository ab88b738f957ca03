import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmod,
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readFile,
  realpath,
  rm,
  stat,
  unlink,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startEmbeddedPostgres } from './embedded-postgres.js';
import { FolderInUse } from './owner-lock.js';
import { packagedPostgres } from './postgres-binaries.js';
import { findProcess } from './running-process.js';

const asRoot = process.getuid?.() === 0 ? it : it.skip;

const program = fileURLToPath(new URL('./embedded-postgres.fixture.js', import.meta.url));

let parent: string;
let folder: string;

beforeEach(async () => {
  parent = await mkdtemp(join(await realpath(tmpdir()), 'bankgraph-embedded-'));
  await chmod(parent, 0o711);
  folder = join(parent, 'postgres');
});

afterEach(async () => {
  await rm(parent, { recursive: true, force: true });
});

describe('an embedded PostgreSQL', () => {
  it('keeps its data and password over restarts, and forgets them when asked for a fresh start', async () => {
    const first = await startEmbeddedPostgres({ folder });
    await query(first.adminUrl, "create table kept as select 'Zoë' as name");
    await first.stop();
    expect(await findProcess(first.pid)).toBeUndefined();

    const second = await startEmbeddedPostgres({ folder, port: first.port });
    expect(second.adminUrl).toBe(first.adminUrl);
    expect(await query(second.adminUrl, 'select name from kept')).toEqual([{ name: 'Zoë' }]);
    expect((await stat(join(folder, 'superuser-password'))).mode & 0o777).toBe(0o600);
    await second.stop();
    await second.stop();

    const third = await startEmbeddedPostgres({ folder, fresh: true });
    expect(new URL(third.adminUrl).password).not.toBe(new URL(first.adminUrl).password);
    expect(await query(third.adminUrl, "select to_regclass('kept') as kept")).toEqual([{ kept: null }]);
    await third.stop();
  });

  it('is durable, listens on the loopback only, asks for a password and keeps values out of its log', async () => {
    const log: string[] = [];
    await using server = await startEmbeddedPostgres({ folder, onLog: (line) => log.push(line) });
    expect(
      await query(
        server.adminUrl,
        `select name, setting from pg_settings where name in
         ('fsync', 'synchronous_commit', 'full_page_writes', 'listen_addresses', 'unix_socket_directories') order by name`,
      ),
    ).toEqual([
      { name: 'fsync', setting: 'on' },
      { name: 'full_page_writes', setting: 'on' },
      { name: 'listen_addresses', setting: '127.0.0.1' },
      { name: 'synchronous_commit', setting: 'on' },
      { name: 'unix_socket_directories', setting: '' },
    ]);
    const wrongPassword = new URL(server.adminUrl);
    wrongPassword.password = 'guess';
    await expect(query(wrongPassword.href, 'select 1')).rejects.toThrow('password authentication failed');
    await expect(query(server.adminUrl, "select 'Ada Lovelace'::uuid")).rejects.toThrow(
      'invalid input syntax',
    );
    await sleep(100);
    expect(log.join('\n')).toContain('ready to accept connections');
    expect(log.join('\n')).not.toContain('Ada');
  });

  it('refuses a folder that another start serves, and a port that another program holds', async () => {
    await using server = await startEmbeddedPostgres({ folder });
    await expect(startEmbeddedPostgres({ folder })).rejects.toEqual(
      new FolderInUse(await realpath(folder), process.pid),
    );
    await expect(startEmbeddedPostgres({ folder: join(parent, 'other'), port: server.port })).rejects.toThrow(
      `Port ${server.port} is taken by another program. Stop it, or choose another port.`,
    );
    expect(await query(server.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('explains data without its password, and data of another PostgreSQL', async () => {
    await (await startEmbeddedPostgres({ folder })).stop();
    await unlink(join(folder, 'superuser-password'));
    await expect(startEmbeddedPostgres({ folder })).rejects.toThrow(
      'Put it back, or start over with a fresh database.',
    );
    await writeFile(join(folder, 'data', 'PG_VERSION'), '17\n');
    await expect(startEmbeddedPostgres({ folder })).rejects.toThrow(
      'is of PostgreSQL 17; this is PostgreSQL 18.',
    );
  });

  it('makes the library links that npm left out', async () => {
    const installation = join(parent, 'installation');
    await cp(packagedPostgres(), installation, { recursive: true, verbatimSymlinks: true });
    const links = JSON.parse(await readFile(join(installation, 'pg-symlinks.json'), 'utf8')) as {
      target: string;
    }[];
    for (const { target } of links)
      await rm(join(installation, target.replace('native/', '')), { force: true });

    await using server = await startEmbeddedPostgres({ folder, installation });
    expect(await query(server.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    for (const { target } of links) {
      expect((await lstat(join(installation, target.replace('native/', '')))).isSymbolicLink()).toBe(true);
    }
  });

  asRoot('works below a folder that only root may enter, programs and data alike', async () => {
    const installation = join(parent, 'installation');
    await cp(packagedPostgres(), installation, { recursive: true, verbatimSymlinks: true });
    await mkdir(join(parent, 'checkout'));
    await chmod(parent, 0o700);
    const deep = join(parent, 'checkout', '.bankgraph');

    const first = await startEmbeddedPostgres({ folder: deep, installation });
    const elsewhere = await realpath(join(deep, 'data'));
    await query(first.adminUrl, 'create table kept (x int)');
    await first.stop();
    expect((await stat(parent)).mode & 0o777).toBe(0o700);

    const second = await startEmbeddedPostgres({ folder: deep, installation });
    expect(await query(second.adminUrl, "select to_regclass('kept')::text as kept")).toEqual([
      { kept: 'kept' },
    ]);
    await second.stop();

    // Whoever removes the folder means the data.
    await rm(deep, { recursive: true });
    const third = await startEmbeddedPostgres({ folder: deep, installation });
    expect(await realpath(join(deep, 'data'))).toBe(elsewhere);
    expect(await query(third.adminUrl, "select to_regclass('kept')::text as kept")).toEqual([{ kept: null }]);
    await third.stop();
    await rm(elsewhere, { recursive: true });
  });
});

describe('after a crash', () => {
  it('leaves no server behind when its process is killed, and starts again at once', async () => {
    const { child, pid, adminUrl } = await startInChild();
    await query(adminUrl, 'create table kept (x int)');
    child.kill('SIGKILL');
    await once(child, 'exit');

    await using next = await startEmbeddedPostgres({ folder });
    expect(await findProcess(pid)).toBeUndefined();
    expect(await query(next.adminUrl, "select to_regclass('kept')::text as kept")).toEqual([
      { kept: 'kept' },
    ]);
  });

  it('starts over when the very first start was killed halfway', async () => {
    for (const afterMs of [200, 400, 700]) {
      const child = spawn(process.execPath, [program, folder], { stdio: 'ignore' });
      await sleep(afterMs);
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    await using server = await startEmbeddedPostgres({ folder });
    expect(await query(server.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('takes over from a server that was orphaned', async () => {
    const { child, pid, adminUrl } = await startInChild();
    process.kill(guardOf(pid), 'SIGKILL');
    child.kill('SIGKILL');
    await once(child, 'exit');
    await sleep(300);
    expect(await query(adminUrl, 'select 1 as one')).toEqual([{ one: 1 }]);

    await using next = await startEmbeddedPostgres({ folder });
    expect(await findProcess(pid)).toBeUndefined();
    expect(await query(next.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('starts again after the server itself was killed, with everything that was committed', async () => {
    const first = await startEmbeddedPostgres({ folder });
    await query(first.adminUrl, 'create table kept as select 42 as x');
    process.kill(first.pid, 'SIGKILL');
    await first.ended;
    await first.stop();

    await using second = await startEmbeddedPostgres({ folder });
    expect(await query(second.adminUrl, 'select x from kept')).toEqual([{ x: 42 }]);
  });

  it('is not misled when the old process numbers belong to other programs now', async () => {
    await (await startEmbeddedPostgres({ folder })).stop();
    await writeFile(join(folder, 'data', 'postmaster.pid'), `${process.pid}\n`);
    await writeFile(join(folder, 'owner.json'), JSON.stringify({ pid: process.pid, startedAt: 'long ago' }));

    await using server = await startEmbeddedPostgres({ folder });
    expect(await query(server.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});

it('can hold a port that it is told', async () => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  probe.close();
  await once(probe, 'close');
  await using server = await startEmbeddedPostgres({ folder, port });
  expect(new URL(server.adminUrl).port).toBe(String(port));
});

async function startInChild(): Promise<{ child: ChildProcess; pid: number; adminUrl: string }> {
  const child = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout, 'data');
  return { child, ...(JSON.parse(String(line)) as { pid: number; adminUrl: string }) };
}

/** The shell that would shut the server down when its process ends. */
function guardOf(pid: number): number {
  const processes = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  return Number(
    processes
      .find((line) => line.endsWith(`kill -INT "$0" ${pid}`))
      ?.trim()
      .split(' ')[0],
  );
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query(sql)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}
