import { errorCatalogue } from '@bankgraph/errors';
import { describe, expect, it } from '@jest/globals';
import { compose, startBank, supergraphSdl } from './gateway.fixture.js';
import { coreBankingSdl, kycSdl } from './subgraphs.fixture.js';

const invalid = (message: string) => ({
  errors: [{ message, extensions: { code: 'BAD_USER_INPUT', requestId: 'r-1' } }],
});

describe('the schema', () => {
  it('is told to nobody in production', async () => {
    await using bank = await startBank();
    for (const query of ['{ __schema { types { name } } }', '{ __type(name: "Kyc") { name } }']) {
      const answer = await bank.ask(query);
      expect({ status: answer.status, body: answer.body }).toEqual({
        status: 400,
        body: invalid('Introspection is not offered.'),
      });
    }
    const misspelt = await bank.ask('{ custome { id } }');
    expect(misspelt.body).toEqual({
      errors: [
        {
          message: 'Cannot query field "custome" on type "Query".',
          locations: [{ line: 1, column: 3 }],
          extensions: { code: 'BAD_USER_INPUT', requestId: 'r-1' },
        },
      ],
    });
    expect((await bank.ask('query ($id: ID!) { customer(id: $id) { name } }')).body).toEqual({
      errors: [
        {
          message: 'Variable "$id" of required type "ID!" was not provided.',
          locations: [{ line: 1, column: 8 }],
          extensions: { code: 'BAD_USER_INPUT', requestId: 'r-1' },
        },
      ],
    });
    expect((await bank.send({ path: '/graphiql' })).status).toBe(404);
    for (const accept of ['text/html', 'text/html, */*']) {
      const page = await bank.send({ headers: { accept, 'apollo-require-preflight': '1' } });
      expect({ status: page.status, body: page.body }).toMatchObject({
        status: expect.any(Number),
        body: { errors: [{ extensions: { code: 'BAD_USER_INPUT', requestId: 'r-1' } }] },
      });
    }
  });

  it('shows no query plan to whoever sends the header for it', async () => {
    await using bank = await startBank();
    const answer = await bank.ask('{ customer(id: "C-1001") { name } }', {
      headers: { 'apollo-query-plan-experimental': '1' },
    });
    expect(answer.body).toEqual({ data: { customer: { name: 'Ada' } } });
  });

  it('can be explored under dev, in a page that loads nothing from elsewhere', async () => {
    await using bank = await startBank({ dev: true });
    expect((await bank.ask('{ __type(name: "Kyc") { name } }')).body).toEqual({
      data: { __type: { name: 'Kyc' } },
      extensions: { cost: { estimated: 0, max: null } },
    });
    const page = await bank.send({ path: '/graphiql' });
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'/);
    expect(page.headers.get('content-security-policy')).not.toMatch(/https?:/);
    const loaded = [...page.text.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path);
    expect(loaded).toHaveLength(6);
    for (const path of loaded) {
      const asset = await bank.send({ path: String(path) });
      expect({ path, status: asset.status, empty: asset.text.length < 100 }).toEqual({
        path,
        status: 200,
        empty: false,
      });
    }
  });
});

