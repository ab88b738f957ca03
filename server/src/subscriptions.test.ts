import { readFile } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, type Knex } from '@bankgraph/database';
import type { CustomerEvent } from '@bankgraph/events';
import type { Role } from '@bankgraph/identity';
import { operationId } from '@bankgraph/operation-registry';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { bankOwner } from './testing/bank-owner.js';
import { type Bank, startBank } from './testing/start-bank.js';
import {
  codeOf,
  lastCode,
  opened as openedBy,
  type Subscriber,
  subscribe as subscribeAt,
  type Transport,
  transports,
  until,
} from './testing/subscriber.js';

const changed = `subscription ($id: ID!) {
  customerChanged(id: $id) { kind domain customer { name kyc { status } } }
}`;
const kind = 'subscription ($id: ID!) { customerChanged(id: $id) { kind } }';
const ofCase = 'subscription ($id: ID!) { caseChanged(id: $id) { kind customer { id } } }';

let bank: Bank;
let owner: Knex;

beforeAll(async () => {
  bank = await startBank({
    eventHistory: 300,
    subscriptions: {
      checkMs: 1_000,
      holdMs: 20,
      heartbeatMs: 1_000,
      origins: ['https://desk.bank.example', 'http://localhost:3000'],
    },
  });
  owner = bankOwner(bank);
}, 60_000);

afterAll(async () => {
  await owner?.destroy();
  await bank?.[Symbol.asyncDispose]();
});

const token = (
  role: Role,
  purpose?: string,
  change: { sub?: string; customerId?: string; expiresIn?: number } = {},
) => bank.sandbox.issuer.issueToken({ role, ...(purpose === undefined ? {} : { purpose }), ...change });
const agent = (change = {}) => token('frontline-agent', 'CustomerCare', change);
const mlro = () => token('mlro', 'CounterMoneyLaundering');

let count = 0;
/** An event about a customer, of class internal unless told. */
function eventOf(
  subject: string,
  data: Partial<CustomerEvent['data']> = {},
  type = 'bankgraph.test',
): CustomerEvent {
  count += 1;
  return {
    specversion: '1.0',
    id: `E-${count}`,
    source: 'urn:bankgraph:test',
    type,
    subject,
    time: '2026-11-30T08:00:00Z',
    data: { domain: 'kyc', class: 'I', caseId: null, aboutReport: false, decisionIds: [], ...data },
  };
}
const publish = (...given: Parameters<typeof eventOf>) => bank.events.publish(eventOf(...given));

const subscribe = (
  transport: Transport,
  bearer: string,
  query: string,
  id: string,
  resumeAfter?: string,
  url = bank.url,
) => subscribeAt(transport, url, bearer, query, id, resumeAfter);

/** Waits until a subscriber of a customer is open; with a case, of the case. */
const opened = (subscriber: Subscriber, subject: string, caseId: string | null = null) =>
  openedBy(subscriber, (type) => publish(subject, { caseId }, type));

