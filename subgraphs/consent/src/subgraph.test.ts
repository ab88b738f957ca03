import type { Relationships } from '@bankgraph/authorization';
import {
  connect,
  type Knex,
  migrate,
  startTemporaryPostgres,
  type TemporaryPostgres,
} from '@bankgraph/database';
import { type Asker, type AskOfCustomers, askingOfCustomers } from '@bankgraph/subgraph-kit/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { directoryHoldings } from './account-holdings.js';
import { consentDatabaseDesk } from './consent-database-desk.js';
import { consentDatabaseSource } from './consent-database-source.js';
import { consentMigrations, consentSchema } from './consent-schema.js';
import { consentSubgraph } from './subgraph.js';

const everything = `consents {
  id kind status purpose lawfulBasis permissions accounts { id } grantedAt expiresAt transactionsFrom transactionsTo
  grantee noticeVersion history { status at actor note }
}`;
const rows = `
  insert into consent.consent (id, customer_id, kind, status, purpose, lawful_basis, permissions, granted_at, expires_at,
    transactions_from, transactions_to, grantee, notice_version) values
    ('CON-1', 'C-1001', 'PURPOSE', 'AUTH', 'DirectMarketing', 'Consent', '{}', '2024-01-01Z', '2035-12-31 23:59:59Z', null, null, 'bank', 'privacy-notice@7'),
    ('CON-2', 'C-1001', 'ACCOUNT_ACCESS', 'AUTH', 'ServiceProvision', 'Contract', '{ReadAccountsBasic,ReadBalances}',
      '2025-05-26 12:03+02', '2035-12-31 23:59:59Z', '2025-01-01Z', '2035-12-31 23:59:59Z', 'P-moneywise', 'privacy-notice@7'),
    ('CON-3', 'C-1001', 'ACCOUNT_ACCESS', 'AUTH', 'ServiceProvision', 'Contract', '{ReadAccountsBasic}',
      '2026-01-01Z', '2026-04-01Z', null, null, 'P-brightloans', 'privacy-notice@7'),
    ('CON-4', 'C-1001', 'ACCOUNT_ACCESS', 'AWAU', 'ServiceProvision', 'Contract', '{ReadAccountsBasic}',
      null, '2035-12-31Z', null, null, 'P-brightloans', 'privacy-notice@7');
  insert into consent.consent_account values ('CON-2', 'A-3', '2025-05-26Z', null), ('CON-2', 'A-1', '2025-05-26Z', null),
    ('CON-2', 'A-2', '2025-05-26Z', '2026-04-21Z');
  insert into consent.consent_event (id, consent_id, status, at, actor, note, version) values
    ('CE-2-2', 'CON-2', 'AUTH', '2025-05-26 10:03Z', 'C-1001', null, 2),
    ('CE-2-1', 'CON-2', 'AWAU', '2025-05-26 10:00Z', 'C-1001', null, 1),
    ('CE-2-3', 'CON-2', 'CANC', '2026-03-02 10:00Z', 'S-frontline-agent-2', 'Revoked on the phone', 3),
    ('CE-2-4', 'CON-2', 'AUTH', '2026-03-22 10:00Z', 'C-1001', 'Given again', 4),
    ('CE-4-1', 'CON-4', 'AWAU', '2026-06-29 10:00Z', 'C-1001', null, 1);
  insert into consent.consent (id, customer_id, kind, status, purpose, lawful_basis, permissions, granted_at, expires_at,
    transactions_from, transactions_to, grantee, notice_version) select 'CON-' || n || '-1', 'C-' || n, 'PURPOSE', 'AUTH', 'DirectMarketing', 'Consent', '{}',
    '2024-01-01Z', null, null, null, 'bank', 'privacy-notice@7' from generate_series(1002, 1050) n;
`;

