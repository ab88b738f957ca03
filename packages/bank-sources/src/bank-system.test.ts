import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';
import { errorCatalogue } from '@bankgraph/errors';
import { describe, expect, it } from '@jest/globals';
import { BankServer, type Handler, json } from './bank-server.fixture.js';
import { bankSystem } from './bank-system.js';
import type { BankSystemOptions, FinishedCall } from './bank-system-options.js';
import { LosslessNumber } from './exact-json.js';
import { UpstreamUnavailable } from './upstream-unavailable.js';

const SECRET = 'GB33BUKB20201555555555';

async function bank(handler: Handler, options: Partial<BankSystemOptions> = {}) {
  const server = await BankServer.start(handler);
  const calls: FinishedCall[] = [];
  const system = bankSystem({
    name: 'core-banking',
    baseUrl: `${server.url}/aisp`,
    readOnly: true,
    deadlineMs: 3000,
    onCall: (call) => calls.push(call),
    ...options,
  });
  return {
    server,
    system,
    calls,
    async [Symbol.asyncDispose]() {
      await system[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

/** The failure of a call, as the reader of a log and the reader of an answer would see it. */
async function failure(call: Promise<unknown>) {
  const error = await call.then(
    (value) => expect(value).toBe('a failure'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof UpstreamUnavailable)) throw error;
  return error;
}

describe('asking a bank system', () => {
  it('sends the fixed headers, those of the request and the query, and keeps every digit of the answer', async () => {
    await using it = await bank((_, response) => json(response, '{"Amount":12345678901234567.10,"Id":"a"}'), {
      headers: { 'x-tenant': 'default' },
      authorize: async ({ method, path, onBehalfOf }) => ({
        authorization: `${method} ${path} ${onBehalfOf}`,
      }),
    });

    const answer = await it.system.get('/accounts', {
      query: { page: 2, left: undefined, ids: ['a b', 'c&d'] },
      headers: { 'x-request': 'r-1' },
      onBehalfOf: 'C-1001',
    });

    expect(answer).toEqual({ Amount: new LosslessNumber('12345678901234567.10'), Id: 'a' });
    const path = '/aisp/accounts?page=2&ids=a+b&ids=c%26d';
    expect(it.server.requests).toEqual([
      {
        method: 'GET',
        url: path,
        headers: expect.objectContaining({
          accept: 'application/json',
          'x-tenant': 'default',
          'x-request': 'r-1',
          authorization: `GET ${path} C-1001`,
        }),
      },
    ]);
    expect(it.calls).toEqual([
      {
        system: 'core-banking',
        method: 'GET',
        outcome: 'answered',
        attempts: 1,
        durationMs: expect.any(Number),
      },
    ]);
  });

  it('keeps the connection for the next call, also after a 404', async () => {
    await using it = await bank((request, response) =>
      request.url?.endsWith('/gone') ? json(response, '{}', 404) : json(response, '[]'),
    );

    for (let i = 0; i < 10; i += 1) {
      expect(await it.system.get('/accounts')).toEqual([]);
      expect(await it.system.get('/gone', { absentOn404: true })).toBeNull();
    }

    // The pool may open a second one while the first is still being handed back.
    expect(it.server.connections).toBeLessThanOrEqual(2);
    expect(it.calls.slice(0, 3).map((call) => call.outcome)).toEqual(['answered', 'absent', 'answered']);
  });

  it('posts JSON with exact numbers, and does not repeat it when the connection breaks', async () => {
    let body = '';
    await using it = await bank(
      (request, response) => {
        request.on('data', (chunk) => {
          body += chunk;
        });
        request.on('end', () => response.destroy());
      },
      { readOnly: false },
    );

    const error = await failure(it.system.post('/match', { amount: new LosslessNumber('0.10'), name: 'x' }));

    expect([error.reason, body, it.server.requests.length]).toEqual([
      'reset',
      '{"amount":0.10,"name":"x"}',
      1,
    ]);
  });

  it('repeats a POST that is a query', async () => {
    await using it = await bank(
      (_, response) =>
        it.server.requests.length === 1 ? response.destroy() : json(response, '{"responses":{}}'),
      { readOnly: false },
    );

    expect(await it.system.post('/match', {}, { isRead: true })).toEqual({ responses: {} });
  });

  it('follows a redirect inside the system, and none that leads out of it', async () => {
    await using it = await bank((request, response) => {
      if (request.url === '/aisp/entities/Q1')
        response.writeHead(308, { location: '/aisp/entities/NK-1' }).end();
      else if (request.url === '/aisp/entities/Q2') response.writeHead(302, { location: '/admin' }).end();
      else json(response, '{"id":"NK-1"}');
    });

    expect(await it.system.get('/entities/Q1', { redirects: 1 })).toEqual({ id: 'NK-1' });
    const outside = await failure(it.system.get('/entities/Q2', { redirects: 1 }));
    const unasked = await failure(it.system.get('/entities/Q1'));

    expect([outside.reason, unasked.reason, unasked.upstreamStatus]).toEqual(['unexpected', 'status', 308]);
    expect(it.server.requests.map((request) => request.url)).not.toContain('/admin');
  });

  it('answers with null when the system has nothing to say (204)', async () => {
    await using it = await bank((_, response) => response.writeHead(204).end());
    expect(await it.system.get('/accounts')).toBeNull();
  });
});

describe('a bank system in trouble', () => {
  const faults: [string, Handler, string][] = [
    ['hangs before its headers', () => {}, 'timeout'],
    [
      'hangs in the middle of its body',
      (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).write('{"a":'),
      'timeout',
    ],
    [
      'drips its body slowly',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        const timer = setInterval(() => response.write(' '), 20);
        response.on('close', () => clearInterval(timer));
      },
      'timeout',
    ],
    [
      'hangs in the body of an error',
      (_, response) => response.writeHead(500, { 'content-type': 'application/json' }).write('{'),
      'timeout',
    ],
    [
      'is killed in the middle of a sized body',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': 100 });
        response.write(`{"iban":"${SECRET}"`, () => response.destroy());
      },
      'reset',
    ],
    [
      'is killed in the middle of a chunked body',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write(`{"iban":"${SECRET}"`, () => response.destroy());
      },
      'reset',
    ],
    ['speaks no HTTP', (_, response) => response.socket?.end(`HTTZ/1.1 ${SECRET}\r\n\r\n`), 'reset'],
    ['answers 500', (_, response) => json(response, `{"sql":"select '${SECRET}'"}`, 500), 'status'],
    ['answers 404 where none is expected', (_, response) => json(response, '{}', 404), 'status'],
    ['does not know us', (_, response) => json(response, `{"token":"${SECRET}"}`, 401), 'denied'],
    ['denies us', (_, response) => json(response, '{"Errors":[]}', 403), 'denied'],
    ['sends broken JSON', (_, response) => json(response, `{"iban":"${SECRET}",}`), 'bad-json'],
    ['sends no body', (_, response) => json(response, ''), 'bad-json'],
    ['nests its JSON absurdly', (_, response) => json(response, '['.repeat(200_000)), 'bad-json'],
    ['gives one key two values', (_, response) => json(response, '{"a":1,"a":2}'), 'bad-json'],
    [
      'sends bytes that are no text',
      (_, response) =>
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(Buffer.from([0x22, 0xff, 0xfe, 0x22])),
      'bad-json',
    ],
    ['sends too much', (_, response) => json(response, JSON.stringify('x'.repeat(500_000))), 'too-large'],
    [
      'announces too much',
      (_, response) =>
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1e9 }).write('{'),
      'too-large',
    ],
    [
      'sends too much in chunks',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        for (let i = 0; i < 500; i += 1) response.write(' '.repeat(1000));
        response.end('1');
      },
      'too-large',
    ],
    [
      'answers with a web page',
      (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(`<p>${SECRET}</p>`),
      'wrong-content-type',
    ],
    ['does not say what it sends', (_, response) => response.writeHead(200).end('{}'), 'wrong-content-type'],
    [
      'uses another charset',
      (_, response) =>
        response.writeHead(200, { 'content-type': 'application/json; charset=utf-16' }).end('{}'),
      'wrong-content-type',
    ],
  ];

  it.each(faults)(
    'that %s fails within the deadline, and the client learns nothing',
    async (_, handler, reason) => {
      await using it = await bank(handler, { maxBodyBytes: 250_000, deadlineMs: 800 });
      const started = performance.now();

      const error = await failure(it.system.get('/accounts', { query: { iban: SECRET } }));

      expect(error.reason).toBe(reason);
      expect(performance.now() - started).toBeLessThan(2500);
      // The text is the catalogue's, so it cannot hold anything of the system.
      expect(error.message).toBe(errorCatalogue.UPSTREAM_UNAVAILABLE.message);
      expect({ ...error }).toEqual({
        name: 'UpstreamUnavailable',
        code: 'UPSTREAM_UNAVAILABLE',
        system: 'core-banking',
        details: { system: 'core-banking' },
      });
      expect(inspect(error, { showHidden: true, depth: 4 })).not.toContain(SECRET);
    },
  );

  it('that does not listen is refused', async () => {
    const gone = await BankServer.start(() => {});
    const baseUrl = gone.url;
    await gone[Symbol.asyncDispose]();
    await using system = bankSystem({ name: 'aml', baseUrl, readOnly: true, deadlineMs: 1000 });

    expect((await failure(system.get('/decisions'))).reason).toBe('refused');
  });

  it('that hangs does not outlast a shorter deadline, nor a caller who withdraws', async () => {
    await using it = await bank(() => {}, { deadlineMs: 10_000 });
    const started = performance.now();

    const short = await failure(it.system.get('/accounts', { deadlineMs: 100 }));
    const withdrawn = await failure(it.system.get('/accounts', { signal: AbortSignal.timeout(100) }));
    const before = await failure(it.system.get('/accounts', { signal: AbortSignal.abort() }));

    expect([short.reason, withdrawn.reason, before.reason]).toEqual(['timeout', 'cancelled', 'cancelled']);
    expect(performance.now() - started).toBeLessThan(2000);
    expect(it.server.requests).toHaveLength(2);
  });

  it('whose credentials cannot be had fails without being asked', async () => {
    await using it = await bank((_, response) => json(response, '{}'), {
      authorize: () => {
        throw new Error('no signing key');
      },
    });

    expect((await failure(it.system.get('/accounts'))).reason).toBe('unexpected');
    expect(it.server.requests).toEqual([]);
  });

  it('whose credentials are waited for in vain does not keep the next call from its turn', async () => {
    let waiting = true;
    await using it = await bank((_, response) => json(response, '[]'), {
      authorize: () => (waiting ? new Promise<never>(() => {}) : { authorization: 'Bearer x' }),
      concurrency: 1,
      deadlineMs: 500,
    });

    expect((await failure(it.system.get('/accounts'))).reason).toBe('timeout');
    waiting = false;
    expect(await it.system.get('/accounts', { headers: { Authorization: 'Bearer y' } })).toEqual([]);
    expect(it.server.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer y']);
  });

  it('cannot change the objects we build with keys such as __proto__', async () => {
    await using it = await bank((_, response) =>
      json(response, '{"__proto__":{"admin":true},"constructor":"x"}'),
    );

    const answer = (await it.system.get('/accounts')) as Record<string, unknown>;

    expect(answer.admin).toBeUndefined();
    expect(Object.getPrototypeOf(answer)).toBe(Object.getPrototypeOf({ ...answer }));
    expect(Object.keys(answer)).toEqual(['__proto__', 'constructor']);
  });
});

