import { type ErrorCode, errorCatalogue } from '@bankgraph/errors';
import { describe, expect, it } from '@jest/globals';
import { startBank } from './gateway.fixture.js';
import { httpSubgraphTransport } from './http-subgraph-transport.js';

const customer = '{ customer(id: "C-1001") { name kyc { status } } }';

const error = (code: ErrorCode, path: (string | number)[], details: Record<string, string> = {}) => ({
  message: errorCatalogue[code].message,
  path,
  extensions: { code, requestId: 'r-1', ...details },
});

/** What is left of the answer when kyc gives none. */
const withoutKyc = {
  errors: [error('UPSTREAM_UNAVAILABLE', ['customer', 'kyc'], { system: 'kyc' })],
  data: { customer: { name: 'Ada', kyc: null } },
};

describe('asking subgraphs', () => {
  it('joins what they answer', async () => {
    await using bank = await startBank();
    const answer = await bank.ask('{ customer(id: "C-1001") { name accounts { balance } kyc { status } } }');
    expect({ status: answer.status, body: answer.body }).toEqual({
      status: 200,
      body: {
        data: {
          customer: { name: 'Ada', accounts: [{ balance: '12.50' }], kyc: { status: 'VERIFIED' } },
        },
      },
    });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('serves the rest when one of them hangs, fails or talks nonsense', async () => {
    await using bank = await startBank();
    const misbehaviours: Record<string, typeof bank.kyc.misbehave> = {
      hanging: () => new Promise(() => {}),
      'no JSON': (reply) => reply.send('<html>select * from kyc.profile</html>'),
      'cut JSON': (reply) => reply.type('application/json').send('{"data":{"_entities":[{"kyc"'),
      'a list': (reply) => reply.send([]),
      null: (reply) => reply.type('application/json').send('null'),
      'nothing in it': (reply) => reply.send({}),
      'data of no shape': (reply) => reply.send({ data: 'VERIFIED' }),
      'too few entities': (reply) => reply.send({ data: { _entities: [] } }),
      'no entities': (reply) => reply.send({ data: { kyc: { status: 'VERIFIED' } } }),
      'broken disclosures': (reply) =>
        reply.send({ data: { _entities: [{ kyc: null }] }, extensions: { disclosures: [{ subject: 7 }] } }),
      'status 500': (reply) => reply.code(500).send({ message: 'select * from kyc.profile' }),
      'a refusal of our context': (reply) =>
        reply.code(401).send({ errors: [{ message: 'no', extensions: { code: 'UNAUTHENTICATED' } }] }),
      'a cut body': (reply) => {
        reply.raw.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
        reply.raw.write('{"data":');
        setTimeout(() => reply.raw.destroy(), 20);
        return reply.hijack();
      },
    };
    for (const [what, misbehaviour] of Object.entries(misbehaviours)) {
      bank.kyc.misbehave = misbehaviour;
      const started = performance.now();
      const answer = await bank.ask(customer);
      const milliseconds = performance.now() - started;
      expect({ what, status: answer.status, body: answer.body, inTime: milliseconds < 1_500 }).toEqual({
        what,
        status: 200,
        body: withoutKyc,
        inTime: true,
      });
    }
  });

  it('serves the rest when one of them is not there at all, and all of it when it is back', async () => {
    const gone = httpSubgraphTransport({ name: 'kyc', url: 'http://127.0.0.1:9/graphql', deadlineMs: 400 });
    let back = false;
    await using bank = await startBank({
      subgraphs: {
        'core-banking': {
          handle: async () => ({ data: { customer: { __typename: 'Customer', id: 'C-1001', name: 'Ada' } } }),
        },
        kyc: {
          handle: (request) =>
            back
              ? Promise.resolve({ data: { _entities: [{ kyc: { status: 'VERIFIED' } }] } })
              : gone.handle(request),
        },
      },
    });
    expect((await bank.ask(customer)).body).toEqual(withoutKyc);
    back = true;
    expect((await bank.ask(customer)).body).toEqual({
      data: { customer: { name: 'Ada', kyc: { status: 'VERIFIED' } } },
    });
    await gone.close();
  });

  it('names each place of a list that stays empty', async () => {
    await using bank = await startBank();
    bank.kyc.misbehave = (reply) => reply.code(503).send('');
    expect(
      (await bank.ask('{ all: customers { name check: kyc { status } documents @skip(if: true) { id } } }'))
        .body,
    ).toEqual({
      errors: [0, 1].map((index) =>
        error('UPSTREAM_UNAVAILABLE', ['all', index, 'check'], { system: 'kyc' }),
      ),
      data: {
        all: [
          { name: 'Name of C-1001', check: null },
          { name: 'Name of C-1002', check: null },
        ],
      },
    });
  });

  it('names the root fields of the first subgraph when it fails', async () => {
    await using bank = await startBank();
    bank.coreBanking.misbehave = (reply) => reply.code(503).send('');
    expect(
      (await bank.ask('{ customer(id: "C-1001") { name kyc { status } } customers { name } }')).body,
    ).toEqual({
      errors: [
        error('UPSTREAM_UNAVAILABLE', ['customer'], { system: 'core-banking' }),
        error('UPSTREAM_UNAVAILABLE', ['customers'], { system: 'core-banking' }),
      ],
      data: { customer: null, customers: null },
    });
  });

  it('keeps code, system and record of an error, and nothing else of it', async () => {
    await using bank = await startBank();
    const answer = await bank.ask(
      '{ broken customer(id: "C-1001") { kyc { status note } documents { id } } }',
    );
    expect(answer.body).toEqual({
      errors: [
        error('INTERNAL', ['broken']),
        error('UPSTREAM_INVALID', ['customer', 'documents'], {
          system: 'identity-verification',
          recordId: '22289',
        }),
        error('UPSTREAM_UNAVAILABLE', ['customer', 'kyc', 'note'], { system: 'screening' }),
      ],
      data: { broken: null, customer: { kyc: { status: 'VERIFIED', note: null }, documents: null } },
    });
    expect(answer.text + bank.log.join('')).not.toMatch(/select \*|password|10\.0\.0|yente|hunter2/);
  });

  it('drops data of which nobody says what it discloses, unless it is told that subgraphs may be foreign', async () => {
    const mute = { data: { _entities: [{ kyc: { status: 'VERIFIED' } }] } };
    const dropped = {
      errors: [error('UPSTREAM_INVALID', ['customer', 'kyc'], { system: 'kyc' })],
      data: { customer: { name: 'Ada', kyc: null } },
    };
    await using bank = await startBank({ disclosures: 'required' });
    expect((await bank.ask(customer)).body).toEqual({
      data: { customer: { name: 'Ada', kyc: { status: 'VERIFIED' } } },
    });
    for (const extensions of [undefined, {}, { disclosures: null }, 'none']) {
      bank.kyc.misbehave = (reply) => reply.send({ ...mute, extensions });
      expect((await bank.ask(customer)).body).toEqual(dropped);
    }
    expect(bank.audit.records.at(-1)).toMatchObject({ subject: 'C-1001', fields: expect.any(Array) });
    expect(JSON.stringify(bank.audit.records.at(-1))).not.toContain('Kyc');
    bank.kyc.misbehave = (reply) => reply.send({ ...mute, extensions: { disclosures: [] } });
    expect((await bank.ask(customer)).body).toEqual({
      data: { customer: { name: 'Ada', kyc: { status: 'VERIFIED' } } },
    });
    bank.kyc.misbehave = (reply) =>
      reply.send({ errors: [{ message: 'no', extensions: { code: 'CONSENT_REQUIRED' } }] });
    expect((await bank.ask(customer)).body).toMatchObject({
      errors: [{ path: ['customer', 'kyc'], extensions: { code: 'CONSENT_REQUIRED' } }],
    });

    await using foreign = await startBank({ disclosures: 'optional' });
    foreign.kyc.misbehave = (reply) => reply.send(mute);
    expect((await foreign.ask(customer)).body).toEqual({
      data: { customer: { name: 'Ada', kyc: { status: 'VERIFIED' } } },
    });
  });

  it('says when to ask again if a subgraph is at its limit, as the text of the error promises', async () => {
    await using bank = await startBank();
    const part = error('OVERLOADED', ['customer', 'kyc'], { system: 'kyc' });
    expect(part.message).toContain('Retry-After');
    for (const status of [200, 503]) {
      bank.kyc.misbehave = (reply) =>
        reply.code(status).send({ errors: [{ message: 'full', extensions: { code: 'OVERLOADED' } }] });
      const answer = await bank.ask(customer);
      expect([answer.status, answer.headers.get('retry-after'), answer.body]).toEqual([
        200,
        '1',
        { errors: [part], data: { customer: { name: 'Ada', kyc: null } } },
      ]);
    }
    bank.kyc.misbehave = (reply) =>
      reply.send({
        data: { _entities: [{ kyc: null }] },
        errors: [{ message: 'full', path: ['_entities', 0, 'kyc'], extensions: { code: 'OVERLOADED' } }],
      });
    expect((await bank.ask(customer)).headers.get('retry-after')).toBe('1');
    bank.kyc.misbehave = (reply) => reply.code(500).send({});
    expect((await bank.ask(customer)).headers.get('retry-after')).toBeNull();
  });

  it('drops what was not asked for and what has not the shape of the schema', async () => {
    await using bank = await startBank();
    bank.kyc.misbehave = (reply) =>
      reply
        .type('application/json')
        .send(
          '{"data":{"__proto__":{"polluted":1},"_entities":[{"__proto__":{"polluted":1},"name":"Eve","kyc":[{"status":"X"}],"documents":"D-2"}]}}',
        );
    const answer = await bank.ask('{ customer(id: "C-1001") { name kyc { status } documents { id } } }');
    expect(answer.body).toEqual({
      errors: [
        error('UPSTREAM_INVALID', ['customer', 'documents'], { system: 'kyc' }),
        error('UPSTREAM_INVALID', ['customer', 'kyc'], { system: 'kyc' }),
      ],
      data: { customer: { name: 'Ada', kyc: null, documents: null } },
    });
    expect(Object.prototype).not.toHaveProperty('polluted');
  });

  it('takes names of JavaScript for names like any other', async () => {
    await using bank = await startBank();
    const answer = await bank.ask(
      '{ __proto__: customer(id: "C-1001") { constructor: name toString: kyc { hasOwnProperty: status } } }',
    );
    expect(answer.text).toBe(
      '{"data":{"__proto__":{"constructor":"Ada","toString":{"hasOwnProperty":"VERIFIED"}}}}',
    );
  });

  it('tells of values that break the schema at their place', async () => {
    await using bank = await startBank();
    bank.kyc.misbehave = (reply) => reply.send({ data: { _entities: [{ kyc: { status: { secret: 1 } } }] } });
    expect((await bank.ask(customer)).body).toEqual({
      errors: [error('UPSTREAM_INVALID', ['customer', 'kyc', 'status'], { system: 'kyc' })],
      data: { customer: { name: 'Ada', kyc: { status: null } } },
    });
  });

  it('answers within the deadline of the request even when every subgraph hangs', async () => {
    await using bank = await startBank({ deadlineMs: 600, subgraphDeadlineMs: 500 });
    bank.coreBanking.misbehave = async (reply) => {
      await new Promise((resolve) => setTimeout(resolve, 350));
      return reply.send({ data: { customer: { __typename: 'Customer', id: 'C-1001', name: 'Ada' } } });
    };
    bank.kyc.misbehave = () => new Promise(() => {});
    const started = performance.now();
    expect((await bank.ask(customer)).body).toEqual(withoutKyc);
    expect(performance.now() - started).toBeLessThan(800);
  });

  it('stops asking when the client is gone, and records it all the same', async () => {
    await using bank = await startBank({ subgraphDeadlineMs: 2_900 });
    bank.kyc.misbehave = () => new Promise(() => {});
    const client = new AbortController();
    const asked = fetch(bank.gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: await bank.issuer.bearer() },
      body: JSON.stringify({ query: customer }),
      signal: client.signal,
    });
    await until(() => bank.kyc.contexts.length === 1);
    client.abort();
    await expect(asked).rejects.toThrow();
    await until(() => bank.kyc.closed.length === 1);
    expect(bank.kyc.closed).toEqual(['aborted']);
    await until(() => bank.audit.records.length === 1);
    expect(bank.audit.records[0]).toMatchObject({
      subject: 'C-1001',
      fields: [
        ['Account.balance', 'mask', 1],
        ['Customer.name', 'allow', 1],
      ],
    });
  });
});

async function until(condition: () => boolean): Promise<void> {
  for (let waited = 0; !condition(); waited += 10) {
    if (waited > 2_000) throw new Error('waited too long');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
