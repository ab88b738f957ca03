import { createHash } from 'node:crypto';
import { BankgraphError, errorCatalogue } from '@bankgraph/errors';
import { describe, expect, it } from '@jest/globals';
import { startBank } from './gateway.fixture.js';

const query = 'query Overview { customer(id: "C-1001") { name accounts { balance } kyc { status } } }';

/** What all records of an agent's operations have in common. */
const agent = {
  actor: {
    id: 'S-frontline-agent-1',
    kind: 'staff',
    roles: ['frontline-agent'],
    clientId: 'branch-desktop',
    channel: null,
  },
  purpose: 'CustomerCare',
  requestId: 'r-1',
  operationHash: expect.stringMatching(/^[0-9a-f]{64}$/),
  policyVersion: 'policies-1',
  answer: { salt: expect.stringMatching(/^[0-9a-f]{32}$/), digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
};

const withheld = (code: 'AUDIT_UNAVAILABLE' | 'OVERLOADED') => ({
  errors: [{ message: errorCatalogue[code].message, extensions: { code, requestId: 'r-1' } }],
});

describe('the record', () => {
  it('has one entry for a customer, with what all subgraphs disclosed', async () => {
    await using bank = await startBank();
    await bank.ask(query);
    expect(bank.audit.records).toEqual([
      {
        ...agent,
        subject: 'C-1001',
        operationName: 'Overview',
        fields: [
          ['Account.balance', 'mask', 1],
          ['Customer.name', 'allow', 1],
          ['Kyc.status', 'deny', 1],
        ],
        outcome: 'answered',
      },
    ]);
  });

  it('has the digest of the very bytes that left, of a refusal too, each under a salt of its own', async () => {
    await using bank = await startBank();
    const answers = [
      await bank.ask(query),
      await bank.ask('{ customer(id: "C-1001") { name } }'),
      await bank.ask('{ nonsense }'),
    ];
    const digests = bank.audit.records.map(({ answer }) => answer);
    expect(new Set(digests.map((answer) => answer?.salt)).size).toBe(3);
    for (const [index, { text }] of answers.entries()) {
      const matching = digests.filter(
        (answer) =>
          answer !== null &&
          createHash('sha256').update(Buffer.from(answer.salt, 'hex')).update(text).digest('hex') ===
            answer.digest,
      );
      expect(matching).toEqual([digests[index]]);
    }
  });

  it('has an entry for each customer of a list', async () => {
    await using bank = await startBank();
    bank.coreBanking.misbehave = (reply) =>
      reply.send({
        data: { customers: [] },
        extensions: {
          disclosures: [
            { subject: null, field: 'Query.customers', decision: 'allow', count: 1 },
            { subject: 'C-1002', field: 'Customer.name', decision: 'allow', count: 2 },
            { subject: 'C-1001', field: 'Customer.name', decision: 'deny', count: 1 },
          ],
        },
      });
    await bank.ask('{ customers { name } }');
    expect(bank.audit.records.map(({ subject, fields }) => [subject, fields])).toEqual([
      [null, [['Query.customers', 'allow', 1]]],
      ['C-1001', [['Customer.name', 'deny', 1]]],
      ['C-1002', [['Customer.name', 'allow', 2]]],
    ]);
  });

  it('has an entry without a subject for what concerns nobody, or was refused', async () => {
    await using bank = await startBank({ dev: true });
    await bank.ask('{ __typename }');
    await bank.ask('{ __schema { types { name } } }');
    await bank.ask('{ nonsense }');
    await bank.ask('query ($id: ID!) { customer(id: $id) { name } }');
    await bank.ask('{');
    const nobody = { ...agent, subject: null, operationName: null, fields: [] };
    expect(bank.audit.records).toEqual([
      { ...nobody, outcome: 'answered' },
      { ...nobody, outcome: 'answered' },
      { ...nobody, outcome: 'refused', errorCode: 'BAD_USER_INPUT' },
      { ...nobody, outcome: 'refused', errorCode: 'BAD_USER_INPUT' },
      { ...nobody, outcome: 'refused', errorCode: 'BAD_USER_INPUT' },
    ]);
  });

  it('keeps the name of an operation within bounds', async () => {
    await using bank = await startBank();
    const answer = await bank.ask(`query ${'n'.repeat(50_000)} { customer(id: "C-1001") { name } }`);
    expect(answer.body).toEqual({ data: { customer: { name: 'Ada' } } });
    expect(bank.audit.records.map(({ operationName }) => operationName?.length)).toEqual([128]);
  });

  it('must be durable, or no byte of the answer leaves', async () => {
    await using bank = await startBank();
    bank.audit.failure = new Error('insert into audit.record: disk full');
    const answer = await bank.ask(query);
    expect({ status: answer.status, body: answer.body }).toEqual({
      status: 503,
      body: withheld('AUDIT_UNAVAILABLE'),
    });
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(answer.text + bank.log.join('')).not.toMatch(/Ada|disk full/);
    bank.audit.failure = null;
    expect((await bank.ask(query)).status).toBe(200);
  });

  it('withholds refusals, too, when they cannot be recorded', async () => {
    await using bank = await startBank();
    bank.audit.failure = new Error('gone');
    for (const answer of [
      await bank.ask('{ nonsense }'),
      await bank.ask(query, { headers: { 'x-purpose': 'Marketing' } }),
      await bank.send({ method: 'POST', body: '{' }),
    ]) {
      expect({ status: answer.status, body: answer.body }).toEqual({
        status: 503,
        body: withheld('AUDIT_UNAVAILABLE'),
      });
    }
  });

  it('withholds the answer when the store does not say in time that it is durable', async () => {
    await using bank = await startBank({ auditDeadlineMs: 100 });
    bank.audit.hanging = true;
    const answer = await bank.ask(query);
    expect({ status: answer.status, body: answer.body }).toEqual({
      status: 503,
      body: withheld('AUDIT_UNAVAILABLE'),
    });
  });

  it('turns requests away when too many wait for it', async () => {
    await using bank = await startBank();
    bank.audit.failure = new BankgraphError('OVERLOADED');
    const answer = await bank.ask(query);
    expect({ status: answer.status, body: answer.body }).toEqual({
      status: 503,
      body: withheld('OVERLOADED'),
    });
    expect(answer.headers.get('retry-after')).toBe('1');
  });

  it('is kept of what was read although the client accepts no form of answer that there is', async () => {
    await using bank = await startBank();
    const answer = await bank.ask(query, { headers: { accept: 'image/png' } });
    expect(answer.status).toBe(406);
    expect(answer.body).toEqual({
      errors: [{ message: expect.any(String), extensions: { code: 'BAD_USER_INPUT', requestId: 'r-1' } }],
    });
    expect(bank.audit.records).toMatchObject([{ subject: 'C-1001', outcome: 'refused' }]);
  });
});
