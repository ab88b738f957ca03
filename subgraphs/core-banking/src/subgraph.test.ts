import { fileURLToPath } from 'node:url';
import { noRelationships, type Relationships, readPolicies } from '@bankgraph/authorization';
import { type Actor, signRequestContext, subgraphKey } from '@bankgraph/identity';
import { openSubgraph, type Subgraph, type SubgraphAnswer } from '@bankgraph/subgraph-kit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { BankServer, type Books, credentials } from './bank.fixture.js';
import { type DirectoryDatabase, startDirectoryDatabase } from './bank-database.fixture.js';
import { coreBankingSubgraph, directorySource, fineractSource, openBankingSource } from './subgraph.js';

const iban = 'GB33BUKB20201555555555';
const account = (AccountId: string, more: object = {}) => ({
  AccountId,
  Status: 'Enabled',
  Currency: 'GBP',
  AccountTypeCode: 'CACC',
  Account: [
    { SchemeName: 'UK.OBIE.IBAN', Identification: iban, Name: 'Ada King' },
    { SchemeName: 'UK.OBIE.PAN', Identification: 'xxxxxxxxxxxx1111' },
  ],
  ...more,
});
const balance = (AccountId: string, Amount: string) => ({
  AccountId,
  CreditDebitIndicator: 'Credit',
  Type: 'ITAV',
  DateTime: '2026-06-30T00:00:00Z',
  Amount: { Amount, Currency: 'GBP' },
});
const entry = (AccountId: string, TransactionId: string, day: string) => ({
  AccountId,
  TransactionId,
  CreditDebitIndicator: 'Debit',
  Status: 'BOOK',
  BookingDateTime: `2026-06-${day}T10:00:00Z`,
  Amount: { Amount: '3.20', Currency: 'GBP' },
  MerchantDetails: { MerchantName: 'The Copper Kettle', MerchantCategoryCode: '5812' },
});

const joint = account('A-2', { Nickname: 'Household' });
const books: Record<string, Books> = {
  'C-1': {
    accounts: [account('A-1'), joint],
    balances: [balance('A-1', '1234.50'), balance('A-2', '20.00')],
    transactions: [
      entry('A-1', 'T-1', '01'),
      entry('A-1', 'T-2', '02'),
      entry('A-2', 'T-3', '03'),
      entry('A-1', 'T-4', '04'),
    ],
    products: [{ AccountId: 'A-1', ProductType: 'PersonalCurrentAccount', ProductName: 'Everyday' }],
    beneficiaries: [],
    'standing-orders': [],
    'direct-debits': [],
    statements: [],
    party: [{ PartyId: 'P-1', PartyType: 'Sole', FullLegalName: 'Augusta Ada King' }],
  },
  'C-2': {
    accounts: [joint, account('A-3', { OpeningDate: '01-05-2002' })],
    balances: [balance('A-2', '20.00')],
    transactions: 500,
  },
};
for (let n = 100; n < 150; n += 1) {
  const id = `A-${n}`;
  books[`C-${n}`] = { accounts: [account(id)], balances: [balance(id, '1')], products: [] };
}

const staff: Actor = {
  id: 'S-1',
  kind: 'staff',
  roles: ['frontline-agent'],
  customerId: null,
  clientId: 'desk',
  channel: null,
  assurance: null,
  purpose: 'CustomerCare',
};
const investigator: Actor = { ...staff, roles: ['aml-investigator'], purpose: 'CounterMoneyLaundering' };
const customer = (id: string): Actor => ({
  ...staff,
  id,
  kind: 'customer',
  roles: ['customer'],
  customerId: id,
  purpose: null,
});
const partner: Actor = {
  ...staff,
  id: 'P-moneywise',
  kind: 'partner',
  roles: ['partner'],
  clientId: 'P-moneywise',
  purpose: 'ServiceProvision',
};

/** S-1 serves everyone but C-2, whom S-2 serves; moneywise may read the balances of A-1. */
const relationships: Relationships = {
  ...noRelationships,
  assignedToCustomer: async (staffId, customerId) => staffId === (customerId === 'C-2' ? 'S-2' : 'S-1'),
  accessConsents: async (customerId, grantee) =>
    customerId === 'C-1' && grantee === 'P-moneywise'
      ? [
          {
            id: 'CON-1',
            version: 'privacy-notice@7',
            permissions: ['ReadAccountsBasic', 'ReadBalances'],
            accountIds: ['A-1'],
            transactionsFrom: null,
            transactionsTo: null,
          },
        ]
      : [],
};

const key = subgraphKey(Buffer.alloc(32, 7), 'core-banking');
const statements: string[] = [];
let database: DirectoryDatabase;
let bank: BankServer;
let loans: BankServer;
let subgraph: Subgraph;

