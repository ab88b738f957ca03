import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { graphql, parse } from 'graphql';
import { freePort } from '../free-port.fixture.js';
import { projectFolder } from '../project-folder.js';

const command = join(projectFolder, 'server/bin/bankgraph.js');
const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])';

const subgraphs = {
  people: {
    sdl: 'type Query { me: Person sent: String } type Person @key(fields: "id") { id: ID! name: String }',
    resolvers: {
      Query: {
        me: () => ({ id: 'p1', name: 'Ada' }),
        sent: (_: unknown, __: unknown, { authorization }: { authorization?: string }) => authorization,
      },
    },
  },
  ages: {
    sdl: 'type Person @key(fields: "id") { id: ID! age: Int }',
    resolvers: { Person: { __resolveReference: ({ id }: { id: string }) => ({ id }), age: () => 36 } },
  },
};

let folder: string;
let file: string;
let servers: Server[] = [];
let running: ChildProcess | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bankgraph-gateway-'));
  file = join(folder, 'supergraph.graphql');
});
afterEach(async () => {
  running?.kill('SIGKILL');
  running = undefined;
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  servers = [];
  await rm(folder, { recursive: true, force: true });
});

/** Serves the subgraphs over HTTP, and writes their supergraph. @param change of the SDL of `people` */
async function compose(change = (sdl: string) => sdl): Promise<string> {
  const services = [];
  for (const [name, { sdl, resolvers }] of Object.entries(subgraphs)) {
    const typeDefs = parse(`${link} ${name === 'people' ? change(sdl) : sdl}`);
    const schema = buildSubgraphSchema({ typeDefs, resolvers: resolvers as never });
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', async () => {
        const { query, variables } = JSON.parse(Buffer.concat(chunks).toString());
        const { authorization } = request.headers;
        const answer = await graphql({
          schema,
          source: query,
          variableValues: variables,
          contextValue: { authorization },
        });
        response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    servers.push(server);
    services.push({
      name,
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
      typeDefs,
    });
  }
  const { supergraphSdl } = composeServices(services);
  if (supergraphSdl === undefined) throw new Error('They do not compose.');
  return supergraphSdl;
}

/** Starts the command and waits for its address. */
async function start(...flags: string[]): Promise<string> {
  const port = await freePort();
  const child = spawn(
    process.execPath,
    [command, 'gateway', '--supergraph', file, '--port', String(port), ...flags],
    { env: { ...process.env, NODE_OPTIONS: '' }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  running = child;
  let printed = '';
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (text) => {
      printed += text;
      const url = /http:\/\/\S+\/graphql/.exec(printed)?.[0];
      if (url !== undefined) resolve(url);
    });
    child.stderr?.on('data', (text) => {
      printed += text;
    });
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${printed}`)));
  });
}

async function ask(url: string, query: string, headers: Record<string, string> = {}): Promise<unknown> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
    // Node's cluster hands a connection to a worker that has died a moment ago, and then nobody answers it: clients
    // of several processes need a deadline of their own (docs/operations.md).
    signal: AbortSignal.timeout(5_000),
  });
  return answer.json();
}

/** Asks until the answer is as expected, for at most twenty seconds. */
async function askUntil(url: string, query: string, expected: unknown): Promise<void> {
  for (const deadline = Date.now() + 20_000; Date.now() < deadline; await sleep(100)) {
    const answer = await ask(url, query).catch(() => null);
    if (JSON.stringify(answer) === JSON.stringify(expected)) return;
  }
  expect(await ask(url, query)).toEqual(expected);
}

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function workersOf(parent: ChildProcess): Promise<number[]> {
  const listing = spawn('ps', ['-o', 'pid=', '--ppid', String(parent.pid)]);
  const chunks: Buffer[] = [];
  for await (const chunk of listing.stdout) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks)
    .toString()
    .split('\n')
    .map(Number)
    .filter((pid) => pid > 0);
}

const ada = { data: { me: { name: 'Ada', age: 36 } } };
const question = '{ me { name age } }';

describe('bankgraph gateway', () => {
  it('serves any supergraph, hands on the header that it is told to, and what the file becomes', async () => {
    await writeFile(file, await compose());
    const url = await start();
    expect(await ask(url, question)).toEqual(ada);
    expect(await ask(url, '{ sent }', { authorization: 'Bearer x' })).toEqual({ data: { sent: 'Bearer x' } });
    expect(await ask(url, '{ __schema { queryType { name } } }')).toMatchObject({
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    });
    await writeFile(file, await compose((sdl) => sdl.replace('me: Person', 'me: Person you: Person')));
    await askUntil(url, '{ you { name } me { name age } }', { data: { you: null, ...ada.data } });
    await writeFile(file, 'type Query {');
    await sleep(2_500);
    expect(await ask(url, question)).toEqual(ada);
  }, 60_000);

  it('serves in several processes, of which one that dies is replaced, and which end together', async () => {
    await writeFile(file, await compose());
    const url = await start('--workers', '2');
    const child = running as ChildProcess;
    const [first, ...others] = await workersOf(child);
    expect(others).toHaveLength(1);
    process.kill(first as number, 'SIGKILL');
    for (let asked = 0; asked < 10; asked += 1) await askUntil(url, question, ada);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    await expect(ask(url, question)).rejects.toThrow('fetch failed');
  }, 60_000);

  it('is served anew at SIGHUP, and ends when the terminal is closed from which it was started', async () => {
    await writeFile(file, await compose());
    const port = await freePort();
    const words = [process.execPath, command, 'gateway', '--supergraph', file, '--port', port].join(' ');
    // Runs it at a terminal of its own.
    const terminal = spawn('script', ['--quiet', '--command', `exec ${words}`, '/dev/null'], {
      env: { ...process.env, NODE_OPTIONS: '' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    running = terminal;
    const url = `http://127.0.0.1:${port}/graphql`;
    await askUntil(url, question, ada);
    const [pid = 0] = await workersOf(terminal);
    process.kill(pid, 'SIGHUP');
    await sleep(500);
    expect(await ask(url, question)).toEqual(ada);
    terminal.kill('SIGKILL');
    for (const deadline = Date.now() + 20_000; lives(pid); await sleep(50)) {
      if (Date.now() > deadline) throw new Error('It goes on without its terminal.');
    }
  }, 60_000);

  it('says what is wrong with the file', async () => {
    await expect(start()).rejects.toThrow(/Cannot read the supergraph .*supergraph\.graphql/);
    await writeFile(file, 'type Query { a: Int }');
    await expect(start()).rejects.toThrow(/ended with 1/);
  }, 60_000);
});