describe.each(transports)('subscriptions by %s', (transport) => {
  it('show what a query of that moment would, on record before it leaves', async () => {
    const subscriber = subscribe(transport, await agent(), changed, 'C-1001');
    await opened(subscriber, 'C-1001');
    await publish('C-1001');
    await until(() => subscriber.payloads.length === 1);
    const [payload] = subscriber.payloads;
    expect(payload).toEqual({
      data: {
        customerChanged: {
          kind: 'bankgraph.test',
          domain: 'KYC',
          customer: { name: 'Alice Morgan', kyc: { status: 'PROCESSING' } },
        },
      },
      extensions: { position: expect.stringMatching(/^[\w-]{100,}$/) },
    });
    const [record] = await bank.audit.recent(1);
    expect(record).toMatchObject({ actor: { id: 'S-frontline-agent-1' }, outcome: 'answered' });
    expect(JSON.stringify(record)).toContain('CustomerChange.customer');
    subscriber.stop();
  });

  it('of a customer to whom nothing ties the caller, or who is not there, are refused alike', async () => {
    const messages: string[] = [];
    for (const id of ['C-1030', 'C-9999']) {
      const subscriber = subscribe(transport, await agent({ sub: 'S-frontline-agent-3' }), changed, id);
      messages.push(await codeOf(subscriber));
    }
    expect(messages).toEqual(['FORBIDDEN', 'FORBIDDEN']);
  });

  it('of a case are for those who work on it', async () => {
    const subscriber = subscribe(transport, await mlro(), ofCase, 'case-1');
    await opened(subscriber, 'C-1007', 'case-1');
    await publish('C-1007', { class: 'R', domain: 'aml', caseId: 'case-1', aboutReport: true });
    await until(() => subscriber.payloads.length === 1);
    expect(subscriber.payloads[0]?.data).toEqual({
      caseChanged: { kind: 'bankgraph.test', customer: { id: 'C-1007' } },
    });
    subscriber.stop();
    expect(await codeOf(subscribe(transport, await agent(), ofCase, 'case-1'))).toBe('FORBIDDEN');
  });

  it('without a good token, or with a text that is no valid subscription, are refused', async () => {
    expect(await codeOf(subscribe(transport, 'none', changed, 'C-1001'))).toBe('UNAUTHENTICATED');
    for (const text of [
      'subscription ($id: ID!) { customerChanged(id: $id) { nothing } }',
      'subscription ($id: ID!) { customerChanged(id: $id) @include(if: true) { kind } }',
      'subscription ($id: ID!) { ...F } fragment F on Subscription { customerChanged(id: $id) { kind } }',
      'query ($id: ID!) { customer(id: $id) { id } }',
      'subscription ($id: Int!) { customerChanged(id: $id) { kind } }',
    ]) {
      expect(await codeOf(subscribe(transport, await agent(), text, 'C-1001'))).toBe('BAD_USER_INPUT');
    }
  });

  it('tell those who are not cleared nothing of a restricted event: the bytes are those of a customer without one', async () => {
    const texts: string[][] = [];
    for (const [id, isReported] of [
      ['C-1007', true],
      ['C-1008', false],
    ] as const) {
      const subscriber = subscribe(transport, await agent(), changed, id);
      await opened(subscriber, id);
      for (let round = 0; round < 3; round += 1) {
        if (isReported) {
          await publish(id, { class: 'R', domain: 'aml', caseId: 'case-1' });
          await publish(id, { class: 'R', aboutReport: true });
          await sleep(50);
        }
        await publish(id);
      }
      await until(() => subscriber.payloads.length === 3);
      await sleep(500);
      texts.push(
        subscriber.texts.map((text) =>
          text
            .replace(/"position":"[\w-]+"/, (found) => `position of ${found.length}`)
            .replace(/100[78]/g, '100#'),
        ),
      );
      subscriber.stop();
    }
    expect(texts[0]).toEqual(texts[1]);
    // Those who are cleared were told.
    const cleared = subscribe(transport, await mlro(), changed, 'C-1007');
    await opened(cleared, 'C-1007');
    await publish('C-1007', { class: 'R', domain: 'aml' });
    await until(() => cleared.payloads.length === 1);
    cleared.stop();
  });

  it('leave no access on record for what was not shown', async () => {
    const subscriber = subscribe(transport, await agent(), changed, 'C-1002');
    await opened(subscriber, 'C-1002');
    const accesses = async () => {
      const asked = 'query ($id: ID!) { customer(id: $id) { accessHistory(first: 100) { totalCount } } }';
      const { data } = await bank
        .as('customer', 'RequestedServiceProvision', { customer: 'C-1002' })
        .query(asked, { id: 'C-1002' });
      return data.customer.accessHistory.totalCount as number;
    };
    // Asking is an access, too.
    await accesses();
    const before = await accesses();
    for (let round = 0; round < 5; round += 1) await publish('C-1002', { class: 'R', domain: 'aml' });
    await sleep(700);
    expect((await accesses()) - before).toBe(1);
    expect(subscriber.payloads).toEqual([]);
    subscriber.stop();
  });

  it('go on after the last position, and each event is shown once', async () => {
    const first = subscribe(transport, await agent(), changed, 'C-1003');
    await opened(first, 'C-1003');
    await publish('C-1003', {}, 'bankgraph.one');
    await until(() => first.payloads.length === 1);
    first.stop();
    const position = first.payloads[0]?.extensions?.position ?? '';
    await publish('C-1003', {}, 'bankgraph.two');
    await publish('C-1003', { class: 'R', domain: 'aml' }, 'bankgraph.hidden');
    await publish('C-1004', {}, 'bankgraph.elsewhere');
    await publish('C-1003', {}, 'bankgraph.three');
    const second = subscribe(transport, await agent(), changed, 'C-1003', position);
    await until(() => second.payloads.length === 2);
    await publish('C-1003', {}, 'bankgraph.four');
    await until(() => second.payloads.length === 3);
    expect(second.payloads.map(({ data }) => data.customerChanged.kind)).toEqual([
      'bankgraph.two',
      'bankgraph.three',
      'bankgraph.four',
    ]);
    second.stop();
    // Another's position, one of another customer, and one that was made up are no positions.
    const others = [
      subscribe(transport, await mlro(), changed, 'C-1003', position),
      subscribe(transport, await agent(), changed, 'C-1001', position),
      subscribe(transport, await agent(), changed, 'C-1003', '7'),
    ];
    expect(await Promise.all(others.map(codeOf))).toEqual([
      'BAD_USER_INPUT',
      'BAD_USER_INPUT',
      'BAD_USER_INPUT',
    ]);
    for (let round = 0; round < 400; round += 1) await publish('C-9999');
    expect(await codeOf(subscribe(transport, await agent(), changed, 'C-1003', position))).toBe(
      'POSITION_GONE',
    );
  });

  it('end when the assignment ends, and show nothing from then on', async () => {
    const mine = { staff_id: 'S-frontline-agent-1', customer_id: 'C-1005' };
    const subscriber = subscribe(transport, await agent(), changed, 'C-1005');
    await opened(subscriber, 'C-1005');
    const rows = owner('staffing.customer_assignment').where(mine);
    const [before] = await rows.clone().select('until');
    await rows.clone().update({ until: owner.fn.now() });
    await publish('C-1005');
    expect(await subscriber.over).toBeNull();
    expect(subscriber.payloads.map(({ data, errors }) => [data, errors?.[0]?.extensions.code])).toEqual([
      [undefined, 'FORBIDDEN'],
    ]);
    expect((await bank.audit.recent(1))[0]).toMatchObject({ outcome: 'refused', errorCode: 'FORBIDDEN' });
    await rows.clone().update({ until: before?.until ?? null });
  });

  it('end when a wall is put up, without an event', async () => {
    const conflict = { staff_id: 'S-frontline-agent-1', customer_id: 'C-1006' };
    const subscriber = subscribe(transport, await agent(), changed, 'C-1006');
    await opened(subscriber, 'C-1006');
    await owner('staffing.conflict_of_interest').insert({ ...conflict, since: '2020-01-01Z' });
    expect(await subscriber.over).toBeNull();
    expect(subscriber.payloads.map(({ data }) => data)).toEqual([undefined]);
    expect(lastCode(subscriber)).toBe('FORBIDDEN');
    await owner('staffing.conflict_of_interest').where(conflict).delete();
  });

  it('are refused to partners, whatever the customer has consented to', async () => {
    const { data } = await bank
      .as('partner', 'ServiceProvision', { sub: 'P-moneywise', clientId: 'P-moneywise' })
      .query('{ customer(id: "C-1001") { accounts { totalCount } } }');
    expect(data.customer.accounts.totalCount).toBeGreaterThan(0);
    const bearer = await bank.sandbox.issuer.issueToken({
      role: 'partner',
      purpose: 'ServiceProvision',
      sub: 'P-moneywise',
      clientId: 'P-moneywise',
    });
    expect(await codeOf(subscribe(transport, bearer, kind, 'C-1001'))).toBe('FORBIDDEN');
  });

  it('end without a payload when it cannot be put on record', async () => {
    const subscriber = subscribe(transport, await agent(), changed, 'C-1006');
    await opened(subscriber, 'C-1006');
    const admin = connect(bank.postgres.adminUrl, { applicationName: 'test admin', poolMax: 1 });
    try {
      await admin.raw('alter role audit_writer nologin');
      await admin.raw(
        `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'audit_writer'`,
      );
      await publish('C-1006');
      expect(await subscriber.over).toBeNull();
      expect(subscriber.payloads.map(({ data }) => data)).toEqual([undefined]);
      expect(lastCode(subscriber)).toBe('AUDIT_UNAVAILABLE');
    } finally {
      await admin.raw('alter role audit_writer login');
      await admin.destroy();
    }
    await until(async () => (await fetch(new URL('/readyz', bank.url))).ok);
  }, 30_000);
});