beforeAll(async () => {
  database = await startDirectoryDatabase();
  const people = ['Ada King', 'William King', ...Array(50).fill('Jo Many')];
  const ids = Object.keys(books);
  await database.bank('directory.customer').insert(
    ids.map((customer_id, at) => ({
      customer_id,
      display_name: people[at],
      search_name: people[at].toLowerCase(),
      date_of_birth: at === 0 ? '1815-12-10' : null,
    })),
  );
  await database.bank('directory.account_holder').insert([
    { account_id: 'A-1', customer_id: 'C-1', role: 'PRINCIPAL' },
    { account_id: 'A-2', customer_id: 'C-1', role: 'PRINCIPAL' },
    { account_id: 'A-2', customer_id: 'C-2', role: 'JOINT' },
    { account_id: 'A-3', customer_id: 'C-2', role: 'PRINCIPAL' },
  ]);
  database.reader.on('query', ({ sql }: { sql: string }) => statements.push(sql));
  bank = await BankServer.openBanking(books);
  loans = await BankServer.paths({
    '/clients/external-id/C-1/accounts': {
      loanAccounts: [
        { id: 11, productName: 'Car Loan', status: { code: 'loanStatusType.active' }, inArrears: false },
      ],
    },
    '/loans/11':
      '{"id":11,"currency":{"code":"GBP","decimalPlaces":2},"principal":5000.000000,"timeline":{}}',
  });
  subgraph = openSubgraph(
    coreBankingSubgraph({
      // Time is not what is tested here, and other suites share the machine.
      coreBanking: openBankingSource({
        baseUrl: `${bank.url}/aisp`,
        ...credentials,
        deadlineMs: 10_000,
      }),
      directory: directorySource({ knex: database.reader }),
      loans: fineractSource({ baseUrl: loans.url, username: 'u', password: 'p', tenantId: 'default' }),
      cache: null,
    }),
    {
      policies: await readPolicies(fileURLToPath(new URL('../../../policies', import.meta.url))),
      relationships: () => relationships,
      contextKey: key,
      record: async () => {},
      logger: { error: () => {} },
    },
  );
});

afterAll(async () => {
  await subgraph?.close();
  await bank?.[Symbol.asyncDispose]();
  await loans?.[Symbol.asyncDispose]();
  await database?.[Symbol.asyncDispose]();
});

beforeEach(() => {
  bank.calls.length = 0;
  loans.calls.length = 0;
  statements.length = 0;
});

async function ask(actor: Actor, query: string, variables: object = {}): Promise<SubgraphAnswer> {
  const body = JSON.stringify({ query, variables });
  const context = {
    actor,
    requestId: 'r-1',
    operationName: null,
    operationHash: 'h',
    recordedBy: 'gateway' as const,
  };
  return subgraph.handle({
    body,
    contextToken: signRequestContext(context, { subgraph: 'core-banking', key, body }),
  });
}

const faults = (answer: SubgraphAnswer) =>
  (answer.errors ?? []).map(
    ({ path, extensions }) =>
      `${path?.join('.')}: ${extensions?.code} ${extensions?.system ?? ''} ${extensions?.recordId ?? ''}`,
  );

const overview = `query ($id: ID!) { customer(id: $id) {
  id name party { fullLegalName dateOfBirth }
  accounts { totalCount nodes {
    id product typeCode nickname identifications { scheme value } partyRoles { role partyName }
    balances { type amount { amount currency } }
    transactions(first: 2) { totalCount nodes { id merchant amount { amount } } }
    beneficiaries { id } standingOrders { id } directDebits { id } statements { id }
  } }
  loans { id product status principal { amount currency } }
} }`;

