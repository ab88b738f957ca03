import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { describeChange } from './describe-change.js';
import { CustomerChangedDocument } from './generated/graphql.js';
import { type Change, SubscriptionEnded, subscribe } from './graph-subscription.js';

/** What an endpoint does with one connection after the other. */
type Turn = (response: ServerResponse) => void | Promise<void>;

const change = (kind: string) => ({
  at: '2026-11-30T08:00:00Z',
  kind,
  domain: 'KYC',
  customer: { kyc: { status: 'REVIEW' }, restrictions: [] },
});
const next = (kind: string, position: string) =>
  `event: next\nid: ${position}\ndata: ${JSON.stringify({ data: { customerChanged: change(kind) }, extensions: { position } })}\n\n`;
const end = (code: string) =>
  `event: next\ndata: ${JSON.stringify({ errors: [{ message: 'It is over.', extensions: { code } }] })}\n\nevent: complete\ndata:\n\n`;
const events =
  (...parts: readonly string[]): Turn =>
  (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.end([':\n\n', ...parts].join(''));
  };
/** Sends changes, and when the client has told of them is gone in the middle of the next one. */
const broken =
  (told: readonly string[], ...parts: readonly string[]): Turn =>
  async (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write([':\n\n', ...parts].join(''));
    while (told.length < parts.length) await sleep(5);
    response.write('event: next\ndata: {"da', () => response.destroy());
  };
const refused =
  (status: number, code: string): Turn =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ errors: [{ message: 'No.', extensions: { code } }] }));
  };

/** An endpoint that takes these turns, and keeps what it was asked. */
async function startEndpoint(...turns: readonly Turn[]) {
  const asked: {
    readonly headers: IncomingMessage['headers'];
    readonly url: string;
    readonly body: string;
  }[] = [];
  const waiting = [...turns];
  const server = createServer(async (request, response) => {
    asked.push({ headers: request.headers, url: request.url ?? '', body: await text(request) });
    const turn = waiting.shift();
    if (turn === undefined) response.writeHead(500).end();
    else await turn(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    asked,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}

/** Takes so many changes, and adds them to what was told. */
async function listen(url: string, most: number, told: string[]): Promise<string[]> {
  const stopped = new AbortController();
  const options = { url, token: 'T', purpose: 'CustomerCare', signal: stopped.signal, pause: 1 };
  for await (const one of subscribe(options, CustomerChangedDocument, { id: 'C-1001' })) {
    told.push(one === 'missed' ? one : (one.data?.customerChanged?.kind ?? 'nothing'));
    if (told.length === most) stopped.abort();
  }
  return told;
}

describe('a typed subscription', () => {
  it('goes on after the last change when the connection breaks, and when the server goes away', async () => {
    const told: string[] = [];
    await using endpoint = await startEndpoint(
      broken(told, next('one', 'p1'), next('two', 'p2')),
      events(end('OVERLOADED')),
      refused(503, 'UPSTREAM_UNAVAILABLE'),
      events(next('three', 'p3')),
    );
    expect(await listen(endpoint.url, 3, told)).toEqual(['one', 'two', 'three']);
    expect(endpoint.asked.map(({ headers }) => headers['last-event-id'])).toEqual([
      undefined,
      'p2',
      'p2',
      'p2',
    ]);
    expect(endpoint.asked[0]).toMatchObject({
      url: '/graphql/stream',
      headers: { authorization: 'Bearer T', 'x-purpose': 'CustomerCare' },
    });
    expect(JSON.parse(endpoint.asked[0]?.body ?? '')).toEqual({
      query: CustomerChangedDocument.toString(),
      variables: { id: 'C-1001' },
    });
  });

  it('begins anew and says so when too much has happened', async () => {
    const told: string[] = [];
    await using endpoint = await startEndpoint(
      broken(told, next('one', 'p1')),
      refused(410, 'POSITION_GONE'),
      events(next('four', 'p4')),
    );
    expect(await listen(endpoint.url, 3, told)).toEqual(['one', 'missed', 'four']);
    expect(endpoint.asked.map(({ headers }) => headers['last-event-id'])).toEqual([
      undefined,
      'p1',
      undefined,
    ]);
  });

  it('ends with the code of what cannot go on', async () => {
    await using endpoint = await startEndpoint(
      events(next('one', 'p1'), end('UNAUTHENTICATED')),
      refused(403, 'FORBIDDEN'),
    );
    const ended = { name: 'SubscriptionEnded', code: 'UNAUTHENTICATED' };
    await expect(listen(endpoint.url, 2, [])).rejects.toMatchObject(ended);
    await expect(listen(endpoint.url, 2, [])).rejects.toThrow(new SubscriptionEnded('FORBIDDEN', 'No.'));
    expect(endpoint.asked).toHaveLength(2);
  });
});

it('a change is told in one line, without what is not shown', () => {
  const told = (customer: object | null): Change<never> =>
    ({ data: { customerChanged: { ...change('kyc.review'), customer } }, problems: [] }) as never;
  expect(
    describeChange(told({ kyc: { status: 'REVIEW' }, restrictions: [{ scope: 'ALL', reason: 'OTHER' }] })),
  ).toBe('2026-11-30T08:00:00Z KYC kyc.review; identity checks: REVIEW; restricted: ALL OTHER');
  expect(describeChange(told({ kyc: { status: null }, restrictions: null }))).toBe(
    '2026-11-30T08:00:00Z KYC kyc.review',
  );
  expect(describeChange(told(null))).toBe('2026-11-30T08:00:00Z KYC kyc.review');
  expect(describeChange('missed')).toBe('More has happened than can be told.');
});
