import { request } from 'node:http';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '@bankgraph/database';
import { type CustomerEvent, createRedisBus, type EventBus } from '@bankgraph/events';
import { type RedisServer, startRedis } from '@bankgraph/redis/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { type Bank, startBank } from './testing/start-bank.js';
import {
  codeOf,
  opened,
  type Subscriber,
  subscribe,
  type Transport,
  transports,
  until as untilWithin,
} from './testing/subscriber.js';
import {
  type TopologyProcess,
  type TopologyProcesses,
  topologyProcesses,
} from './topology-process.fixture.js';

const changed = `subscription ($id: ID!) {
  customerChanged(id: $id) { kind customer { name kyc { status } } }
}`;

/** What takes moments takes longer where other tests run. */
const until = (holds: () => boolean | Promise<boolean>) => untilWithin(holds, 60_000);

describe('subscriptions of gateways that are processes of their own, subgraphs over HTTP, Redis between them', () => {
  let bank: Bank;
  let redis: RedisServer;
  let bus: EventBus;
  let processes: TopologyProcesses;
  let leaving: Gateway;
  let staying: Gateway;

  interface Gateway {
    readonly url: string;
    readonly process: TopologyProcess;
  }

  beforeAll(async () => {
    [bank, redis] = await Promise.all([startBank({ topology: 'http' }), startRedis()]);
    bus = await createRedisBus(redis.url, { logger: pino({ level: 'silent' }) });
    processes = topologyProcesses(dirname(bank.connections.auditKeys));
    [leaving, staying] = await Promise.all([
      startGateway('leaving', {}),
      startGateway('staying', { WEBSOCKET_ORIGINS: 'https://desk.bank.example' }),
    ]);
  }, 240_000);
  afterAll(async () => {
    await processes?.[Symbol.asyncDispose]();
    await bus?.close();
    await redis?.stop();
    await bank?.[Symbol.asyncDispose]();
  });

  /** `start --serve gateway`, as a container would run it. */
  async function startGateway(name: string, environment: Readonly<Record<string, string>>): Promise<Gateway> {
    const { issuer, own, auditKeys, operations } = bank.connections;
    const subgraphUrls = [...bank.subgraphUrls].map(([subgraph, url]) => [
      `${subgraph.replaceAll('-', '_').toUpperCase()}_SUBGRAPH_URL`,
      url,
    ]);
    const process = processes.start(
      name,
      'server/bin/bankgraph.js',
      ['start', '--serve', 'gateway', '--ad-hoc', 'frontend'],
      {
        PORT: '0',
        REDIS_URL: redis.url,
        OIDC_ISSUER: issuer.issuer,
        OIDC_JWKS_URL: issuer.jwksUrl,
        OIDC_AUDIENCE: issuer.audience,
        CONTEXT_SECRET: bank.contextSecret,
        AUDIT_DATABASE_URL: own.auditWriter,
        AUDIT_KEYS_FILE: auditKeys,
        OPERATIONS_DATABASE_URL: own.operationsReader,
        OPERATIONS_VERIFIER_FILE: operations.verifier,
        OPERATIONS_FILE: `${operations.kept}-${name}`,
        ...Object.fromEntries(subgraphUrls),
        ...environment,
      },
    );
    const [, url = ''] = await process.line(/is ready at (http\S+)/);
    return { url, process };
  }

  const agent = (sub = 'S-frontline-agent-1') =>
    bank.sandbox.issuer.issueToken({
      role: 'frontline-agent',
      purpose: 'CustomerCare',
      clientId: 'bankgraph-cli',
      sub,
    });

  let count = 0;
  const publish = async (type: string, data: Partial<CustomerEvent['data']> = {}) => {
    count += 1;
    await bus.publish({
      specversion: '1.0',
      id: `E-${count}`,
      source: 'urn:bankgraph:test',
      type,
      subject: 'C-1005',
      time: '2026-11-30T08:00:00Z',
      data: { domain: 'kyc', class: 'I', caseId: null, aboutReport: false, decisionIds: [], ...data },
    });
  };
  /** Tries until Redis has taken it: while it is away, nothing is. */
  const untilPublished = (type: string) =>
    until(() =>
      publish(type).then(
        () => true,
        () => false,
      ),
    );
  const subscribeAt = async ({ url }: Gateway, transport: Transport, resumeAfter?: string) =>
    subscribe(transport, url, await agent(), changed, 'C-1005', resumeAfter);
  const openAt = async (gateway: Gateway): Promise<readonly Subscriber[]> => {
    const subscribers = await Promise.all(transports.map((transport) => subscribeAt(gateway, transport)));
    for (const subscriber of subscribers) await opened(subscriber, publish);
    // What the second was opened with, the first is told of, too.
    await publish('bankgraph.all-open');
    for (const subscriber of subscribers) {
      await until(() => kindsOf(subscriber).includes('bankgraph.all-open'));
      subscriber.payloads.length = 0;
    }
    return subscribers;
  };
  const kindsOf = ({ payloads }: Subscriber) =>
    payloads.flatMap(({ data }) => (data == null ? [] : [data.customerChanged.kind as string]));
  const numbered = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => `bankgraph.n${from + index}`);

  it('are answered over HTTP, and refused where nothing ties the caller', async () => {
    const subscribers = await openAt(staying);
    await publish('bankgraph.hidden', { class: 'R', domain: 'aml' });
    await publish('bankgraph.shown');
    for (const subscriber of subscribers) {
      await until(() => subscriber.payloads.length > 0);
      expect(subscriber.payloads.map(({ data, errors }) => ({ data, errors }))).toEqual([
        {
          data: {
            customerChanged: {
              kind: 'bankgraph.shown',
              customer: { name: 'Elena Marchetti', kyc: { status: 'APPROVED' } },
            },
          },
          errors: undefined,
        },
      ]);
      subscriber.stop();
    }
    const stranger = await agent('S-nobody');
    for (const transport of transports) {
      expect(await codeOf(subscribe(transport, staying.url, stranger, changed, 'C-1005'))).toBe('FORBIDDEN');
    }
  }, 120_000);

  it('wait with an event of which nobody can say who may see it, and show it when that can be said', async () => {
    const [subscriber] = await openAt(staying);
    if (subscriber === undefined) throw new Error('Nobody has subscribed.');
    const admin = connect(bank.postgres.adminUrl, { applicationName: 'test admin', poolMax: 1 });
    try {
      await admin.raw('alter role staffing_reader nologin');
      await admin.raw(
        `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'staffing_reader'`,
      );
      await publish('bankgraph.waits');
      await sleep(3_000);
      expect(subscriber.payloads).toEqual([]);
    } finally {
      await admin.raw('alter role staffing_reader login');
      await admin.destroy();
    }
    await until(() => subscriber.payloads.length > 0);
    expect(kindsOf(subscriber)).toEqual(['bankgraph.waits']);
    subscriber.stop();
  }, 120_000);

  it('go on when Redis hangs and when it drops every connection, and nothing is lost', async () => {
    const subscribers = await openAt(staying);
    // What is published while a gateway has no connection lies in the stream.
    for (const type of numbered(0, 20)) {
      await untilPublished(type);
      if (type.endsWith('5')) await redis.dropConnections();
    }
    redis.pause();
    const published = (async () => {
      for (const type of numbered(20, 40)) await untilPublished(type);
    })();
    await sleep(4_000);
    redis.resume();
    await published;
    for (const subscriber of subscribers) {
      await until(() => kindsOf(subscriber).includes('bankgraph.n39'));
      // What Redis did not say that it has taken was published again: that is another event.
      expect([...new Set(kindsOf(subscriber))]).toEqual(numbered(0, 40));
      subscriber.stop();
    }
  }, 120_000);

  it('are ended by SIGTERM with OVERLOADED and go on at another process, each event once', async () => {
    expect([
      await handshake(staying.url, 'https://desk.bank.example'),
      await handshake(staying.url, 'https://evil.example'),
      await handshake(leaving.url, 'https://desk.bank.example'),
    ]).toEqual([101, 403, 403]);
    const first = await openAt(leaving);
    // Events do not wait for a process that goes away.
    const publishing = (async () => {
      for (const type of numbered(0, 60)) {
        await publish(type);
        await sleep(50);
      }
    })();
    await until(() => first.every(({ payloads }) => payloads.length > 3));
    expect(await leaving.process.end('SIGTERM')).toBe(0);
    expect(await Promise.all(first.map(codeOf))).toEqual(['OVERLOADED', 'OVERLOADED']);
    const positions = first.map(
      ({ payloads }) => payloads.findLast(({ data }) => data != null)?.extensions?.position,
    );
    // A position that another process has given is the subscriber's own, and nobody else's.
    const other = await bank.sandbox.issuer.issueToken({
      role: 'mlro',
      purpose: 'CounterMoneyLaundering',
      clientId: 'bankgraph-cli',
    });
    expect(await codeOf(subscribe('sse', staying.url, other, changed, 'C-1005', positions[0]))).toBe(
      'BAD_USER_INPUT',
    );
    const second = await Promise.all(
      transports.map((transport, index) => subscribeAt(staying, transport, positions[index])),
    );
    await publishing;
    for (const [index, subscriber] of second.entries()) {
      await until(() => kindsOf(subscriber).at(-1) === 'bankgraph.n59');
      const before = kindsOf(first[index] as Subscriber);
      expect([...before, ...kindsOf(subscriber)]).toEqual(numbered(0, 60));
      subscriber.stop();
    }
  }, 180_000);

  it('tell of what is new when Redis was killed and has forgotten everything; positions are gone then', async () => {
    const [subscriber] = await openAt(staying);
    if (subscriber === undefined) throw new Error('Nobody has subscribed.');
    await publish('bankgraph.before');
    await until(() => subscriber.payloads.length === 1);
    const position = subscriber.payloads[0]?.extensions?.position ?? '';
    const codeAfter = async () => codeOf(await subscribeAt(staying, 'sse', position));
    await redis.kill();
    // Nobody can say whether everything is kept.
    expect(await codeAfter()).toBe('UPSTREAM_UNAVAILABLE');
    await redis.restart();
    await untilPublished('bankgraph.after');
    await until(() => subscriber.payloads.length > 1);
    expect(kindsOf(subscriber)).toEqual(['bankgraph.before', 'bankgraph.after']);
    await until(async () => (await codeAfter()) === 'POSITION_GONE');
    subscriber.stop();
  }, 180_000);
});

/** Status of the answer to a page that opens a WebSocket. */
function handshake(url: string, origin: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request(url, {
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
        'sec-websocket-protocol': 'graphql-transport-ws',
        origin,
      },
    });
    asked.on('error', reject);
    asked.on('response', ({ statusCode }) => resolve(statusCode));
    asked.on('upgrade', (_response, socket) => {
      socket.destroy();
      resolve(101);
    });
    asked.end();
  });
}
