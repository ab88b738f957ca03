import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { senderTo } from './asked-databases.js';
import { sendEvent } from './commands/sandbox-send.js';
import { sandboxToken } from './commands/token.js';
import { type Running, readRunning } from './data-folder.js';
import { projectFolder } from './project-folder.js';

let folder: string;
let server: ChildProcess;
let running: Running;
let said = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bankgraph-workers-'));
  server = spawn(
    process.execPath,
    [join(projectFolder, 'server/bin/bankgraph.js'), 'start', '--customers', '25', '--workers', '2'],
    {
      env: {
        PATH: process.env.PATH ?? '',
        BANKGRAPH_DATA: folder,
        // Node hands workers no port of the system's choice that they could share, so the test chooses.
        PORT: String(await freePort()),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  await new Promise<void>((resolve, reject) => {
    const hear = (text: Buffer) => {
      said += text;
      if (said.includes('Bankgraph is ready')) resolve();
    };
    server.stdout?.on('data', hear);
    server.stderr?.on('data', hear);
    server.once('exit', (code) => reject(new Error(`It ended with ${code}:\n${said}`)));
  });
  running = await readRunning(folder);
}, 300_000);

afterAll(async () => {
  const ended = new Promise((resolve) => server?.once('exit', resolve));
  server?.kill('SIGINT');
  await ended;
  await rm(folder, { recursive: true, force: true });
}, 60_000);

const send = (customer: string) => sendEvent(senderTo(running), 'verification-retry', { customer });

async function until(so: () => boolean | Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 20_000; !(await so()); await sleep(50)) {
    if (Date.now() > deadline) throw new Error(`It did not come to that. The server said:\n${said}`);
  }
}

/** Asks by a connection of its own, so that the workers are asked in turn. */
async function ask(path: string, query: string, token: string, more: Readonly<Record<string, string>> = {}) {
  return fetch(running.graphql + path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      connection: 'close',
      authorization: `Bearer ${token}`,
      ...more,
    },
    body: JSON.stringify({ query }),
  });
}

/** Somebody who is told of changes of a customer: of each the position. */
async function subscribe(customer: string, more: Readonly<Record<string, string>> = {}) {
  const token = await sandboxToken(folder, { role: 'mlro', purpose: 'CounterMoneyLaundering' });
  const stream = await ask(
    '/stream',
    `subscription { customerChanged(id: "${customer}") { id } }`,
    token,
    more,
  );
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  expect([stream.status, (await reader?.read())?.value]).toEqual([200, ':\n\n']);
  const told: { readonly id: string; readonly position: string }[] = [];
  const reading = (async () => {
    for (let next = await reader?.read(); next?.done === false; next = await reader?.read()) {
      for (const [, data = ''] of next.value.matchAll(/^data: (.+)$/gm)) {
        const payload = JSON.parse(data);
        told.push({ id: payload.data?.customerChanged.id, position: payload.extensions?.position });
      }
    }
  })();
  return {
    told,
    stop: async () => {
      await reader?.cancel();
      await reading;
    },
  };
}

/** As many as that every worker has some. */
const some = [1, 2, 3, 4];

describe('workers without Redis', () => {
  it('each tell of what was published, and go on after a position that another one gave', async () => {
    const first = await Promise.all(some.map(() => subscribe('C-1003')));
    await send('C-1003');
    await until(() => first.every(({ told }) => told.length === 1));
    const [event] = first[0]?.told ?? [];
    expect(first.map(({ told }) => told[0]?.id)).toEqual(some.map(() => event?.id));
    await Promise.all(first.map(({ stop }) => stop()));
    await send('C-1003');
    const position = event?.position ?? '';
    const later = await Promise.all(some.map(() => subscribe('C-1003', { 'last-event-id': position })));
    await until(() => later.every(({ told }) => told.length === 1));
    const missed = later[0]?.told[0]?.id;
    expect(missed).not.toBe(event?.id);
    expect(later.map(({ told }) => told.map(({ id }) => id))).toEqual(some.map(() => [missed]));
    await Promise.all(later.map(({ stop }) => stop()));
  }, 60_000);

  it('each drop what an event has changed', async () => {
    const token = await sandboxToken(folder, { role: 'customer', customer: 'C-1004' });
    const documents = async () =>
      Promise.all(
        some.map(async () => {
          const answer = await ask('', '{ customer(id: "C-1004") { kyc { documents { type } } } }', token);
          return ((await answer.json()) as { errors?: unknown }).errors === undefined;
        }),
      );
    expect(await documents()).toEqual(some.map(() => true));
    const vendor = `${running.systems['identity-verification']}/_sandbox/misbehave`;
    await fetch(vendor, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ mode: '500' }),
    });
    try {
      // Kept by each of them.
      expect(await documents()).toEqual(some.map(() => true));
      await send('C-1004');
      await until(async () => (await documents()).every((whole) => !whole));
    } finally {
      await fetch(vendor, { method: 'DELETE' });
    }
  }, 60_000);
});

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