describe('the circuit breaker', () => {
  it('opens after failures in a row, spares the system, and closes when it has recovered', async () => {
    let healthy = false;
    await using it = await bank(
      (_, response) => (healthy ? json(response, '[]') : json(response, '{}', 500)),
      {
        breaker: { failures: 3, restMs: 500 },
      },
    );

    for (let i = 0; i < 3; i += 1) expect((await failure(it.system.get('/accounts'))).reason).toBe('status');
    expect(it.system.state).toBe('open');
    const started = performance.now();
    expect((await failure(it.system.get('/accounts'))).reason).toBe('breaker-open');
    expect(performance.now() - started).toBeLessThan(300);
    expect(it.server.requests).toHaveLength(3);

    await sleep(600);
    expect((await failure(it.system.get('/accounts'))).reason).toBe('status');
    expect((await failure(it.system.get('/accounts'))).reason).toBe('breaker-open');
    expect(it.server.requests).toHaveLength(4);

    healthy = true;
    await sleep(600);
    expect(await Promise.all([1, 2, 3].map(() => it.system.get('/accounts')))).toEqual([[], [], []]);
    expect(it.system.state).toBe('closed');
  });

  it('does not open for answers that only say no', async () => {
    await using it = await bank((_, response) => json(response, '{}', 403), { breaker: { failures: 2 } });

    for (let i = 0; i < 5; i += 1) await failure(it.system.get('/accounts'));

    expect([it.system.state, it.server.requests.length]).toEqual(['closed', 5]);
  });

  it('stays open when the caller of its probe withdraws', async () => {
    let hang = false;
    await using it = await bank((_, response) => (hang ? undefined : json(response, '{}', 500)), {
      breaker: { failures: 1, restMs: 300 },
    });

    await failure(it.system.get('/accounts'));
    hang = true;
    await sleep(400);
    expect((await failure(it.system.get('/accounts', { signal: AbortSignal.timeout(100) }))).reason).toBe(
      'cancelled',
    );

    expect((await failure(it.system.get('/accounts'))).reason).toBe('breaker-open');
  });
});

