import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRedisBus } from '@bankgraph/events';
import { type RedisServer, startRedis } from '@bankgraph/redis/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { WebSocket } from 'ws';
import { readRunning } from './data-folder.js';
import { projectFolder } from './project-folder.js';
import { until as untilWithin } from './testing/subscriber.js';

const command = join(projectFolder, 'server/bin/bankgraph.js');
const example = join(projectFolder, 'examples/frontend/dist/main.js');
const analyst = ['--role', 'kyc-analyst', '--purpose', 'IdentityVerification'];
const variables = ['--variables', '{"id":"C-1001"}'];

/** A command takes seconds to start, on a busy machine many. */
const until = (holds: () => boolean | Promise<boolean>) => untilWithin(holds, 90_000);

/** A command that runs. */
interface Running {
  readonly child: ChildProcess;
  out: string;
  err: string;
  readonly ended: Promise<number | null>;
}

describe('beside npm start', () => {
  let folder: string;
  let redis: RedisServer;
  let server: Running | undefined;
  let file: string;
  /** The same for each start, as for whoever knows the address. */
  let port: number;
  const commands: Running[] = [];

  const environment = () => ({
    ...process.env,
    BANKGRAPH_DATA: join(folder, 'data'),
    PORT: String(port),
    NODE_OPTIONS: '',
    REDIS_URL: redis.url,
    WEBSOCKET_ORIGINS: 'https://desk.bank.example',
  });

  function launch(script: string, ...words: string[]): Running {
    const child = spawn(process.execPath, [script, ...words], { env: environment(), stdio: 'pipe' });
    const ended = once(child, 'close').then(([code]) => code as number | null);
    const running: Running = { child, out: '', err: '', ended };
    child.stdout.on('data', (text) => {
      running.out += text;
    });
    child.stderr.on('data', (text) => {
      running.err += text;
    });
    commands.push(running);
    return running;
  }

  async function run(...words: string[]): Promise<string> {
    const running = launch(command, ...words);
    expect([await running.ended, running.err]).toEqual([0, '']);
    return running.out.trim();
  }

  const send = (event: string) => run('sandbox', 'send', event, '--customer', 'C-1001');

  async function startServer(): Promise<void> {
    const started = launch(command, 'start', '--customers', '25');
    server = started;
    await until(() => {
      if (started.child.exitCode !== null) throw new Error(started.out + started.err);
      return started.out.includes('Bankgraph is ready');
    });
  }

  async function stopServer(): Promise<void> {
    server?.child.kill('SIGINT');
    expect(await server?.ended).toBe(0);
  }

  const subscribe = (...words: string[]) => launch(command, 'subscribe', ...words, file);
  const isListening = (running: Running) => until(() => running.err.includes('Listening.'));
  const kindsOf = ({ out }: Running) =>
    out
      .trim()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line).data.customerChanged.kind as string);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bankgraph-subscribe-'));
    redis = await startRedis();
    port = await freePort();
    file = join(folder, 'changed.graphql');
    await writeFile(
      file,
      'subscription ($id: ID!) { customerChanged(id: $id) { kind domain customer { kyc { status } } } }',
    );
    await startServer();
  }, 240_000);

  afterAll(async () => {
    for (const { child } of commands) if (child !== server?.child) child.kill('SIGKILL');
    server?.child.kill('SIGINT');
    await server?.ended;
    await redis?.stop();
    await rm(folder, { recursive: true, force: true });
  }, 240_000);

  it('subscribe says that it listens and how to see something, prints what comes, and ends with Ctrl-C', async () => {
    const people = subscribe(...analyst, ...variables);
    const programs = subscribe(...analyst, ...variables, '--json');
    await Promise.all([isListening(people), isListening(programs)]);
    const [, hint = ''] = /^ {2}npx bankgraph (sandbox send .*)$/m.exec(people.err) ?? [];
    expect(hint).toBe('sandbox send verification-final --customer C-1001');
    await run(...hint.split(' '));
    await until(() => people.out !== '' && programs.out !== '');
    expect(JSON.parse(people.out)).toEqual({
      data: {
        customerChanged: {
          kind: 'bankgraph.kyc.verification',
          domain: 'KYC',
          customer: { kyc: { status: expect.any(String) } },
        },
      },
    });
    // For programs: on one line, with the position.
    expect(JSON.parse(programs.out)).toEqual({
      ...JSON.parse(people.out),
      extensions: { position: expect.any(String) },
    });
    expect(programs.out.trimEnd()).not.toContain('\n');
    for (const { child, ended } of [people, programs]) {
      child.kill('SIGINT');
      expect(await ended).toBe(0);
    }
  }, 240_000);

  it('subscribe ends with 1 and the code of what it is refused with', async () => {
    for (const [words, code] of [
      [
        ['--role', 'frontline-agent', '--purpose', 'CustomerCare', '--sub', 'S-nobody', ...variables],
        'FORBIDDEN',
      ],
      [['--role', 'customer', '--customer', 'C-1001', '--variables', '{}'], 'BAD_USER_INPUT'],
      [
        ['--role', 'customer', '--customer', 'C-1001', '--client', 'mobile-app'],
        'PERSISTED_OPERATION_REQUIRED',
      ],
      [['--role', 'customer', '--variables', '[1]'], 'not a JSON object'],
    ] as const) {
      const refused = subscribe(...words);
      expect([await refused.ended, refused.out, refused.err]).toEqual([1, '', expect.stringContaining(code)]);
    }
  }, 240_000);

  it('subscribe sends what is agreed with a client by its id', async () => {
    const agreed = join(projectFolder, 'schema/operations/mobile-app/CustomerChanged.graphql');
    const customer = ['--role', 'customer', '--customer', 'C-1001', '--client', 'mobile-app'];
    const listening = launch(command, 'subscribe', ...customer, ...variables, agreed);
    await isListening(listening);
    // Those who are not told of the work on a check would wait for nothing.
    expect(listening.err).toContain('only of steps of consents');
    listening.child.kill('SIGINT');
    expect(await listening.ended).toBe(0);
  }, 240_000);

  it('a WebSocket opens to a page of WEBSOCKET_ORIGINS, and to no other', async () => {
    const { graphql } = await readRunning(join(folder, 'data'));
    const opens = (origin: string) =>
      new Promise((resolve) => {
        const socket = new WebSocket(graphql.replace('http', 'ws'), 'graphql-transport-ws', { origin });
        socket.once('open', () => {
          socket.terminate();
          resolve('open');
        });
        socket.once('unexpected-response', (_asked, { statusCode }) => resolve(statusCode));
        socket.on('error', () => {});
      });
    expect([await opens('https://desk.bank.example'), await opens('https://evil.example')]).toEqual([
      'open',
      403,
    ]);
  });

  it('subscribe and the example of a frontend go on where they were when the server was started again', async () => {
    const listening = subscribe(...analyst, ...variables, '--json');
    await isListening(listening);
    const { graphql } = await readRunning(join(folder, 'data'));
    const token = await run('token', ...analyst);
    const watching = launch(
      example,
      ...['--url', graphql, '--token', token, '--customer', 'C-1001', '--watch'],
    );
    await until(() => watching.out !== '');
    const told = () => watching.out.split('\n').filter((line) => line.includes(' KYC '));
    await until(async () => {
      await send('verification-green');
      return told().length > 0;
    });
    await until(() => kindsOf(listening).length >= told().length);
    const before = kindsOf(listening).length;

    await stopServer();
    await until(() => listening.err.includes('Broken off (OVERLOADED'));
    const bus = await createRedisBus(redis.url, { logger: pino({ level: 'silent' }) });
    await bus.publish({
      specversion: '1.0',
      id: 'E-meanwhile',
      source: 'urn:bankgraph:test',
      type: 'bankgraph.meanwhile',
      subject: 'C-1001',
      time: '2026-11-30T08:00:00Z',
      data: { domain: 'kyc', class: 'I', caseId: null, aboutReport: false, decisionIds: [] },
    });
    await bus.close();
    await startServer();
    await until(() => listening.err.includes('Listening again, after the last position.'));
    await send('verification-final');
    await until(() => kindsOf(listening).length >= before + 2);
    expect(kindsOf(listening).slice(before)).toEqual(['bankgraph.meanwhile', 'bankgraph.kyc.verification']);
    await until(() => told().some((line) => line.includes('bankgraph.meanwhile')));
    for (const { child, ended } of [listening, watching]) {
      child.kill('SIGINT');
      expect(await ended).toBe(0);
    }
  }, 400_000);
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  await once(probe.close(), 'close');
  if (address === null || typeof address === 'string') throw new TypeError('No port is free.');
  return address.port;
}
