import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { startBank, type TestBank } from './gateway.fixture.js';

const document = 'query Names($id: ID!) { customer(id: $id) { name } }';
const id = createHash('sha256').update(document).digest('hex');

/** The branch's one operation, for customer care. */
const findOperation = (clientId: string, asked: string) =>
  clientId === 'branch-desktop' && asked === id ? { document, purpose: 'CustomerCare' } : undefined;

async function send(
  bank: TestBank,
  body: object,
  claims: Record<string, unknown> = {},
  headers: Record<string, string> = {},
) {
  const authorization = await bank.issuer.bearer({ roles: ['frontline-agent'], ...claims });
  return bank.send({
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization, ...headers },
    body: JSON.stringify({ variables: { id: 'C-1001' }, ...body }),
  });
}

const byId = (sha256Hash: unknown) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } });
const codeOf = (body: unknown) =>
  (body as { errors?: { extensions: { code: string } }[] }).errors?.[0]?.extensions.code;

describe('a persisted operation', () => {
  it('declares its purpose: neither token nor header has to', async () => {
    await using bank = await startBank({ findOperation });
    const answer = await send(bank, byId(id));
    expect([answer.status, answer.body]).toEqual([200, { data: { customer: { name: 'Ada' } } }]);
    expect(bank.coreBanking.contexts[0]).toMatchObject({
      actor: { purpose: 'CustomerCare' },
      operationName: 'Names',
      operationHash: id,
    });
    expect(bank.audit.records[0]).toMatchObject({ purpose: 'CustomerCare', operationHash: id });
  });

  it('is not found under another client, under no id, or with a letter more', async () => {
    await using bank = await startBank({ findOperation });
    for (const [sha256Hash, claims] of [
      [id, { client_id: 'another-client' }],
      [`${id}a`, {}],
      [undefined, {}],
      [7, {}],
      [null, {}],
    ] as const) {
      const answer = await send(bank, byId(sha256Hash), claims);
      expect([answer.status, codeOf(answer.body)]).toEqual([404, 'PERSISTED_OPERATION_NOT_FOUND']);
    }
    expect(bank.coreBanking.contexts).toEqual([]);
    expect(bank.audit.records).toHaveLength(5);
  });

  it('is refused for another purpose than its own, by header or token, and to roles that may not work for it', async () => {
    await using bank = await startBank({ findOperation });
    const both = { roles: ['frontline-agent', 'aml-investigator'] };
    for (const answer of [
      await send(bank, byId(id), both, { 'x-purpose': 'CounterMoneyLaundering' }),
      await send(bank, byId(id), { ...both, purpose: 'CounterMoneyLaundering' }),
      await send(bank, byId(id), { roles: ['aml-investigator'] }),
    ]) {
      expect([answer.status, codeOf(answer.body)]).toEqual([403, 'PURPOSE_NOT_ALLOWED']);
    }
    expect((await send(bank, byId(id), both, { 'x-purpose': 'CustomerCare' })).status).toBe(200);
  });

  it('is refused beside a text, whether they agree or not', async () => {
    await using bank = await startBank({ findOperation });
    for (const query of [document, '{ customer(id: "C-1") { name } }']) {
      const answer = await send(bank, { ...byId(id), query });
      expect([answer.status, codeOf(answer.body)]).toEqual([400, 'BAD_USER_INPUT']);
    }
  });
});