/** Staff are assigned to everyone; C-1001 has agreed to direct marketing, and lets P-moneywise read. */
const relationships: Partial<Relationships> = {
  assignedToCustomer: async (staffId) => staffId.startsWith('S-'),
  purposeConsents: async (customerId, purpose) =>
    customerId === 'C-1001' && purpose === 'DirectMarketing'
      ? [{ id: 'CON-7', version: 'privacy-notice@7' }]
      : [],
};

let postgres: TemporaryPostgres;
let knex: Knex;
let ask: AskOfCustomers;
const statements: string[] = [];

const customer: Asker = { role: 'customer', id: 'C-1001' };
const agent: Asker = { role: 'frontline-agent', purpose: 'CustomerCare' };

async function open(database: Knex): Promise<AskOfCustomers> {
  const sources = {
    register: consentDatabaseSource(database),
    desk: consentDatabaseDesk(database),
    holdings: directoryHoldings(database),
    expiry: null,
    recordOf: async () => async () => undefined,
    now: () => new Date('2026-06-30T12:00:00Z'),
  };
  return askingOfCustomers(consentSubgraph(sources), relationships);
}

beforeAll(async () => {
  postgres = await startTemporaryPostgres();
  knex = connect(await postgres.newDatabase(), { poolMax: 2, applicationName: 'consent' });
  await migrate(knex, consentMigrations, consentSchema);
  await knex.raw(rows);
  knex.on('query', ({ sql }: { sql: string }) => statements.push(sql));
  ask = await open(knex);
});
beforeEach(() => {
  statements.length = 0;
});
afterAll(async () => {
  await knex?.destroy();
  await postgres?.stop();
});