describe('reload', () => {
  const withoutBroken = compose({
    'core-banking': coreBankingSdl.replace('broken: String', ''),
    kyc: kycSdl,
  });

  it('keeps serving the old supergraph when the new one is broken', async () => {
    await using bank = await startBank();
    for (const broken of [
      '',
      'type Query {',
      'type Query { customer: String }',
      supergraphSdl.replace('join__implements', 'join__nonsense').replaceAll('@join__graph', '@join__other'),
      compose({ 'core-banking': coreBankingSdl, kyc: kycSdl, unknown: 'type Query { x: Int }' }),
    ]) {
      await expect(bank.gateway.reload(broken)).rejects.toThrow();
      expect((await bank.ask('{ customer(id: "C-1001") { name kyc { status } } }')).body).toEqual({
        data: { customer: { name: 'Ada', kyc: { status: 'VERIFIED' } } },
      });
    }
    expect((await bank.send({ path: '/readyz' })).status).toBe(200);
    expect((await bank.ask('{ broken }')).status).toBe(200);
    await bank.gateway.reload(withoutBroken);
    expect((await bank.ask('{ broken }')).status).toBe(400);
    expect((await bank.ask('{ customer(id: "nobody") { name } }')).body).toEqual({
      data: { customer: null },
    });
  });

  it('fails nobody who asks meanwhile, and has planned what they ask before it takes over', async () => {
    await using bank = await startBank({ deadlineMs: 30_000, subgraphDeadlineMs: 20_000 });
    const graphs = [withoutBroken, supergraphSdl, withoutBroken];
    let reloading = true;
    const ask = async () => {
      const answers: unknown[] = [];
      // On a slow machine the reloads may be over before the first answer is there.
      while (reloading || answers.length < 2)
        answers.push((await bank.ask('{ customer(id: "C-1001") { name kyc { status } } }')).body);
      return answers;
    };
    const asking = Promise.all(Array.from({ length: 8 }, ask));
    for (const graph of graphs) await bank.gateway.reload(graph);
    reloading = false;
    const answers = (await asking).flat();
    expect(answers.length).toBeGreaterThanOrEqual(16);
    for (const answer of answers) {
      expect(answer).toEqual({ data: { customer: { name: 'Ada', kyc: { status: 'VERIFIED' } } } });
    }
  });

  it('lets operations in flight finish on the supergraph they were asked of', async () => {
    await using bank = await startBank();
    bank.coreBanking.misbehave = async (reply) => {
      await new Promise((resolve) => setTimeout(resolve, 200));
      return reply.send({ data: { customer: { __typename: 'Customer', id: 'C-1001', name: 'Ada' } } });
    };
    const withoutKycField = kycSdl.replace('kyc: Kyc', 'check: Kyc');
    const composed = compose({ 'core-banking': coreBankingSdl, kyc: withoutKycField });
    const asked = bank.ask('{ customer(id: "C-1001") { name kyc { status } } }');
    await new Promise((resolve) => setTimeout(resolve, 100));
    await bank.gateway.reload(composed);
    expect((await asked).body).toEqual({ data: { customer: { name: 'Ada', kyc: { status: 'VERIFIED' } } } });
    expect((await bank.ask('{ customer(id: "C-1001") { kyc { status } } }')).status).toBe(400);
  });
});

describe('start and stop', () => {
  it('does not start without a transport for each subgraph, with a short secret, or with deadlines that contradict', async () => {
    await expect(startBank({ subgraphs: {} })).rejects.toThrow(
      'The supergraph names a subgraph "core-banking" that the gateway was given no transport for.',
    );
    await expect(startBank({ contextSecret: Buffer.alloc(31) })).rejects.toThrow('at least 32 bytes');
    await expect(startBank({ deadlineMs: 100, subgraphDeadlineMs: 100 })).rejects.toThrow(
      'shorter than deadlineMs',
    );
  });

  it('is alive while it cannot answer, and says so', async () => {
    await using bank = await startBank();
    const states = async () => [
      (await bank.send({ path: '/healthz' })).body,
      (await bank.send({ path: '/readyz' })).body,
    ];
    expect(await states()).toEqual([
      { status: 'ok' },
      { status: 'ready', checks: { supergraph: true, audit: true, serving: true } },
    ]);
    bank.audit.failure = new Error('connection refused');
    expect(await states()).toEqual([
      { status: 'ok' },
      { status: 'not ready', checks: { supergraph: true, audit: false, serving: true } },
    ]);
  });

  it('drains: unready first, then what is in flight finishes, then it closes', async () => {
    await using bank = await startBank({ drainDelayMs: 150, subgraphDeadlineMs: 2_000 });
    bank.coreBanking.misbehave = async (reply) => {
      await new Promise((resolve) => setTimeout(resolve, 500));
      return reply.send({ data: { customer: { name: 'Ada' } } });
    };
    const asked = bank.ask('{ customer(id: "C-1001") { name } }');
    await new Promise((resolve) => setTimeout(resolve, 50));
    const closed = bank.gateway.close();
    const readiness = await bank.send({ path: '/readyz' });
    expect({ status: readiness.status, body: readiness.body }).toEqual({
      status: 503,
      body: { status: 'not ready', checks: { supergraph: true, audit: true, serving: false } },
    });
    const answer = await asked;
    expect({ status: answer.status, body: answer.body }).toEqual({
      status: 200,
      body: { data: { customer: { name: 'Ada' } } },
    });
    expect(bank.audit.records).toHaveLength(1);
    await closed;
    await expect(bank.send({ path: '/healthz' })).rejects.toThrow();
  });

  it('never says more than the catalogue about a fault of its own', async () => {
    await using bank = await startBank({
      tokenVerifier: () => Promise.reject(new Error('select * from secrets')),
    });
    const answer = await bank.ask('{ customer(id: "C-1001") { name } }');
    expect({ status: answer.status, body: answer.body }).toEqual({
      status: 500,
      body: {
        errors: [
          { message: errorCatalogue.INTERNAL.message, extensions: { code: 'INTERNAL', requestId: 'r-1' } },
        ],
      },
    });
    expect(bank.log.join('')).not.toMatch(/secrets/);
  });
});
