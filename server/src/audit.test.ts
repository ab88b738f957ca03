import { createHash } from 'node:crypto';
import { connect } from '@bankgraph/database';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { tailAudit } from './commands/audit-tail.js';
import { verifyAuditReport } from './commands/audit-verify.js';
import { type Bank, startBank, type Topology } from './testing/start-bank.js';

const query = 'query NameAndCases($id: ID!) { customer(id: $id) { name amlCases { totalCount } } }';

describe.each<Topology>(['in-process', 'http'])('the record of an answer, subgraphs %s', (topology) => {
  let bank: Bank;
  beforeAll(async () => {
    bank = await startBank({ topology });
  }, 60_000);
  afterAll(() => bank?.[Symbol.asyncDispose]());

  it('is there when the answer is: who, for whom, what for, and each field with its decision', async () => {
    const answer = await bank.as('frontline-agent', 'CustomerCare').query(query, { id: 'C-1001' });
    const [record, ...others] = await bank.audit.recent(2);
    expect(record).toMatchObject({
      actor: { id: 'S-frontline-agent-1', kind: 'staff', roles: ['frontline-agent'], clientId: 'staff-desk' },
      purpose: 'CustomerCare',
      subject: 'C-1001',
      requestId: answer.headers.get('x-request-id'),
      operationName: 'NameAndCases',
      operationHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      policyVersion: expect.stringMatching(/^[0-9a-f]{16}$/),
      outcome: 'answered',
    });
    expect(record?.fields).toEqual([
      ['Customer.amlCases', 'deny', 1],
      ['Customer.name', 'allow', 1],
      ['Query.customer', 'allow', 1],
    ]);
    expect(others.filter(({ requestId }) => requestId === record?.requestId)).toEqual([]);
    expect(JSON.stringify(record)).not.toContain('Alice');
  });

  it('has the digest of the body as the client got it', async () => {
    const { text } = await bank.as('frontline-agent', 'CustomerCare').query(query, { id: 'C-1001' });
    const digest = (await bank.audit.last())?.answer;
    const digestOf = (body: string) =>
      createHash('sha256')
        .update(Buffer.from(digest?.salt ?? '', 'hex'))
        .update(body)
        .digest('hex');
    expect(digest?.digest).toBe(digestOf(text));
    expect(digest?.digest).not.toBe(digestOf(`${text} `));
  });

  it('is one for each customer of an answer', async () => {
    const answer = await bank
      .as('mlro', 'CounterMoneyLaundering')
      .query('{ customers(search: "C-100", first: 5) { nodes { name } } }');
    const requestId = answer.headers.get('x-request-id');
    const records = (await bank.audit.recent(20)).filter((record) => record.requestId === requestId);
    const subjects = records.map(({ subject }) => subject).filter((subject) => subject !== null);
    expect(subjects.sort()).toEqual(['C-1001', 'C-1002', 'C-1003', 'C-1004', 'C-1005']);
  });

  it('is there for a refusal too: of one customer, and of a whole request', async () => {
    await bank.as('customer', undefined, { customer: 'C-1002' }).query(query, { id: 'C-1001' });
    expect(await bank.audit.last()).toMatchObject({
      subject: 'C-1001',
      actor: { id: 'C-1002' },
      fields: [['Query.customer', 'deny', 1]],
    });
    await bank.as('marketing', 'CounterMoneyLaundering').query(query, { id: 'C-1001' });
    expect(await bank.audit.last()).toMatchObject({
      subject: null,
      outcome: 'refused',
      errorCode: 'PURPOSE_NOT_ALLOWED',
      fields: [],
    });
  });

  it('without it no byte of an answer leaves; with the log back, answers leave again', async () => {
    const admin = connect(bank.postgres.adminUrl, { applicationName: 'test admin', poolMax: 1 });
    const asker = bank.as('mlro', 'CounterMoneyLaundering');
    try {
      await admin.raw('alter role audit_writer nologin');
      await admin.raw(
        `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'audit_writer'`,
      );
      const withheld = await asker.query(query, { id: 'C-1001' });
      expect([
        withheld.status,
        withheld.data,
        withheld.errors?.map(({ extensions }) => extensions.code),
      ]).toEqual([503, undefined, ['AUDIT_UNAVAILABLE']]);
      expect(withheld.text).not.toContain('Alice');
      expect((await fetch(new URL('/readyz', bank.url))).status).toBe(503);
      await admin.raw('alter role audit_writer login');
      const answers = await until(async () => {
        const answer = await asker.query(query, { id: 'C-1001' });
        return answer.status === 200 ? answer : undefined;
      });
      expect(answers.data.customer.name).toBe('Alice Morgan');
    } finally {
      await admin.raw('alter role audit_writer login');
      await admin.destroy();
    }
  });

  it('is found out when somebody changes it', async () => {
    const verify = (json = false) =>
      verifyAuditReport({ url: bank.connections.own.auditReader, json, onProgress: () => undefined });
    await bank.as('frontline-agent', 'CustomerCare').query(query, { id: 'C-1002' });
    const record = await bank.audit.last();
    await bank.as('frontline-agent', 'CustomerCare').query(query, { id: 'C-1001' });
    expect(await verify()).toEqual({
      failed: false,
      text: expect.stringMatching(
        /^\d+ records of \d writers: every chain is whole\.\nTree of 0 entries over them, \d+ not in it yet; 0 checkpoints, signatures NOT checked[\s\S]*\n\d writers without a close: running now, or killed\.$/,
      ),
    });

    const url = new URL(bank.postgres.adminUrl);
    url.pathname = '/bankgraph';
    const owner = connect(url.href, { applicationName: 'test owner', poolMax: 1 });
    try {
      await owner.raw('alter table audit.record disable trigger append_only');
      const put =
        "update audit.record set leaf = convert_to(replace(convert_from(leaf, 'UTF8'), ?, ?), 'UTF8') where id = ?";
      await owner.raw(put, ['"CustomerCare"', '"Marketing"', record?.id ?? '']);
      const { failed, text } = await verify();
      expect(failed).toBe(true);
      expect(text).toContain(`changed    record ${record?.sequence} of ${record?.writer}: `);
      expect(text).toContain(
        `column     record ${record?.sequence} of ${record?.writer}: The column purpose`,
      );
      expect(JSON.parse((await verify(true)).text)).toMatchObject({ faultCount: 2 });
      await owner.raw(put, ['"Marketing"', '"CustomerCare"', record?.id ?? '']);
      await owner.raw('alter table audit.record enable trigger append_only');
    } finally {
      await owner.destroy();
    }
    expect((await verify()).failed).toBe(false);
  });

  it('is there of whoever reads the log by command, before anything is read', async () => {
    const { auditReader: url, auditWriter } = bank.connections.own;
    const { auditKeys } = bank.connections;
    const read = async (writer: string) => {
      const records = [];
      for await (const record of tailAudit({ url, auditWriter: writer, auditKeys, follow: false }))
        records.push(record);
      return records;
    };
    expect((await read(auditWriter)).at(-1)).toMatchObject({
      actor: { id: expect.stringMatching(/^operator:./), roles: [], clientId: 'bankgraph' },
      subject: null,
      operationName: 'audit tail',
    });
    const nobody = new URL(auditWriter);
    nobody.password = 'wrong';
    await expect(read(nobody.href)).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
  });

  it('a customer sees who looked, but no investigator', async () => {
    const id = 'C-1011';
    const name = '{ customer(id: "C-1011") { name } }';
    await bank.as('frontline-agent', 'CustomerCare').query(name);
    await bank.as('aml-investigator', 'CounterMoneyLaundering').query(name);
    const history =
      '{ customer(id: "C-1011") { accessHistory { totalCount nodes { role purpose actor } } } }';
    const own = await bank.as('customer', undefined, { customer: id }).query(history);
    expect(own.data.customer.accessHistory).toEqual({
      totalCount: 1,
      nodes: [{ role: 'frontline-agent', purpose: 'CustomerCare', actor: null }],
    });
  });
});

async function until<T>(attempt: () => Promise<T | undefined>): Promise<T> {
  for (let n = 0; n < 50; n += 1) {
    const result = await attempt();
    if (result !== undefined) return result;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('It has not come back.');
}
