import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { pairwiseIdsOf } from '@bankgraph/gateway';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { consentOwner } from './testing/consent-owner.js';
import { everythingQuery } from './testing/everything-query.js';
import { type Bank, startBank } from './testing/start-bank.js';

const runFile = promisify(execFile);

let bank: Bank;

beforeAll(async () => {
  bank = await startBank({ pairwiseIds: true });
}, 60_000);
afterAll(async () => {
  await bank?.[Symbol.asyncDispose]();
});

const idsOf = (clientId: string) => pairwiseIdsOf(Buffer.from(bank.contextSecret, 'hex'))(clientId);
const partner = (clientId = 'P-moneywise') => bank.as('partner', 'ServiceProvision', { clientId });

const accounts = `query ($id: ID!, $after: String) { customer(id: $id) { id accounts(first: 1, after: $after) {
  totalCount nodes { id } edges { cursor node { id } } pageInfo { endCursor }
} } }`;

describe('a partner', () => {
  it('knows a customer by an id of its own, and finds all that the consent covers by it', async () => {
    const id = idsOf('P-moneywise').hide('C-1001');
    const { data, errors } = await partner().query(accounts, { id });
    expect(errors).toBeUndefined();
    expect(data.customer.id).toBe(id);
    expect(data.customer.accounts.totalCount).toBe(2);
    const [first] = data.customer.accounts.nodes;
    expect(idsOf('P-moneywise').find(first.id)).toBe('A-1001-1');
    // The cursor of one page leads to the next.
    const after = data.customer.accounts.pageInfo.endCursor;
    const next = await partner().query(accounts, { id, after });
    expect(idsOf('P-moneywise').find(next.data.customer.accounts.nodes[0].id)).toBe('A-1001-2');
    // In the text as in variables.
    const inText = await partner().query(
      `{ customer(id: "${id}") { ...C } } fragment C on Customer { own: id }`,
    );
    expect(inText.data.customer).toEqual({ own: id });
    const byDefault = await partner().query(`query ($id: ID = "${id}") { customer(id: $id) { id } }`);
    expect(byDefault.data.customer).toEqual({ id });
  });

  it('is told of nobody by a plain number, another partner’s id or a changed one, all alike', async () => {
    const known = idsOf('P-moneywise').hide('C-1001');
    const ids = [
      'C-1001',
      'C-9999',
      idsOf('P-brightloans').hide('C-1001'),
      `${known.slice(0, -4)}AAAA`,
      idsOf('P-moneywise').hide('C-9999'),
      'px-unknown',
    ];
    const answers = await Promise.all(ids.map((id) => partner().query(accounts, { id })));
    for (const answer of answers) {
      expect([answer.status, answer.text]).toEqual([200, '{"data":{"customer":null}}']);
    }
    for (const text of [
      '{ customer(id: "C-1001") { id } }',
      'query ($id: ID = "C-1001") { customer(id: $id) { id } }',
    ]) {
      expect((await partner().query(text)).data).toEqual({ customer: null });
    }
    const plainCursor = Buffer.from('A-1001-1').toString('base64url');
    const asked = await partner().query(accounts, { id: known, after: plainCursor });
    expect(asked.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  it('shares no id with another partner, and sees the customer’s number nowhere in all that there is', async () => {
    const owner = consentOwner(bank);
    try {
      // The same permissions for both, so that both see the same.
      const all = [
        'ReadAccountsDetail',
        'ReadBalances',
        'ReadTransactionsDetail',
        'ReadTransactionsCredits',
      ].concat(
        ['ReadTransactionsDebits', 'ReadPartyPSU', 'ReadBeneficiariesDetail', 'ReadStandingOrdersDetail'],
        ['ReadDirectDebits', 'ReadStatementsBasic', 'ReadProducts'],
      );
      await owner('consent.consent').where({ id: 'CON-1001-2' }).update({ permissions: all });
      const answer = await partner().query(everythingQuery(), { id: idsOf('P-moneywise').hide('C-1001') });
      expect(answer.data.customer.accounts.nodes).toHaveLength(2);
      expect(answer.data.customer.accounts.nodes[0].transactions.nodes.length).toBeGreaterThan(10);
      expect(answer.data.customer.party.partyNumber).toMatch(/^px-/);
      expect(answer.text.replaceAll(/px-[\w-]+/g, '')).not.toMatch(/C-\d{4}|-1001\b/);
      const mine = new Set(answer.text.match(/px-[\w-]+/g));
      expect(mine.size).toBeGreaterThan(30);
      await owner('consent.consent').where({ id: 'CON-1001-2' }).update({ grantee: 'P-brightloans' });
      const theirs = await partner('P-brightloans').query(everythingQuery(), {
        id: idsOf('P-brightloans').hide('C-1001'),
      });
      expect(theirs.data.customer.accounts.nodes).toHaveLength(2);
      const shared = (theirs.text.match(/px-[\w-]+/g) ?? []).filter((id) => mine.has(id));
      expect(shared).toEqual([]);
    } finally {
      await owner('consent.consent').where({ id: 'CON-1001-2' }).update({ grantee: 'P-moneywise' });
      await owner.destroy();
    }
  });

  it('stands in the record beside the customer’s own number', async () => {
    await partner().query(
      accounts,
      { id: idsOf('P-moneywise').hide('C-1001') },
      { 'x-request-id': 'px-record' },
    );
    const records = (await bank.audit.recent(20)).filter(({ requestId }) => requestId === 'px-record');
    expect(records.map(({ subject, outcome }) => [subject, outcome])).toEqual([['C-1001', 'answered']]);
  });
});

describe("the example of a partner's program", () => {
  const run = (customer: string, ...more: string[]) =>
    runFile(process.execPath, [
      fileURLToPath(new URL('../../examples/partner/dist/main.js', import.meta.url)),
      ...['--url', bank.url, '--issuer', bank.sandbox.issuer.url, '--customer', customer, ...more],
    ]).then(
      ({ stdout }) => stdout,
      ({ stdout, stderr }: { stdout: string; stderr: string }) => `${stdout}${stderr}`,
    );

  it('prints the balances that the consent covers, by the id that the command prints', async () => {
    const { stdout } = await runFile(
      process.execPath,
      [
        fileURLToPath(new URL('../bin/bankgraph.js', import.meta.url)),
        'pairwise-id',
        'C-1001',
        '--client',
        'P-moneywise',
      ],
      { env: { ...process.env, CONTEXT_SECRET: bank.contextSecret } },
    );
    const id = stdout.trim();
    expect(id).toBe(idsOf('P-moneywise').hide('C-1001'));
    const printed = await run(id);
    expect(printed.split('\n').filter((line) => !line.startsWith(' '))).toHaveLength(3);
    expect(printed).toMatch(/^ {2}CLBD {2}\d+\.\d\d GBP$/m);
  });

  it('is shown nothing without a consent, by a plain number, or by an operation that is not its own', async () => {
    const none = 'No consent of this customer to this partner is in force.\n';
    expect(await run(idsOf('P-moneywise').hide('C-1003'))).toBe(none);
    expect(await run('C-1001')).toBe(none);
    const rival = await run(idsOf('P-brightloans').hide('C-1001'), '--client', 'P-brightloans');
    expect(rival).toMatch(/^PERSISTED_OPERATION_NOT_FOUND: /);
  });
});

describe('everybody else', () => {
  it('sees the bank’s own ids', async () => {
    const customer = await bank
      .as('customer', undefined, { customer: 'C-1001' })
      .query(accounts, { id: 'C-1001' });
    expect(customer.data.customer.accounts.nodes).toEqual([{ id: 'A-1001-1' }]);
    const hidden = await bank
      .as('customer', undefined, { customer: 'C-1001' })
      .query(accounts, { id: idsOf('mobile-app').hide('C-1001') });
    expect(hidden.data).toEqual({ customer: null });
  });
});
