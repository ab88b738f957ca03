import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DirectoryDatabase, startDirectoryDatabase } from './bank-database.fixture.js';
import { customerSearch, folded } from './customer-search.js';
import type { CustomerDirectory } from './directory.js';
import { directorySource } from './directory-source.js';

const names: Readonly<Record<string, string>> = {
  'C-1': 'Jürgen Müller',
  'C-2': 'Αθηνά Παπαδοπούλου',
  'C-3': '王小明',
  'C-4': 'محمد علي',
  'C-5': 'Иван Кузьменко',
  'C-11': 'Muller 100% Ltd',
};

let database: DirectoryDatabase;
let directory: CustomerDirectory;

beforeAll(async () => {
  database = await startDirectoryDatabase();
  directory = directorySource({ knex: database.reader });
  await database.bank('directory.customer').insert(
    Object.entries(names).map(([id, name]) => ({
      customer_id: id,
      display_name: name,
      search_name: folded(name),
    })),
  );
  await database.bank('directory.account_holder').insert([
    { account_id: 'A-1', customer_id: 'C-2', role: 'JOINT' },
    { account_id: 'A-1', customer_id: 'C-1', role: 'PRINCIPAL' },
    { account_id: 'A-2', customer_id: 'C-99', role: 'JOINT' },
  ]);
  await database.bank('directory.customer_external_id').insert([
    { customer_id: 'C-1', system: 'segmentation', external_id: 'unomi-1' },
    { customer_id: 'C-1', system: 'loans', external_id: '1' },
  ]);
  const restriction = (id: string, customer_id: string, since: string, until: string | null) => ({
    id,
    customer_id,
    reason: 'SUSPICION OF FRAUD',
    scope: 'OUTGOING_PAYMENTS',
    since,
    until,
  });
  await database
    .bank('directory.service_restriction')
    .insert([
      restriction('SR-1', 'C-1', '2026-01-02T03:04:05Z', null),
      restriction('SR-2', 'C-1', '2025-01-01T00:00:00Z', '2025-02-01T00:00:00Z'),
      restriction('SR-3', 'C-1', '2099-01-01T00:00:00Z', null),
      { ...restriction('SR-4', 'C-2', '2026-01-02T03:04:05Z', '2099-01-01T00:00:00Z'), scope: 'EVERYTHING' },
    ]);
});

afterAll(async () => {
  await database[Symbol.asyncDispose]();
});

describe('the directory of customers', () => {
  it('knows names, and leaves out whom it does not know', async () => {
    expect(await directory.customers(['C-1', 'C-404'])).toEqual(
      new Map([['C-1', { id: 'C-1', name: 'Jürgen Müller', dateOfBirth: null }]]),
    );
  });

  it.each([
    ['müller', ['C-1', 'C-11']],
    ['MULLER', ['C-1', 'C-11']],
    ['müller jür', ['C-1']],
    ['αθηνα', ['C-2']],
    ['ΠΑΠΑΔΟΠΟΎΛΟΥ', ['C-2']],
    ['小明', ['C-3']],
    ['محمد', ['C-4']],
    ['кузьменко', ['C-5']],
    ['c-1', ['C-1', 'C-11']],
    ['C-11', ['C-11']],
    ['100%', ['C-11']],
    ['%%', []],
    ['__', []],
    ['\\\\', []],
    ["'; drop table directory.customer; --", []],
  ])('finds %s in any script, whatever accents and case', async (text, ids) => {
    expect((await directory.search(customerSearch(text))).map(({ id }) => id)).toEqual(ids);
  });

  it.each(['', ' a ', '\u0000\u0000b', 'x'.repeat(101)])('refuses to search for %j', (text) => {
    expect(() => customerSearch(text)).toThrow('search needs 2 to 100 characters');
  });

  it('tells holders, the principal first, also one whom it does not know', async () => {
    expect(await directory.holders(['A-1', 'A-2', 'A-3'])).toEqual(
      new Map([
        [
          'A-1',
          [
            { customerId: 'C-1', role: 'PRINCIPAL', name: 'Jürgen Müller' },
            { customerId: 'C-2', role: 'JOINT_HOLDER', name: 'Αθηνά Παπαδοπούλου' },
          ],
        ],
        ['A-2', [{ customerId: 'C-99', role: 'JOINT_HOLDER', name: null }]],
      ]),
    );
  });

  it('tells the numbers of other systems', async () => {
    expect(await directory.externalIds(['C-1', 'C-2'])).toEqual(
      new Map([
        [
          'C-1',
          [
            { system: 'loans', externalId: '1' },
            { system: 'segmentation', externalId: 'unomi-1' },
          ],
        ],
      ]),
    );
  });

  it('tells restrictions in force now, all for the same reason whatever was written down', async () => {
    expect(await directory.restrictions(['C-1', 'C-2'])).toEqual(
      new Map([
        ['C-1', [{ reason: 'UNDER_REVIEW', scope: 'OUTGOING_PAYMENTS', since: '2026-01-02T03:04:05.000Z' }]],
        ['C-2', [{ reason: 'UNDER_REVIEW', scope: null, since: '2026-01-02T03:04:05.000Z' }]],
      ]),
    );
  });

  it('finds one more than a thousand at most, the customer of that very number among them', async () => {
    const rows = Array.from({ length: 1_500 }, (_, index) => ({
      customer_id: `C-${70_000 + index}`,
      display_name: 'Many C-71499',
      search_name: 'many c-71499',
    }));
    await database.bank.batchInsert('directory.customer', rows, 500);
    const found = await directory.search(customerSearch('c-71499'));
    expect([found.length, found[0]?.id, found[1]?.id]).toEqual([1_001, 'C-71499', 'C-70000']);
  });

  it('does not wait for a database that hangs, and says nothing of its words', async () => {
    const impatient = directorySource({ knex: database.reader, deadlineMs: 100 });
    const lock = await database.bank.transaction();
    await lock.raw('lock table directory.customer in access exclusive mode');
    try {
      await expect(impatient.customers(['C-1'])).rejects.toMatchObject({
        code: 'UPSTREAM_UNAVAILABLE',
        details: { system: 'directory' },
        message: expect.not.stringMatching(/directory|select/),
      });
    } finally {
      await lock.rollback();
    }
  });
});
