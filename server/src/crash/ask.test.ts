import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Client, openClient } from './ask.js';
import { Journal } from './journal.js';
import { openSlowLine, type SlowLine } from './slow-line.js';

const body = JSON.stringify({ data: { text: 'x'.repeat(40_000) } });
const question = { customer: 'C-1001', token: 'token', body: '{"query":"{ __typename }"}' };

describe('a client', () => {
  let server: Server;
  let url: string;
  let line: SlowLine;
  const clients: Client[] = [];
  const open = (at: string) => {
    const client = openClient(at);
    clients.push(client);
    return client;
  };
  const requestIds: unknown[] = [];
  const ports = new Set<number | undefined>();

  beforeEach(async () => {
    requestIds.length = 0;
    ports.clear();
    server = createServer((request, response) => {
      requestIds.push(request.headers['x-request-id']);
      ports.add(request.socket.remotePort);
      response.setHeader('content-length', body.length);
      request.resume().on('end', () => response.end(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
    line = await openSlowLine(url);
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.close();
    await line.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it.each(['at once', 'over the slow line'])('gets whole answers on one connection, %s', async (way) => {
    const client = open(way === 'at once' ? url : line.url);
    const answers = [await client.ask(question), await client.ask(question)];
    expect(answers.map(({ status, complete }) => ({ status, complete }))).toEqual([
      { status: 200, complete: true },
      { status: 200, complete: true },
    ]);
    for (const answer of answers) expect(answer.body.toString()).toBe(body);
    expect(requestIds).toEqual(answers.map(({ requestId }) => requestId));
    expect(new Set(requestIds).size).toBe(2);
    expect(ports.size).toBe(1);
  });

  it('keeps the bytes of an answer that breaks off', async () => {
    const asked = open(line.url).ask(question);
    await new Promise((resolve) => setTimeout(resolve, 40));
    server.closeAllConnections();
    const { status, complete, body: bytes } = await asked;
    expect({ status, complete }).toEqual({ status: 200, complete: false });
    expect(bytes.length).toBeGreaterThan(0);
    expect(bytes.length).toBeLessThan(body.length);
    expect(body.startsWith(bytes.toString())).toBe(true);
  });

  it('tells when nobody answers, and when the connection ends before an answer', async () => {
    server.removeAllListeners('request');
    server.on('request', (request) => request.socket.destroy());
    const nothing = { customer: 'C-1001', status: null, complete: false, body: Buffer.alloc(0) };
    expect(await open(url).ask(question)).toEqual({ ...nothing, requestId: expect.any(String) });
    expect(await open('http://127.0.0.1:9/graphql').ask(question)).toMatchObject(nothing);
  });

  it('remembers every byte', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bankgraph-journal-'));
    try {
      const journal = new Journal(join(folder, 'received.jsonl'));
      const answers = [await open(url).ask(question), await open('http://127.0.0.1:9/').ask(question)];
      for (const answer of answers) journal.append(answer);
      const read = [];
      for await (const answer of journal.read()) read.push(answer);
      expect(read).toEqual(answers);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
