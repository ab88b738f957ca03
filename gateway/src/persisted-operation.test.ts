import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { startBank, type TestBank } from './gateway.fixture.js';
import type { GatewayOptions } from './gateway-options.js';
import type { OperationUse } from './operation-use.js';

const document = 'query Names($id: ID!) { customer(id: $id) { name } }';
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
const id = hashOf(document);

const theirs = 'query Theirs($id: ID!) { customer(id: $id) { id } }';

/** The branch's one operation, for customer care, and one of another client's. */
const findOperation: GatewayOptions['findOperation'] = (clientId, asked) => {
  if (clientId === 'branch-desktop' && asked === id)
    return { name: 'Names', document, purpose: 'CustomerCare' };
  if (clientId === 'P-other' && asked === hashOf(theirs))
    return { name: 'Theirs', document: theirs, purpose: 'CustomerCare' };
  return undefined;
};

/** As in production: nobody may send a text. */
const safelist = { findOperation, adHocClasses: [] } as const;

async function send(
  bank: TestBank,
  body: unknown,
  claims: Record<string, unknown> = {},
  headers: Record<string, string> = {},
) {
  const authorization = await bank.issuer.bearer({ roles: ['frontline-agent'], ...claims });
  return bank.send({
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization, ...headers },
    body: JSON.stringify(Array.isArray(body) ? body : { variables: { id: 'C-1001' }, ...(body as object) }),
  });
}

/** By GET, as Apollo Client's persisted-query link sends it. */
async function get(
  bank: TestBank,
  parameters: Record<string, string>,
  headers: Record<string, string> = { 'apollo-require-preflight': 'true' },
) {
  const authorization = await bank.issuer.bearer({ roles: ['frontline-agent'] });
  return bank.send({
    path: `/graphql?${new URLSearchParams(parameters)}`,
    headers: { authorization, ...headers },
  });
}

const byId = (sha256Hash: unknown, version = 1) => ({
  extensions: { persistedQuery: { version, sha256Hash } },
});
const byIdInUrl = (sha256Hash: string) => ({
  extensions: JSON.stringify(byId(sha256Hash).extensions),
  variables: '{"id":"C-1001"}',
});
const codeOf = (body: unknown) =>
  (body as { errors?: { extensions: { code: string } }[] }).errors?.[0]?.extensions.code;
const outcome = ({ status, body }: { status: number; body: unknown }) => [status, codeOf(body)];

describe('a persisted operation', () => {
  it('declares its purpose: neither token nor header has to', async () => {
    await using bank = await startBank(safelist);
    const answer = await send(bank, byId(id));
    expect([answer.status, answer.body]).toEqual([200, { data: { customer: { name: 'Ada' } } }]);
    expect(bank.coreBanking.contexts[0]).toMatchObject({
      actor: { purpose: 'CustomerCare' },
      operationName: 'Names',
      operationHash: id,
    });
    expect(bank.audit.records[0]).toMatchObject({ purpose: 'CustomerCare', operationHash: id });
  });

  it('is refused for another purpose than its own, by header or token, and to roles that may not work for it', async () => {
    await using bank = await startBank(safelist);
    const both = { roles: ['frontline-agent', 'aml-investigator'] };
    for (const answer of [
      await send(bank, byId(id), both, { 'x-purpose': 'CounterMoneyLaundering' }),
      await send(bank, byId(id), { ...both, purpose: 'CounterMoneyLaundering' }),
      await send(bank, byId(id), { roles: ['aml-investigator'] }),
    ]) {
      expect(outcome(answer)).toEqual([403, 'PURPOSE_NOT_ALLOWED']);
    }
    expect((await send(bank, byId(id), both, { 'x-purpose': 'CustomerCare' })).status).toBe(200);
  });

  it('is told to whoever counts, with its fields and without a value; a refused one is not', async () => {
    const uses: OperationUse[] = [];
    await using bank = await startBank({ findOperation, noteUse: (use) => uses.push(use) });
    await send(bank, byId(id));
    await send(bank, {
      query: '{ a: customer(id: "C-1001") { name accounts { balance } name } __typename }',
    });
    await send(bank, byId(hashOf('{ x }')));
    await send(bank, { query: '{ nothing }' });
    expect(uses).toEqual([
      {
        clientId: 'branch-desktop',
        operation: { id, name: 'Names' },
        fields: ['Customer.name', 'Query.customer'],
      },
      {
        clientId: 'branch-desktop',
        operation: null,
        fields: ['Account.balance', 'Customer.accounts', 'Customer.name', 'Query.customer'],
      },
    ]);
  });
});

