import { readSubgraph } from '@bankgraph/schema';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { BankServer, credentials } from './bank.fixture.js';
import { startDirectoryDatabase } from './bank-database.fixture.js';
import { openBankingSource, openBankingSystem } from './open-banking-source.js';

describe('core banking cannot be written to', () => {
  it('has no Mutation type, nor a subscription', () => {
    const operations = parse(readSubgraph('core-banking').sdl).definitions.flatMap((definition) =>
      'name' in definition && definition.name !== undefined ? [definition.name.value] : [],
    );
    expect(operations).toContain('Query');
    expect(operations).not.toContain('Mutation');
    expect(operations).not.toContain('Subscription');
    expect(readSubgraph('core-banking').sdl).not.toMatch(/\bmutation\s*:/);
  });

  it('lets nothing but GET leave: every question of the adapter is one', async () => {
    const books = Object.fromEntries(
      [
        'accounts',
        'balances',
        'transactions',
        'beneficiaries',
        'standing-orders',
        'direct-debits',
        'statements',
        'products',
      ].map((resource) => [resource, []]),
    );
    await using server = await BankServer.openBanking({ 'C-1': { ...books, party: [{ PartyId: 'P-1' }] } });
    const { close, ...questions } = openBankingSource({ baseUrl: `${server.url}/aisp`, ...credentials });
    const { transactions, ...perCustomer } = questions;
    await transactions('C-1', { from: null, to: null });
    for (const question of Object.values(perCustomer)) await question('C-1');
    expect(server.calls.map((call) => call.split(' ')[0])).toEqual(Array(9).fill('GET'));
    await close();
  });

  it('refuses a POST through the same client before a socket opens', async () => {
    await using server = await BankServer.openBanking({});
    await using client = openBankingSystem({ baseUrl: `${server.url}/aisp`, ...credentials });
    await expect(client.post('/accounts', { Status: 'Deleted' })).rejects.toMatchObject({
      code: 'WRITE_REFUSED',
      system: 'core-banking',
      method: 'POST',
    });
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const) {
      const origin = server.url;
      await expect(
        client.dispatcher.request({ origin, path: '/aisp/accounts', method }),
      ).rejects.toMatchObject({
        code: 'WRITE_REFUSED',
        method,
      });
    }
    expect([server.connections, server.calls]).toEqual([0, []]);
  });

  it('holds a database role that cannot write, in a read-only transaction or out of one', async () => {
    await using database = await startDirectoryDatabase();
    const { reader, bank } = database;
    await bank('directory.customer').insert({ customer_id: 'C-1', display_name: 'Ada', search_name: 'ada' });
    expect(await reader('directory.customer').pluck('customer_id')).toEqual(['C-1']);

    const readOnly = '25006';
    const noPrivilege = '42501';
    const row = { customer_id: 'C-2', display_name: 'Eve', search_name: 'eve' };
    await expect(reader('directory.customer').insert(row)).rejects.toMatchObject({ code: readOnly });
    // Read-only is only a default of the session, so the privileges must refuse as well.
    const statements = [
      `insert into directory.customer (customer_id, display_name, search_name) values ('C-2', 'Eve', 'eve')`,
      `update directory.customer set display_name = 'Eve'`,
      'delete from directory.customer',
      'truncate directory.customer',
      'create table directory.mine ()',
      'create temporary table mine ()',
      `copy directory.customer to program 'true'`,
    ];
    for (const statement of statements) {
      const attempt = reader.transaction(async (transaction) => {
        await transaction.raw('set transaction read write');
        await transaction.raw(statement);
      });
      await expect(attempt).rejects.toMatchObject({ code: noPrivilege });
    }
    expect(await bank('directory.customer').select('customer_id', 'display_name')).toEqual([
      { customer_id: 'C-1', display_name: 'Ada' },
    ]);
  });
});
