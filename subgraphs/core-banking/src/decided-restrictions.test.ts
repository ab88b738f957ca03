import { type Asker, type AskOfCustomers, askingOfCustomers } from '@bankgraph/subgraph-kit/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { credentials } from './bank.fixture.js';
import { type DirectoryDatabase, startDirectoryDatabase } from './bank-database.fixture.js';
import {
  coreBankingSubgraph,
  decidedRestrictionsSource,
  directorySource,
  fineractSource,
  openBankingSource,
} from './subgraph.js';

const customers = ['C-1', 'C-2', 'C-3'];
const asCustomer = (id: string) => ({ role: 'customer', id }) as const;
const officer = { role: 'mlro', purpose: 'CounterMoneyLaundering' } as const;
const restrictions = 'restrictions { reason scope since }';
const since = '2026-05-01T10:00:00.000Z';
const nowhere = 'http://127.0.0.1:9';

let database: DirectoryDatabase;
let ask: AskOfCustomers;

beforeAll(async () => {
  database = await startDirectoryDatabase();
  // The columns of the view, as agreed; the role that reads is the one that may read nothing else of it.
  await database.bank.raw(`
    create schema decisions;
    create table decisions.restriction_in_force (customer_id text not null, scope text not null, since timestamptz not null);
    grant usage on schema decisions to directory_reader;
    grant select on decisions.restriction_in_force to directory_reader;
  `);
  await database
    .bank('directory.customer')
    .insert(customers.map((id) => ({ customer_id: id, display_name: 'Ada King', search_name: 'ada king' })));
  const definition = coreBankingSubgraph({
    coreBanking: openBankingSource({ baseUrl: nowhere, ...credentials }),
    directory: directorySource({ knex: database.reader }),
    loans: fineractSource({ baseUrl: nowhere, username: 'x', password: 'x', tenantId: 'x' }),
    decided: decidedRestrictionsSource({ knex: database.reader }),
    cache: null,
  });
  ask = await askingOfCustomers(definition, { assignedToCustomer: async () => true });
});
afterAll(async () => {
  await database?.[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await database.bank('decisions.restriction_in_force').delete();
  await database.bank('directory.service_restriction').delete();
});

const decided = (customer_id: string, scope: string, at = since) =>
  database.bank('decisions.restriction_in_force').insert({ customer_id, scope, since: at });
const ofBank = (customer_id: string, reason: string, scope: string, at = since) =>
  database
    .bank('directory.service_restriction')
    .insert({ id: `${customer_id}-${scope}-${reason}`, customer_id, reason, scope, since: at });

/** Data and errors as they go to whoever asks; what is recorded of them names the customer. */
async function shown(asker: Asker, id: string): Promise<string> {
  const { data, errors } = await ask(asker, restrictions, [id]);
  return JSON.stringify({ data, errors });
}

describe('a restriction that a person has set', () => {
  it('is shown to the byte as the bank’s own is, whatever is behind either', async () => {
    await decided('C-1', 'OUTGOING_PAYMENTS');
    await ofBank('C-2', 'FRAUD', 'OUTGOING_PAYMENTS');
    await ofBank('C-3', 'SUSPICION OF MONEY LAUNDERING', 'OUTGOING_PAYMENTS');
    for (const asker of [officer, { role: 'frontline-agent', purpose: 'CustomerCare' } as const]) {
      const seen = await Promise.all(customers.map((id) => shown(asker, id)));
      expect(new Set(seen).size).toBe(1);
      expect(seen[0]).toContain('"reason":"UNDER_REVIEW","scope":"OUTGOING_PAYMENTS"');
    }
    const own = await Promise.all(customers.map((id) => shown(asCustomer(id), id)));
    expect(new Set(own).size).toBe(1);
  });

  it('does not tell how many stand behind one: a scope is there once, since the earliest', async () => {
    await ofBank('C-1', 'FRAUD', 'ALL_SERVICES', '2026-05-03T10:00:00Z');
    await decided('C-1', 'ALL_SERVICES', '2026-05-02T10:00:00Z');
    await decided('C-1', 'ONLINE_ACCESS', '2026-05-01T10:00:00Z');
    await decided('C-2', 'ONLINE_ACCESS', '2026-05-01T10:00:00Z');
    await ofBank('C-2', 'KYC', 'ALL_SERVICES', '2026-05-02T10:00:00Z');
    const { data } = await ask(officer, restrictions, ['C-1', 'C-2', 'C-3']);
    const both = [
      { reason: 'UNDER_REVIEW', scope: 'ONLINE_ACCESS', since: '2026-05-01T10:00:00.000Z' },
      { reason: 'UNDER_REVIEW', scope: 'ALL_SERVICES', since: '2026-05-02T10:00:00.000Z' },
    ];
    expect(data).toEqual({
      _entities: [{ restrictions: both }, { restrictions: both }, { restrictions: [] }],
    });
  });

  it('is missed aloud: while our database cannot be asked there is no list, and the rest is there', async () => {
    await ofBank('C-1', 'FRAUD', 'ALL_SERVICES');
    await database.bank.raw('revoke select on decisions.restriction_in_force from directory_reader');
    try {
      const { data, errors } = await ask(officer, `name ${restrictions}`, ['C-1']);
      expect(data).toEqual({ _entities: [{ name: 'Ada King', restrictions: null }] });
      expect(errors).toMatchObject([
        {
          path: ['_entities', 0, 'restrictions'],
          extensions: { code: 'UPSTREAM_UNAVAILABLE', system: 'decisions' },
        },
      ]);
    } finally {
      await database.bank.raw('grant select on decisions.restriction_in_force to directory_reader');
    }
  });
});