describe('a client of agreed operations only', () => {
  it.each([
    ['the id of another client’s operation', byId(hashOf(theirs)), 404, 'PERSISTED_OPERATION_NOT_FOUND'],
    ['a wrong hash', byId(hashOf('nothing')), 404, 'PERSISTED_OPERATION_NOT_FOUND'],
    ['the hash of altered spacing', byId(hashOf(`${document}\n`)), 404, 'PERSISTED_OPERATION_NOT_FOUND'],
    [
      'the hash of an added field',
      byId(hashOf(document.replace('name', 'name id'))),
      404,
      'PERSISTED_OPERATION_NOT_FOUND',
    ],
    ['a letter more', byId(`${id}a`), 404, 'PERSISTED_OPERATION_NOT_FOUND'],
    ['capital letters', byId(id.toUpperCase()), 404, 'PERSISTED_OPERATION_NOT_FOUND'],
    ['no hash', byId(undefined), 404, 'PERSISTED_OPERATION_NOT_FOUND'],
    ['a number as hash', byId(7), 404, 'PERSISTED_OPERATION_NOT_FOUND'],
    ['null as hash', byId(null), 404, 'PERSISTED_OPERATION_NOT_FOUND'],
    ['another version', byId(id, 2), 400, 'BAD_USER_INPUT'],
    ['no object', { extensions: { persistedQuery: id } }, 400, 'BAD_USER_INPUT'],
    ['id and the same text', { ...byId(id), query: document }, 400, 'BAD_USER_INPUT'],
    [
      'id and another text',
      { ...byId(id), query: '{ customer(id: "C-1") { name } }' },
      400,
      'BAD_USER_INPUT',
    ],
    ['text', { query: document }, 400, 'PERSISTED_OPERATION_REQUIRED'],
    ['text that does not even parse', { query: '{{{' }, 400, 'PERSISTED_OPERATION_REQUIRED'],
    ['introspection', { query: '{ __schema { types { name } } }' }, 400, 'PERSISTED_OPERATION_REQUIRED'],
    ['neither', {}, 400, 'PERSISTED_OPERATION_REQUIRED'],
    ['a batch', [{ query: document }, byId(id)], 400, 'PERSISTED_OPERATION_REQUIRED'],
    [
      'text under the name of an extension',
      { extensions: { query: document } },
      400,
      'PERSISTED_OPERATION_REQUIRED',
    ],
  ])('is refused %s, and it is on record', async (_, body, status, code) => {
    await using bank = await startBank(safelist);
    const answer = await send(bank, body);
    expect(outcome(answer)).toEqual([status, code]);
    expect(bank.coreBanking.contexts).toEqual([]);
    const { query, extensions } = body as { query?: string; extensions?: Record<string, never> };
    const asked = extensions === undefined ? query && hashOf(query) : undefined;
    expect(bank.audit.records).toMatchObject([
      {
        actor: { clientId: 'branch-desktop' },
        outcome: 'refused',
        errorCode: code,
        ...(asked === undefined ? {} : { operationHash: asked }),
      },
    ]);
  });

  it('goes by the class of the client that the token names, whatever headers say', async () => {
    await using bank = await startBank({
      ...safelist,
      clientClass: (client) => (client === 'branch-desktop' ? 'frontend' : 'partner'),
      adHocClasses: ['frontend'],
    });
    const query = { query: document };
    const headers = { 'x-purpose': 'CustomerCare' };
    expect((await send(bank, query, {}, headers)).status).toBe(200);
    const headersOfClients: Record<string, string>[] = [
      {},
      { 'apollographql-client-name': 'branch-desktop' },
      { 'x-bankgraph-client': 'branch-desktop' },
    ];
    for (const pretended of headersOfClients) {
      const refused = await send(bank, query, { client_id: 'P-other' }, { ...headers, ...pretended });
      expect(outcome(refused)).toEqual([400, 'PERSISTED_OPERATION_REQUIRED']);
    }
    // The operation of another client, which exists.
    expect(outcome(await send(bank, byId(id), { client_id: 'P-other' }))).toEqual([
      404,
      'PERSISTED_OPERATION_NOT_FOUND',
    ]);
    expect(outcome(await send(bank, byId(hashOf(theirs)), { client_id: 'P-other' }))[0]).toBe(200);
    expect(bank.audit.records.map(({ operationHash, errorCode }) => [operationHash, errorCode])).toEqual([
      [id, undefined],
      ...Array.from({ length: 3 }, () => [id, 'PERSISTED_OPERATION_REQUIRED']),
      [id, 'PERSISTED_OPERATION_NOT_FOUND'],
      [hashOf(theirs), undefined],
    ]);
  });

  it('is nobody that nobody knows: an operation id opens nothing without a token', async () => {
    await using bank = await startBank(safelist);
    const answer = await bank.send({
      method: 'POST',
      headers: { authorization: '' },
      body: JSON.stringify(byId(id)),
    });
    expect(outcome(answer)).toEqual([401, 'UNAUTHENTICATED']);
  });

  it('is held to the limits that hold for any operation', async () => {
    const large = `query Large { ${Array.from({ length: 2_000 }, (_, n) => `a${n}: __typename`).join(' ')} }`;
    await using bank = await startBank({
      ...safelist,
      findOperation: () => ({ name: 'Large', document: large, purpose: 'CustomerCare' }),
    });
    expect(outcome(await send(bank, byId(hashOf(large))))).toEqual([400, expect.any(String)]);
  });
});