describe('concurrency', () => {
  it('is bounded; some calls wait, those beyond the queue are turned away at once', async () => {
    await using it = await bank((_, response) => void setTimeout(() => json(response, '[]'), 50), {
      concurrency: 3,
      queue: 5,
      deadlineMs: 5000,
    });

    const calls = Array.from({ length: 12 }, () => it.system.get('/accounts'));
    const outcomes = await Promise.allSettled(calls);

    const reasons = outcomes.map((outcome) =>
      outcome.status === 'fulfilled' ? 'answered' : (outcome.reason as UpstreamUnavailable).reason,
    );
    expect(reasons).toEqual([...Array(8).fill('answered'), ...Array(4).fill('overloaded')]);
    expect([it.server.mostOpen, it.server.requests.length]).toEqual([3, 8]);
    expect(it.server.connections).toBeLessThanOrEqual(3);
  });

  it('counts waiting into the deadline, and does not send what nobody waits for any more', async () => {
    await using it = await bank(() => {}, { concurrency: 1, breaker: { failures: 2 } });

    const deadlines = [400, 150, 150];
    const outcomes = await Promise.all(
      deadlines.map((deadlineMs) => failure(it.system.get('/accounts', { deadlineMs }))),
    );
    await sleep(50);

    expect(outcomes.map((error) => error.reason)).toEqual(['timeout', 'timeout', 'timeout']);
    expect([it.server.requests.length, it.system.state]).toEqual([1, 'closed']);
  });
});

describe('retries', () => {
  it('repeat a read once when the connection breaks', async () => {
    await using it = await bank((_, response) =>
      it.server.requests.length === 1 ? response.destroy() : json(response, '[]'),
    );

    expect(await it.system.get('/accounts')).toEqual([]);
    expect(it.calls).toEqual([expect.objectContaining({ outcome: 'answered', attempts: 2 })]);
  });

  it('stay within their budget while a system flaps', async () => {
    await using it = await bank((_, response) => json(response, '{}', 503), {
      breaker: { failures: 1000 },
      retries: { ratio: 0.1, reserve: 2 },
      deadlineMs: 2000,
    });

    for (let i = 0; i < 40; i += 1) await failure(it.system.get('/accounts'));

    // 40 calls, 2 retries in reserve and 10 % of 40.
    expect(it.server.requests).toHaveLength(46);
  });

  it('are not made when the deadline leaves no time for them', async () => {
    await using it = await bank((_, response) => void setTimeout(() => response.destroy(), 190), {
      deadlineMs: 200,
    });

    await failure(it.system.get('/accounts'));

    expect(it.server.requests).toHaveLength(1);
  });
});