describe('the core-banking subgraph', () => {
  it('shows a customer everything of their own, and asks each resource once', async () => {
    const answer = await ask(customer('C-1'), overview, { id: 'C-1' });
    const lists = { beneficiaries: [], standingOrders: [], directDebits: [], statements: [] };
    const identifications = [
      { scheme: 'IBAN', value: iban },
      { scheme: 'PAN', value: '****1111' },
    ];
    const bought = { merchant: 'The Copper Kettle', amount: { amount: '3.20' } };
    expect(faults(answer)).toEqual([]);
    expect(answer.data).toEqual({
      customer: {
        id: 'C-1',
        name: 'Ada King',
        party: { fullLegalName: 'Augusta Ada King', dateOfBirth: '1815-12-10' },
        accounts: {
          totalCount: 2,
          nodes: [
            {
              id: 'A-1',
              product: 'Everyday',
              typeCode: 'CACC',
              nickname: null,
              identifications,
              partyRoles: [{ role: 'PRINCIPAL', partyName: 'Ada King' }],
              balances: [{ type: 'ITAV', amount: { amount: '1234.50', currency: 'GBP' } }],
              transactions: {
                totalCount: 3,
                nodes: [
                  { id: 'T-4', ...bought },
                  { id: 'T-2', ...bought },
                ],
              },
              ...lists,
            },
            {
              id: 'A-2',
              product: null,
              typeCode: 'CACC',
              nickname: 'Household',
              identifications,
              partyRoles: [
                { role: 'PRINCIPAL', partyName: 'Ada King' },
                { role: 'JOINT_HOLDER', partyName: 'William King' },
              ],
              balances: [{ type: 'ITAV', amount: { amount: '20.00', currency: 'GBP' } }],
              transactions: { totalCount: 1, nodes: [{ id: 'T-3', ...bought }] },
              ...lists,
            },
          ],
        },
        loans: [
          {
            id: '11',
            product: 'Car Loan',
            status: 'ACTIVE',
            principal: { amount: '5000.00', currency: 'GBP' },
          },
        ],
      },
    });
    expect(bank.tally()).toEqual({
      'GET /party C-1': 1,
      'GET /accounts C-1': 1,
      'GET /products C-1': 1,
      'GET /balances C-1': 1,
      'GET /transactions C-1': 2, // two pages
      'GET /beneficiaries C-1': 1,
      'GET /standing-orders C-1': 1,
      'GET /direct-debits C-1': 1,
      'GET /statements C-1': 1,
    });
    expect(loans.tally()).toEqual({
      'GET /clients/external-id/C-1/accounts': 1,
      'GET /loans/11': 1,
    });
    expect(statements).toHaveLength(2); // customers, holders
  });

  it('asks nothing for what a role may not see: an agent gets masked numbers and no payees', async () => {
    const answer = await ask(staff, overview, { id: 'C-1' });
    expect(answer.data).toMatchObject({
      customer: {
        accounts: {
          nodes: [
            {
              id: 'A-1',
              identifications: [{ value: 'GB****5555' }, { value: '****1111' }],
              beneficiaries: [],
              transactions: { nodes: [{ id: 'T-4', merchant: null }, { id: 'T-2' }] },
            },
            { id: 'A-2' },
          ],
        },
      },
    });
    expect(
      Object.keys(bank.tally()).filter((call) => /beneficiaries|orders|debits|statements/.test(call)),
    ).toEqual([]);
  });

  it('asks no details of a loan whose details nobody wants', async () => {
    await ask(customer('C-1'), '{ customer(id: "C-1") { loans { id product status inArrears } } }');
    expect(loans.calls).toEqual(['GET /clients/external-id/C-1/accounts']);
  });

  it('shows a partner the covered account and its balance, and nothing of the other', async () => {
    const answer = await ask(partner, overview, { id: 'C-1' });
    expect(answer.data).toEqual({
      customer: {
        id: 'C-1',
        name: null,
        party: null,
        accounts: {
          totalCount: 1,
          nodes: [
            expect.objectContaining({
              id: 'A-1',
              identifications: [],
              partyRoles: [],
              balances: [{ type: 'ITAV', amount: { amount: '1234.50', currency: 'GBP' } }],
              transactions: { totalCount: 0, nodes: [] },
            }),
          ],
        },
        loans: [],
      },
    });
  });

  it('has no customer for whom there is none, or none that the caller may see', async () => {
    const marketing: Actor = { ...staff, roles: ['marketing'], purpose: 'DirectMarketing' };
    const officer: Actor = { ...staff, roles: ['mlro'], purpose: 'CounterMoneyLaundering' };
    expect((await ask(customer('C-1'), overview, { id: 'C-2' })).data).toEqual({ customer: null });
    expect((await ask(staff, overview, { id: 'C-2' })).data).toEqual({ customer: null });
    expect((await ask(marketing, overview, { id: 'C-1' })).data).toEqual({ customer: null });
    expect(await ask(officer, overview, { id: 'C-404' })).toMatchObject({ data: { customer: null } });
    expect(await ask(officer, overview, { id: "C-1'\u0000" })).toMatchObject({ data: { customer: null } });
    expect([bank.calls, loans.calls]).toEqual([[], []]);
  });

  it('asks one statement of the directory, and one call a customer and resource, for fifty customers', async () => {
    const representations = Array.from({ length: 50 }, (_, at) => ({
      __typename: 'Customer',
      id: `C-${100 + at}`,
    }));
    const answer = await ask(
      investigator,
      `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Customer {
        id name restrictions { scope } externalIds { system }
        accounts { nodes { id status product balances { type } partyRoles { role } } } loans { id } } } }`,
      { r: [...representations, ...representations] },
    );
    expect(faults(answer)).toEqual([]);
    expect(new Set(Object.values(bank.tally()))).toEqual(new Set([1]));
    expect(bank.calls).toHaveLength(3 * 50);
    expect(loans.calls).toHaveLength(50);
    expect(statements).toHaveLength(4);
  });

  it('reaches an account by its number alone, in the name of the holder who asks', async () => {
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Account {
      id nickname balances { amount { amount } } } } }`;
    const r = ['A-2', 'A-404', 'A-1'].map((id) => ({
      __typename: 'Account',
      id,
      holderId: 'C-1',
      nickname: 'forged',
    }));
    const answer = await ask(customer('C-2'), query, { r });
    expect(answer.data).toEqual({
      _entities: [
        { id: 'A-2', nickname: 'Household', balances: [{ amount: { amount: '20.00' } }] },
        null,
        null,
      ],
    });
    expect(bank.tally()).toEqual({ 'GET /accounts C-2': 1, 'GET /balances C-2': 1 });

    await ask(staff, query, { r: r.slice(0, 1) });
    // Both are under way at once, so either may arrive first.
    expect(bank.calls.slice(2).sort()).toEqual(['GET /accounts C-1', 'GET /balances C-1']);
  });

  it('names all holders of an account reached by its number to those who serve any of them', async () => {
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Account {
      partyRoles { role partyName } } } }`;
    const partyRoles = [
      { role: 'PRINCIPAL', partyName: 'Ada King' },
      { role: 'JOINT_HOLDER', partyName: 'William King' },
    ];
    for (const id of ['S-1', 'S-2']) {
      const answer = await ask({ ...staff, id }, query, { r: [{ __typename: 'Account', id: 'A-2' }] });
      expect([id, answer.data]).toEqual([id, { _entities: [{ partyRoles }] }]);
    }
  });

  it('reports a record that was set aside and a system that failed, beside the rest', async () => {
    const answer = await ask(
      customer('C-2'),
      '{ customer(id: "C-2") { name accounts { nodes { id balances { type } transactions { totalCount } } } } }',
    );
    expect(answer.data).toEqual({
      customer: {
        name: 'William King',
        accounts: { nodes: [{ id: 'A-2', balances: [{ type: 'ITAV' }], transactions: null }] },
      },
    });
    expect(faults(answer)).toEqual([
      'customer.accounts.nodes.0.transactions: UPSTREAM_UNAVAILABLE core-banking ',
      'customer.accounts: UPSTREAM_INVALID core-banking A-3',
    ]);
    const located = await ask(
      customer('C-2'),
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Account { id status } } }',
      { r: [{ __typename: 'Account', id: 'A-3' }] },
    );
    expect(located.data).toEqual({ _entities: [{ id: 'A-3', status: null }] });
    expect(faults(located)).toEqual(['_entities.0.status: UPSTREAM_INVALID core-banking A-3']);
  });

  it('finds customers by name, of those whom the caller may see', async () => {
    const search = (text: string) =>
      ask(staff, 'query ($s: String!) { customers(search: $s, first: 2) { totalCount nodes { id name } } }', {
        s: text,
      });
    expect((await search('  KING ')).data).toEqual({
      customers: { totalCount: 1, nodes: [{ id: 'C-1', name: 'Ada King' }] },
    });
    expect(statements).toHaveLength(1);
    expect((await search('jo many')).data).toMatchObject({
      customers: { totalCount: 50, nodes: [{ id: 'C-100' }, { id: 'C-101' }] },
    });
    expect((await search(' k ')).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(
      (await ask(customer('C-1'), '{ customers(search: "king") { totalCount nodes { id } } }')).data,
    ).toEqual({ customers: { totalCount: 0, nodes: [] } });
  });

  it('says so when more customers match than it looks at', async () => {
    const namesakes = Array.from({ length: 1_001 }, (_, index) => ({
      customer_id: `N-${index}`,
      display_name: 'Nam Esake',
      search_name: 'nam esake',
    }));
    await database.bank.batchInsert('directory.customer', namesakes, 500);
    const answer = await ask(staff, '{ customers(search: "esake") { totalCount } }');
    await database.bank('directory.customer').where('customer_id', 'like', 'N-%').delete();
    expect(answer.data).toEqual({ customers: { totalCount: 1_000 } });
    expect(answer.errors).toMatchObject([
      {
        path: ['customers'],
        message: expect.stringContaining('More than 1000 customers match'),
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
  });

  it.each([
    ['from: "2026-07-01", to: "2026-06-01"', 'from must not be later than to.'],
    ['from: "2026"', 'from must be a calendar date such as 2026-06-30.'],
    ['to: "2026-02-30"', 'to must be a calendar date such as 2026-06-30.'],
  ])('says what is wrong with transactions(%s)', async (args, message) => {
    const answer = await ask(
      customer('C-1'),
      `{ customer(id: "C-1") { accounts(first: 1) { nodes { transactions(${args}) { totalCount } } } } }`,
    );
    expect(answer.errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});
