import { connect } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { startBank } from './gateway.fixture.js';

const refused = (message: string, code = 'BAD_USER_INPUT', requestId = 'r-1') => ({
  errors: [{ message, extensions: { code, requestId } }],
});

describe('limits of HTTP', () => {
  it('refuses what is not one operation in JSON of bearable size', async () => {
    await using bank = await startBank();
    const preflight = { 'apollo-require-preflight': '1' };
    const operation = JSON.stringify({ query: '{ __typename }' });
    const cases: [what: string, request: RequestInit & { path?: string }, status: number, message: string][] =
      [
        [
          'a body too large',
          { method: 'POST', body: JSON.stringify({ query: '#'.repeat(300_000) }) },
          413,
          'A body may have at most 262144 bytes.',
        ],
        [
          'another media type',
          { method: 'POST', body: operation, headers: { 'content-type': 'application/xml' } },
          415,
          'Send the operation as application/json in UTF-8, not compressed.',
        ],
        [
          'text with the preflight header',
          { method: 'POST', body: operation, headers: { 'content-type': 'text/plain', ...preflight } },
          415,
          'Send the operation as application/json in UTF-8, not compressed.',
        ],
        [
          'an unknown charset',
          { method: 'POST', body: operation, headers: { 'content-type': 'application/json; charset=utf-7' } },
          415,
          'Send the operation as application/json in UTF-8, not compressed.',
        ],
        [
          'a compressed body',
          { method: 'POST', body: operation, headers: { 'content-encoding': 'gzip' } },
          415,
          'Send the operation as application/json in UTF-8, not compressed.',
        ],
        [
          'a form of a foreign page',
          {
            method: 'POST',
            body: operation,
            headers: { 'content-type': 'application/x-www-form-urlencoded' },
          },
          400,
          'A web page of anybody could have sent this. Send application/json, or an apollo-require-preflight header.',
        ],
        [
          'text of a foreign page',
          { method: 'POST', body: operation, headers: { 'content-type': 'text/plain;charset=UTF-8' } },
          400,
          'A web page of anybody could have sent this. Send application/json, or an apollo-require-preflight header.',
        ],
        [
          'a GET of a foreign page',
          { path: '/graphql?query={__typename}' },
          400,
          'A web page of anybody could have sent this. Send an apollo-require-preflight header.',
        ],
        [
          'a mutation by GET',
          { path: '/graphql?query=mutation{pay}', headers: preflight },
          405,
          'GET is for queries only. Send it by POST.',
        ],
        [
          'another method',
          { method: 'PUT', body: operation },
          405,
          'Send operations by POST, or queries by GET.',
        ],
        ['broken JSON', { method: 'POST', body: '{"query":' }, 400, 'The body is not valid JSON.'],
        [
          'keys of a prototype',
          { method: 'POST', body: '{"query":"{__typename}","variables":{"__proto__":{"x":1}}}' },
          400,
          'The body is not valid JSON.',
        ],
        ['a batch', { method: 'POST', body: `[${operation}]` }, 400, 'Operation batching disabled.'],
        [
          'no operation',
          { method: 'POST', body: '{}' },
          400,
          'POST body missing, invalid Content-Type, or JSON object has no keys.',
        ],
        ['another path', { path: '/admin' }, 404, 'There is nothing here. Operations go to /graphql.'],
      ];
    for (const [what, request, status, message] of cases) {
      const answer = await bank.send(request);
      expect({ what, status: answer.status, body: answer.body }).toEqual({
        what,
        status,
        body: refused(message),
      });
      expect(answer.headers.get('x-request-id')).toBe('r-1');
    }
    const queryByGet = await bank.send({ path: '/graphql?query={__typename}', headers: preflight });
    expect({ status: queryByGet.status, body: queryByGet.body }).toEqual({
      status: 200,
      body: { data: { __typename: 'Query' } },
    });
    expect(bank.coreBanking.contexts).toEqual([]);
  });

  it('puts refusals of known actors on record, too', async () => {
    await using bank = await startBank();
    await bank.send({ method: 'POST', body: JSON.stringify({ query: '#'.repeat(300_000) }) });
    await bank.send({ path: '/graphql?query={__typename}' });
    await bank.ask('{ nonsense }');
    expect(bank.audit.records.map(({ actor, subject, outcome }) => [actor.id, subject, outcome])).toEqual(
      Array(3).fill(['S-frontline-agent-1', null, 'refused']),
    );
  });

  it('answers trivial attacks fast and shortly', async () => {
    await using bank = await startBank();
    await bank.ask('{ __typename }');
    const doubling = Array.from(
      { length: 24 },
      (_, level) =>
        `fragment F${level} on Query { ${level === 23 ? '__typename' : `...F${level + 1} ...F${level + 1}`} }`,
    ).join(' ');
    const documents = {
      'nested braces': '{a'.repeat(20_000),
      'closed braces': `${'{a'.repeat(800)}${'}'.repeat(800)}`,
      aliases: `{${Array.from({ length: 5_000 }, (_, n) => ` a${n}:__typename`).join('')}}`,
      directives: `{ __typename ${'@skip(if:false) '.repeat(400)} }`,
      'unknown directives': `{ __typename ${'@x'.repeat(1_000)} }`,
      'doubling fragments': `query { ...F0 } ${doubling}`,
      'circular fragments': 'query { ...A } fragment A on Query { ...B } fragment B on Query { ...A }',
      'a long name': `{ ${'a'.repeat(200_000)} }`,
    };
    for (const [what, query] of Object.entries(documents)) {
      const started = performance.now();
      const answer = await bank.ask(query);
      const milliseconds = performance.now() - started;
      expect({
        what,
        status: answer.status,
        short: answer.text.length < 1_024,
        fast: milliseconds < 1_000,
      }).toEqual({
        what,
        status: 400,
        short: true,
        fast: true,
      });
      const { errors } = answer.body as { errors: { extensions: unknown }[] };
      for (const { extensions } of errors) {
        expect(extensions).toEqual({
          code: expect.stringMatching(/^BAD_USER_INPUT$|^OPERATION_TOO_COMPLEX$/),
          requestId: 'r-1',
        });
      }
    }
  });

  it('answers what is not HTTP in JSON, too', async () => {
    await using bank = await startBank();
    const { port, hostname } = new URL(bank.gateway.url);
    const raw = (text: string) =>
      new Promise<string>((resolve) => {
        let answer = '';
        const socket = connect(Number(port), hostname, () => socket.write(text));
        socket.on('data', (bytes) => {
          answer += bytes;
        });
        socket.on('close', () => resolve(answer));
      });
    expect(await raw('nonsense\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 400 Bad Request\r\n[\s\S]*\{"errors":\[\{"message":"This is not an HTTP request\.","extensions":\{"code":"BAD_USER_INPUT","requestId":"[0-9a-f-]{36}"\}\}\]\}$/,
    );
    expect(await raw(`GET / HTTP/1.1\r\nhost: x\r\nx-a: ${'a'.repeat(20_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 431 [\s\S]*The headers are too large\./,
    );
    expect(await raw('GET /graphql?query=%7B HTTP/1.1\r\nhost: [\r\nconnection: close\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 401 /,
    );
  });

  it('takes over a plain request id, and makes its own where it is none', async () => {
    await using bank = await startBank();
    const idOf = async (id: string) =>
      (await bank.send({ path: '/healthz', headers: { 'x-request-id': id } })).headers.get('x-request-id');
    expect(await idOf('order-7.a_B')).toBe('order-7.a_B');
    for (const id of ['', 'a b', '<script>', 'a'.repeat(65), '"', 'ü']) {
      expect(await idOf(id)).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
    }
  });
});