it('subscriptions end when the token has expired', async () => {
  // The verifier allows clocks to differ by half a minute.
  const bearers = [
    await agent({ expiresIn: 1 }),
    await token('customer', undefined, { customerId: 'C-1001', expiresIn: 1 }),
  ];
  const subscribers = bearers.flatMap((bearer) =>
    transports.map((transport) => subscribe(transport, bearer, changed, 'C-1001')),
  );
  await Promise.all(subscribers.map(({ over }) => over));
  expect(subscribers.map(lastCode)).toEqual(subscribers.map(() => 'UNAUTHENTICATED'));
}, 60_000);

it('200 subscribers are told of one event once each', async () => {
  // Of their own bank, where they are not looked at again every second.
  await using crowd = await startBank({ subscriptions: { checkMs: 60_000 } });
  // The issuer's keys are there before 200 clients keep this process busy.
  await crowd.as('mlro', 'CounterMoneyLaundering').query('{ __typename }');
  const bearers = await Promise.all(
    Array.from({ length: 10 }, (_, index) =>
      crowd.sandbox.issuer.issueToken({
        role: 'mlro',
        purpose: 'CounterMoneyLaundering',
        sub: `S-mlro-${index + 1}`,
      }),
    ),
  );
  const subscribers = Array.from({ length: 200 }, (_, index) =>
    subscribe(
      transports[index % 2] ?? 'sse',
      bearers[Math.floor(index / 20)] ?? '',
      kind,
      'C-1010',
      undefined,
      crowd.url,
    ),
  );
  const all = () => subscribers.every(({ payloads }) => payloads.length > 0);
  const probe = setInterval(() => void crowd.events.publish(eventOf('C-1010')), 2_000);
  await until(all, 60_000);
  clearInterval(probe);
  // Until what the others were told of meanwhile has come, too.
  const counted = () => subscribers.reduce((sum, { payloads }) => sum + payloads.length, 0);
  for (let before = -1; before !== counted(); await sleep(3_000)) before = counted();
  for (const { payloads } of subscribers) payloads.length = 0;
  await crowd.events.publish(eventOf('C-1010'));
  await until(all, 30_000);
  await sleep(1_000);
  expect(new Set(subscribers.map(({ payloads }) => payloads.length))).toEqual(new Set([1]));
  // No actor may have more.
  const more = await Promise.all(
    [1, 2]
      .map(() => subscribe('sse', bearers[0] ?? '', kind, 'C-1010', undefined, crowd.url))
      .map((each) => codeOf(each)),
  );
  expect(more).toEqual(['RATE_LIMITED', 'RATE_LIMITED']);
  for (const subscriber of subscribers) subscriber.stop();
}, 150_000);

