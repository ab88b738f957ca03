import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { CustomerOverviewDocument } from './generated/graphql.js';
import { GraphUnreachable, graphClient } from './graph-client.js';

const run = promisify(execFile);
const main = fileURLToPath(new URL('./main.js', import.meta.url));

const customer = {
  id: 'C-1001',
  name: 'Amara Okafor',
  accounts: {
    totalCount: 2,
    nodes: [
      {
        id: 'A-1',
        product: 'Current Account',
        nickname: 'Household',
        status: 'Enabled',
        balances: [{ type: 'CLBD', amount: { amount: '1234.50', currency: 'GBP' }, creditDebit: 'Credit' }],
      },
      {
        id: 'A-2',
        product: 'Gold Card',
        nickname: null,
        status: 'Enabled',
        balances: [{ type: 'ITAV', amount: { amount: '80.00', currency: 'GBP' }, creditDebit: 'Debit' }],
      },
    ],
  },
  kyc: { status: 'APPROVED', nextReviewAt: '2027-01-01' },
  restrictions: [{ reason: 'UNDER_REVIEW', scope: 'OUTGOING_PAYMENTS', since: '2026-06-01T09:00:00Z' }],
  consents: [
    {
      id: 'N-1',
      kind: 'ACCOUNT_ACCESS',
      status: 'AUTH',
      purpose: null,
      grantee: 'P-moneywise',
      expiresAt: '2035-01-01T00:00:00Z',
    },
  ],
};

/** An endpoint that gives one answer and keeps what it was asked. */
async function startEndpoint(status: number, body: unknown) {
  const asked: { headers: IncomingMessage['headers']; body: string }[] = [];
  const server = createServer(async (request, response) => {
    asked.push({ headers: request.headers, body: await text(request) });
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  const stop = async () => {
    server.closeAllConnections();
    if (server.listening) await once(server.close(), 'close');
  };
  return { url, asked, stop, [Symbol.asyncDispose]: stop };
}

describe('the typed client', () => {
  it('sends the operation with the token and the declared purpose, and returns the typed answer', async () => {
    await using endpoint = await startEndpoint(200, { data: { customer } });
    const client = graphClient({ url: endpoint.url, token: 'T', purpose: 'CustomerCare' });
    const answer = await client.ask(CustomerOverviewDocument, { id: 'C-1001' });
    const firstBalance: string | undefined =
      answer.data?.customer?.accounts?.nodes[0]?.balances?.[0]?.amount?.amount;
    expect(firstBalance).toBe('1234.50');
    expect(answer).toEqual({ data: { customer }, problems: [] });
    expect(endpoint.asked).toEqual([
      {
        headers: expect.objectContaining({ authorization: 'Bearer T', 'x-purpose': 'CustomerCare' }),
        body: JSON.stringify({ query: CustomerOverviewDocument.toString(), variables: { id: 'C-1001' } }),
      },
    ]);
  });

  it('gives the part that arrived together with what is missing', async () => {
    const error = {
      message: 'A bank system did not answer.',
      path: ['customer', 'kyc'],
      extensions: { code: 'UPSTREAM_UNAVAILABLE', requestId: 'r-1' },
    };
    const partial = { ...customer, kyc: null };
    await using endpoint = await startEndpoint(200, { data: { customer: partial }, errors: [error] });
    const answer = await graphClient({ url: endpoint.url, token: 'T' }).ask(CustomerOverviewDocument, {
      id: 'C-1001',
    });
    expect(answer).toEqual({
      data: { customer: partial },
      problems: [
        {
          code: 'UPSTREAM_UNAVAILABLE',
          message: 'A bank system did not answer.',
          path: 'customer.kyc',
          requestId: 'r-1',
        },
      ],
    });
  });

  it('tells a refusal by its code', async () => {
    const errors = [
      { message: 'The token is not valid.', extensions: { code: 'UNAUTHENTICATED', requestId: 'r-2' } },
    ];
    await using endpoint = await startEndpoint(401, { errors });
    const answer = await graphClient({ url: endpoint.url, token: 'bad' }).ask(CustomerOverviewDocument, {
      id: 'C-1',
    });
    expect(answer).toEqual({
      data: null,
      problems: [{ code: 'UNAUTHENTICATED', message: 'The token is not valid.', path: '', requestId: 'r-2' }],
    });
  });

  it.each([
    ['cut', '{"data":', 'without readable JSON'],
    ['of something else', '{"hello":"world"}', 'not as a GraphQL endpoint does'],
  ])('does not take a body that is %s for an answer', async (_kind, body, message) => {
    await using endpoint = await startEndpoint(200, body);
    const asking = graphClient({ url: endpoint.url, token: 'T' }).ask(CustomerOverviewDocument, {
      id: 'C-1',
    });
    await expect(asking).rejects.toThrow(message);
  });

  it('says when nobody is there', async () => {
    await using endpoint = await startEndpoint(200, {});
    await endpoint.stop();
    const asking = graphClient({ url: endpoint.url, token: 'T' }).ask(CustomerOverviewDocument, {
      id: 'C-1',
    });
    await expect(asking).rejects.toThrow(GraphUnreachable);
  });
});

describe('node dist/main.js', () => {
  it('prints the overview of a customer', async () => {
    await using endpoint = await startEndpoint(200, { data: { customer } });
    const args = [main, '--url', endpoint.url, '--token', 'T', '--customer', 'C-1001'];
    expect((await run(process.execPath, args)).stdout).toBe(
      [
        'Amara Okafor (C-1001)',
        'Identity checks: APPROVED',
        'Restricted: OUTGOING_PAYMENTS UNDER_REVIEW since 2026-06-01T09:00:00Z',
        'Accounts: 2',
        '  Household (Enabled) CLBD 1234.50 GBP',
        '  Gold Card (Enabled) ITAV -80.00 GBP',
        'Consent: to P-moneywise AUTH',
        '',
      ].join('\n'),
    );
  });

  it('prints what is missing, and fails', async () => {
    const errors = [{ message: 'Slow down.', extensions: { code: 'RATE_LIMITED' } }];
    await using endpoint = await startEndpoint(429, { errors });
    const args = [main, '--url', endpoint.url, '--token', 'T', '--customer', 'C-1001'];
    await expect(run(process.execPath, args)).rejects.toMatchObject({
      code: 1,
      stdout: 'Missing: everything (RATE_LIMITED: Slow down.)\n',
    });
  });

  it('says how it is used when the token is left out', async () => {
    await expect(run(process.execPath, [main, '--customer', 'C-1001'])).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Usage: node dist/main.js --token TOKEN'),
    });
  });
});