describe('a persisted operation by GET', () => {
  it('is answered as by POST, and declares its purpose', async () => {
    await using bank = await startBank(safelist);
    const answer = await get(bank, { ...byIdInUrl(id), operationName: 'Names' });
    expect([answer.status, answer.body]).toEqual([200, { data: { customer: { name: 'Ada' } } }]);
    expect(bank.audit.records[0]).toMatchObject({ purpose: 'CustomerCare', operationHash: id });
  });

  it.each([
    ['text', { query: document }, 400, 'PERSISTED_OPERATION_REQUIRED'],
    ['nothing', {}, 400, 'PERSISTED_OPERATION_REQUIRED'],
    ['another client’s id', byIdInUrl(hashOf(theirs)), 404, 'PERSISTED_OPERATION_NOT_FOUND'],
    ['id and text', { ...byIdInUrl(id), query: document }, 400, 'BAD_USER_INPUT'],
    ['extensions that are not JSON', { extensions: '{' }, 400, 'BAD_USER_INPUT'],
    ['extensions that are no object', { extensions: '[1]' }, 400, 'PERSISTED_OPERATION_REQUIRED'],
  ] as const)('is refused with %s, and it is on record', async (_, parameters, status, code) => {
    await using bank = await startBank(safelist);
    expect(outcome(await get(bank, parameters))).toEqual([status, code]);
    expect(bank.audit.records).toMatchObject([{ outcome: 'refused', errorCode: code }]);
    expect(bank.coreBanking.contexts).toEqual([]);
  });

  it('is refused when it says its id twice, and from a page that anybody could have made', async () => {
    await using bank = await startBank(safelist);
    const { extensions } = byIdInUrl(id);
    const twice = await bank.send({
      path: `/graphql?${new URLSearchParams([
        ['extensions', extensions],
        ['extensions', extensions],
      ])}`,
      headers: { 'apollo-require-preflight': 'true' },
    });
    expect(outcome(twice)).toEqual([400, 'BAD_USER_INPUT']);
    const foreign = await get(bank, byIdInUrl(id), {});
    expect(outcome(foreign)).toEqual([400, 'BAD_USER_INPUT']);
    expect(bank.audit.records).toHaveLength(2);
    expect(bank.coreBanking.contexts).toEqual([]);
  });

  it('does not change anything: 405', async () => {
    const mutation = 'mutation Change { __typename }';
    await using bank = await startBank({
      ...safelist,
      findOperation: () => ({ name: 'Change', document: mutation, purpose: 'CustomerCare' }),
    });
    const answer = await get(bank, byIdInUrl(hashOf(mutation)));
    expect([...outcome(answer), answer.headers.get('allow')]).toEqual([405, 'BAD_USER_INPUT', 'POST']);
  });
});

describe('automatic persisted queries', () => {
  const automatic: Partial<GatewayOptions> = {
    findOperation,
    clientClass: () => 'channel',
    adHocClasses: ['channel'],
    automaticClasses: ['channel'],
  };
  const text = '{ customer(id: "C-1001") { name } }';
  const purpose = { 'x-purpose': 'CustomerCare' };

  it('registers a text under its hash, for the client that sent it alone', async () => {
    await using bank = await startBank(automatic);
    expect(outcome(await send(bank, byId(hashOf(text)), {}, purpose))).toEqual([
      404,
      'PERSISTED_OPERATION_NOT_FOUND',
    ]);
    expect((await send(bank, { ...byId(hashOf(text)), query: text }, {}, purpose)).status).toBe(200);
    const again = await get(
      bank,
      { extensions: JSON.stringify(byId(hashOf(text)).extensions) },
      { ...purpose, 'apollo-require-preflight': 'true' },
    );
    expect([again.status, again.body]).toEqual([200, { data: { customer: { name: 'Ada' } } }]);
    expect(outcome(await send(bank, byId(hashOf(text)), { client_id: 'web' }, purpose))).toEqual([
      404,
      'PERSISTED_OPERATION_NOT_FOUND',
    ]);
  });

  it('refuses a text under another hash than its own', async () => {
    await using bank = await startBank(automatic);
    for (const hash of [id, hashOf(`${text} `), 'abc']) {
      expect(outcome(await send(bank, { ...byId(hash), query: text }, {}, purpose))).toEqual([
        400,
        'BAD_USER_INPUT',
      ]);
    }
    expect(bank.coreBanking.contexts).toEqual([]);
    expect(bank.audit.records.map(({ errorCode }) => errorCode)).toEqual(Array(3).fill('BAD_USER_INPUT'));
  });

  it('cannot be had together with a list of agreed operations: the gateway does not start', async () => {
    await expect(
      startBank({ findOperation, adHocClasses: ['frontend'], automaticClasses: ['channel'] }),
    ).rejects.toThrow('may send agreed operations only');
  });
});