it('a subscription that its client has ended takes no place any more', async () => {
  const bearer = await token('mlro', 'CounterMoneyLaundering', { sub: 'S-mlro-77' });
  for (const transport of transports) {
    for (let round = 0; round < 25; round += 1) {
      const subscriber = subscribe(transport, bearer, changed, 'C-1011');
      if (round === 0) await opened(subscriber, 'C-1011');
      else await sleep(50);
      subscriber.stop();
      await sleep(50);
    }
    const last = subscribe(transport, bearer, changed, 'C-1011');
    await opened(last, 'C-1011');
    last.stop();
  }
}, 60_000);

it('a channel subscribes to what was agreed, by its id, and to nothing else', async () => {
  await using strict = await startBank({ adHocClasses: [], subscriptions: { checkMs: 60_000 } });
  const file = new URL('../../schema/operations/mobile-app/CustomerChanged.graphql', import.meta.url);
  const sha256Hash = operationId(await readFile(file, 'utf8'));
  const bearer = await strict.sandbox.issuer.issueToken({
    role: 'customer',
    customerId: 'C-1001',
    clientId: 'mobile-app',
  });
  const asked = (body: object) =>
    fetch(`${strict.url}/stream`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
      body: JSON.stringify({ variables: { id: 'C-1001' }, ...body }),
    });
  expect((await asked({ query: changed })).status).toBe(400);
  expect(
    (await asked({ extensions: { persistedQuery: { version: 1, sha256Hash: '0'.repeat(64) } } })).status,
  ).toBe(404);
  const agreed = { query: '', extensions: { persistedQuery: { version: 1, sha256Hash } } };
  expect((await asked({ ...agreed, variables: { id: 'C-1002' } })).status).toBe(403);
  const stream = await asked(agreed);
  expect([stream.status, stream.headers.get('content-type')]).toEqual([
    200,
    'text/event-stream; charset=utf-8',
  ]);
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader?.read())?.value).toBe(':\n\n');
  // What is confidential of a check is nothing for its customer, though the customer may see what comes of it.
  await strict.events.publish(eventOf('C-1001', { class: 'C' }));
  await strict.events.publish(eventOf('C-1001', { domain: 'consent' }));
  const told = (await reader?.read())?.value ?? '';
  expect(told).toMatch(/^event: next\nid: [\w-]+\ndata: .*"domain":"CONSENT"/);
  await reader?.cancel();
}, 90_000);