describe('the consent subgraph', () => {
  it('shows a customer every consent, the newest first, with the accounts that are covered now', async () => {
    const answer = await ask(customer, everything);
    expect(answer.errors).toBeUndefined();
    const { consents } = (answer.data as { _entities: [{ consents: { id: string }[] }] })._entities[0];
    expect(consents.map((consent) => consent.id)).toEqual(['CON-4', 'CON-3', 'CON-2', 'CON-1']);
    expect(consents[2]).toEqual({
      id: 'CON-2',
      kind: 'ACCOUNT_ACCESS',
      status: 'AUTH',
      purpose: 'ServiceProvision',
      lawfulBasis: 'Contract',
      permissions: ['ReadAccountsBasic', 'ReadBalances'],
      accounts: [{ id: 'A-1' }, { id: 'A-3' }],
      grantedAt: '2025-05-26T10:03:00Z',
      expiresAt: '2035-12-31T23:59:59Z',
      transactionsFrom: '2025-01-01T00:00:00Z',
      transactionsTo: '2035-12-31T23:59:59Z',
      grantee: 'P-moneywise',
      noticeVersion: 'privacy-notice@7',
      history: [
        { status: 'AWAU', at: '2025-05-26T10:00:00Z', actor: null, note: null },
        { status: 'AUTH', at: '2025-05-26T10:03:00Z', actor: null, note: null },
        { status: 'CANC', at: '2026-03-02T10:00:00Z', actor: null, note: null },
        { status: 'AUTH', at: '2026-03-22T10:00:00Z', actor: null, note: null },
      ],
    });
    expect(consents[3]).toMatchObject({ kind: 'PURPOSE', permissions: [], accounts: [], history: [] });
  });

  it('reads a consent whose time is over as expired, whatever the record says', async () => {
    const answer = await ask(customer, 'consents { id status }');
    expect(answer.data).toEqual({
      _entities: [
        {
          consents: [
            { id: 'CON-4', status: 'AWAU' },
            { id: 'CON-3', status: 'EXPD' },
            { id: 'CON-2', status: 'AUTH' },
            { id: 'CON-1', status: 'AUTH' },
          ],
        },
      ],
    });
  });

  it('shows a partner its own grants and no rival, marketing the consent that it acts on', async () => {
    const ids = async (who: Asker) => (await ask(who, 'consents { id }')).data;
    const partner = (id: string): Asker => ({ role: 'partner', id, purpose: 'ServiceProvision' });
    const only = (...own: string[]) => ({ _entities: [{ consents: own.map((id) => ({ id })) }] });
    expect(await ids(partner('P-moneywise'))).toEqual(only('CON-2'));
    expect(await ids(partner('P-brightloans'))).toEqual(only('CON-4', 'CON-3'));
    expect(await ids(partner('P-nobody'))).toEqual(only());
    expect(await ids({ role: 'marketing', purpose: 'DirectMarketing' })).toEqual(only('CON-1'));
    expect(await ids({ role: 'marketing', purpose: 'Marketing' })).toEqual(only());
  });

  it('shows staff who answered for a step; AML and KYC see no consents at all', async () => {
    const history = await ask(agent, 'consents { history { actor note } }');
    expect(JSON.stringify(history.data)).toContain(
      '{"actor":"S-frontline-agent-2","note":"Revoked on the phone"}',
    );
    statements.length = 0;
    for (const who of [
      { role: 'kyc-analyst', purpose: 'LegalCompliance' },
      { role: 'aml-investigator', purpose: 'CounterMoneyLaundering' },
    ] as const) {
      expect((await ask(who, 'consents { id }')).data).toEqual({ _entities: [{ consents: [] }] });
    }
    expect(statements).toEqual([]);
  });

  it('asks once for fifty customers', async () => {
    const ids = Array.from({ length: 50 }, (_, n) => `C-${1001 + n}`);
    const answer = await ask(agent, everything, ids);
    expect(answer.errors).toBeUndefined();
    expect(statements).toHaveLength(1);
    expect((answer.data as { _entities: { consents: { id: string }[] }[] })._entities[49]).toMatchObject({
      consents: [{ id: 'CON-1050-1' }],
    });
  });

  it('sets aside what breaks the format, and reports it beside the good ones', async () => {
    const copy = (suffix: string, purpose: string, basis: string) => `
      insert into consent.consent (id, customer_id, kind, status, purpose, lawful_basis, permissions, grantee, notice_version)
      select id || '${suffix}', 'C-2001', kind, status, '${purpose}', '${basis}', permissions, grantee, notice_version
      from consent.consent where id = 'CON-1';`;
    await knex.raw(`
      ${copy('x', 'DirectMarketing', 'Goodwill')}
      ${copy('y', 'to sell things', 'Consent')}
      ${copy('z', 'DirectMarketing', 'Consent')}
      alter table consent.consent_event drop constraint consent_event_status_check;
      insert into consent.consent_event (id, consent_id, version, status, at, actor) values
        ('CE-z-1', 'CON-1z', 1, 'AUTH', '2024-01-01Z', 'C-2001'), ('CE-z-2', 'CON-1z', 2, 'LOST', '2024-01-02Z', 'C-2001');`);
    const answer = await ask(agent, 'consents { id history { status } }', ['C-2001']);
    expect(answer.data).toEqual({
      _entities: [{ consents: [{ id: 'CON-1z', history: [{ status: 'AUTH' }] }] }],
    });
    expect(
      answer.errors?.map(({ extensions }) => `${extensions?.code} ${extensions?.recordId}`).sort(),
    ).toEqual(['UPSTREAM_INVALID CE-z-2', 'UPSTREAM_INVALID CON-1x', 'UPSTREAM_INVALID CON-1y']);
  });

  it('says that its database is down, in words that tell nothing else', async () => {
    const stopped = connect('postgresql://nobody@127.0.0.1:1/bank', {
      poolMax: 1,
      applicationName: 'consent',
    });
    try {
      const answer = await (await open(stopped))(agent, 'id consents { id }');
      expect(answer).toMatchObject({
        data: { _entities: [{ id: 'C-1001', consents: null }] },
        errors: [{ extensions: { code: 'UPSTREAM_UNAVAILABLE', system: 'consent' } }],
      });
      expect(JSON.stringify(answer)).not.toContain('127.0.0.1');
    } finally {
      await stopped.destroy();
    }
  });
});