describe('a WebSocket', () => {
  const status = (headers: Record<string, string>, path = '') =>
    new Promise<number | undefined>((resolve) => {
      const asked = request(bank.url + path, {
        headers: {
          connection: 'Upgrade',
          upgrade: 'websocket',
          'sec-websocket-version': '13',
          'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
          'sec-websocket-protocol': 'graphql-transport-ws',
          ...headers,
        },
      });
      asked.on('response', ({ statusCode }) => resolve(statusCode));
      asked.on('upgrade', (_response, socket: Socket) => {
        socket.destroy();
        resolve(101);
      });
      asked.end();
    });

  it('is for programs, and for pages of the origins that are listed', async () => {
    expect(await status({})).toBe(101);
    expect(await status({ origin: 'https://desk.bank.example' })).toBe(101);
    expect(await status({ origin: 'http://localhost:3000' })).toBe(101);
  });

  it.each([
    'https://evil.example',
    // What a page without an origin sends: a file, a sandboxed frame, a redirect.
    'null',
    '',
    'http://desk.bank.example',
    'https://desk.bank.example:8443',
    'https://desk.bank.example.evil.example',
    'https://evil.desk.bank.example',
    'https://desk.bank.example/',
    'https://DESK.bank.example',
    'http://localhost:3001',
    'https://desk.bank.example, https://evil.example',
  ])('is refused to a page of %j', async (origin) => {
    expect(await status({ origin })).toBe(403);
  });

  it('is refused to a page of its own address that is not listed, with another protocol and elsewhere', async () => {
    expect(await status({ origin: new URL(bank.url).origin })).toBe(403);
    expect(await status({ 'sec-websocket-protocol': 'graphql-ws' })).toBe(400);
    expect(await status({}, '/stream')).toBe(404);
  });

  it('on which nobody says who asks is closed', async () => {
    const socket = new WebSocket(bank.url.replace('http', 'ws'), 'graphql-transport-ws');
    expect(await new Promise((resolve) => socket.once('close', resolve))).toBe(4408);
  });
});

describe('a reader that does not read', () => {
  it('is dropped, and holds nothing up', async () => {
    const bearer = await agent();
    const asked = request(`${bank.url}/stream`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
    });
    const padded = `subscription ($id: ID!) { customerChanged(id: $id) { ${Array.from(
      { length: 60 },
      (_, index) => `${'k'.repeat(100)}${index}: kind`,
    ).join(' ')} } }`;
    asked.end(JSON.stringify({ query: padded, variables: { id: 'C-1001' } }));
    const answered = new Promise<IncomingMessage>((resolve) => asked.once('response', resolve));
    const response = await answered;
    response.pause();
    const other = subscribe('sse', bearer, changed, 'C-1003');
    await opened(other, 'C-1003');
    for (let round = 0; round < 3_000; round += 1) await publish('C-1001');
    await publish('C-1003');
    await until(() => other.payloads.length === 1, 20_000);
    other.stop();
    // What could be sent was sent, and the connection does not last longer than the reader gets to read the end.
    await sleep(7_000);
    let text = '';
    response.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    response.on('error', () => {});
    const over = new Promise((resolve) => response.once('close', resolve));
    response.resume();
    await over;
    expect(text.split('event: next').length).toBeLessThan(3_000);
    expect(text.includes('OVERLOADED') || !text.includes('event: complete')).toBe(true);
  }, 60_000);
});
