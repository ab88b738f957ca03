import type { Relationships } from '@bankgraph/authorization';
import {
  connect,
  createLoginRole,
  databaseUrl,
  type Knex,
  startTemporaryPostgres,
  type TemporaryPostgres,
} from '@bankgraph/database';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type LookupLimits, postgresRelationships } from './postgres-relationships.js';

/** The columns of the bank's schemas that are looked at. */
const tables = `
  create schema directory;
  create table directory.customer (customer_id text primary key, walls text[] not null default '{}');
  create schema staffing;
  create table staffing.staff (staff_id text primary key, customer_id text);
  create table staffing.wall_clearance (staff_id text, wall text, since timestamptz, until timestamptz);
  create table staffing.conflict_of_interest (staff_id text, customer_id text, since timestamptz, until timestamptz);
  create table staffing.customer_assignment (staff_id text, customer_id text, kind text, since timestamptz,
    until timestamptz);
  create table staffing.case_assignment (staff_id text, case_id text, customer_id text, since timestamptz, until timestamptz);
  create schema consent;
  create table consent.consent (id text primary key, customer_id text, kind text, status text, purpose text,
    permissions text[] not null default '{}', expires_at timestamptz, grantee text,
    notice_version text not null default 'privacy-notice@7', transactions_from timestamptz, transactions_to timestamptz);
  create table consent.consent_account (consent_id text, account_id text, removed_at timestamptz);
  create schema access;
  create table access.open_grant (staff_id text, customer_id text, kind text);
`;
const always = { transactionsFrom: null, transactionsTo: null };
const version = 'privacy-notice@7';
const year = { past: '2001-01-01Z', future: '2099-01-01Z' };

let postgres: TemporaryPostgres;
let bank: Knex;
let directory: Knex;
let staffing: Knex;
let consent: Knex;
let access: Knex;
const statements: string[] = [];

/** What one request knows. */
const request = (limits?: LookupLimits): Relationships =>
  postgresRelationships({ directory, staffing, consent, access }, limits);
const unavailable = (system: string) => ({
  code: 'UPSTREAM_UNAVAILABLE',
  message: expect.not.stringMatching(/127\.0\.0\.1|relation|connect/),
  details: { system },
});

beforeAll(async () => {
  postgres = await startTemporaryPostgres();
  const url = await postgres.newDatabase();
  bank = connect(url, { poolMax: 2, applicationName: 'bank' });
  await bank.raw(tables);
  const reader = async (schema: string) => {
    const login = { role: `${schema}_reader`, password: 'only for tests' };
    const grants = [{ schema, tables: '*', privileges: ['SELECT'] }] as const;
    await createLoginRole(bank, { ...login, readOnly: true, grants });
    const knex = connect(databaseUrl(url, login), { poolMax: 1, applicationName: schema, readOnly: true });
    knex.on('query', ({ sql }: { sql: string }) => statements.push(sql));
    return knex;
  };
  directory = await reader('directory');
  staffing = await reader('staffing');
  consent = await reader('consent');
  access = await reader('access');
});

afterAll(async () => {
  await Promise.all([directory, staffing, consent, access, bank].map((knex) => knex?.destroy()));
  await postgres?.stop();
});

beforeEach(async () => {
  await bank.raw(`truncate directory.customer, staffing.staff, staffing.wall_clearance,
    staffing.conflict_of_interest, staffing.customer_assignment, staffing.case_assignment, consent.consent,
    consent.consent_account, access.open_grant`);
  statements.length = 0;
});

async function assign(
  customerId: string,
  since: string,
  until: string | null,
  { staffId = 'S-1', kind = 'CASE_WORK' } = {},
) {
  await bank('staffing.customer_assignment').insert({
    staff_id: staffId,
    customer_id: customerId,
    kind,
    since,
    until,
  });
}

async function give(id: string, change: object = {}) {
  const given = { id, customer_id: 'C-1', kind: 'PURPOSE', status: 'AUTH', purpose: 'Marketing' };
  await bank('consent.consent').insert({ ...given, grantee: 'bank', expires_at: null, ...change });
}

describe('an assignment', () => {
  it('holds while it is in force, and for nobody else', async () => {
    await assign('C-now', year.past, null);
    await assign('C-until-later', year.past, year.future);
    await assign('C-ended', year.past, '2002-01-01Z');
    await assign('C-future', year.future, null);
    await assign('C-again', year.past, '2002-01-01Z');
    await assign('C-again', '2003-01-01Z', null);
    const { assignedToCustomer } = request();
    const customers = ['C-now', 'C-until-later', 'C-again', 'C-ended', 'C-future', 'C-unknown'];
    expect(await Promise.all(customers.map((id) => assignedToCustomer('S-1', id)))).toEqual([
      ...[true, true, true],
      ...[false, false, false],
    ]);
    expect(await assignedToCustomer('S-2', 'C-now')).toBe(false);
    expect(await assignedToCustomer('C-now', 'S-1')).toBe(false);
  });

  it('into a portfolio makes a relationship manager, and no other work does', async () => {
    const portfolio = { kind: 'PORTFOLIO' };
    await assign('C-portfolio', year.past, null, portfolio);
    await assign('C-work', year.past, null);
    await assign('C-both', year.past, null);
    await assign('C-both', '2002-01-01Z', null, portfolio);
    await assign('C-handed-over', year.past, '2002-01-01Z', portfolio);
    await assign('C-handed-over', '2002-01-01Z', null);
    const { assignedToCustomer, relationshipManagerOf } = request();
    const customers = ['C-portfolio', 'C-both', 'C-work', 'C-handed-over', 'C-unknown'];
    expect(await Promise.all(customers.map((id) => relationshipManagerOf('S-1', id)))).toEqual([
      ...[true, true],
      ...[false, false, false],
    ]);
    expect(await Promise.all(customers.map((id) => assignedToCustomer('S-1', id)))).toEqual([
      ...[true, true, true, true],
      false,
    ]);
    expect(await relationshipManagerOf('S-2', 'C-portfolio')).toBe(false);
  });

  it('to a case is another than to its customer', async () => {
    await bank('staffing.case_assignment').insert([
      { staff_id: 'S-1', case_id: 'case-1', customer_id: 'C-1', since: year.past, until: null },
      { staff_id: 'S-1', case_id: 'case-2', customer_id: 'C-1', since: year.past, until: '2002-01-01Z' },
    ]);
    const { assignedToCase, assignedToCustomer } = request();
    const asked = [assignedToCase('S-1', 'case-1'), assignedToCase('S-1', 'case-2')];
    expect(await Promise.all([...asked, assignedToCustomer('S-1', 'C-1')])).toEqual([true, false, false]);
  });

  it('that was revoked is over with the next request', async () => {
    await assign('C-1', year.past, null);
    const before = request();
    expect(await before.assignedToCustomer('S-1', 'C-1')).toBe(true);
    await bank('staffing.customer_assignment').update({ until: bank.fn.now() });
    expect(await before.assignedToCustomer('S-1', 'C-1')).toBe(true);
    expect(await request().assignedToCustomer('S-1', 'C-1')).toBe(false);
  });
});

describe('a wall', () => {
  const stand = (customers: Readonly<Record<string, readonly string[]>>) =>
    bank('directory.customer').insert(
      Object.entries(customers).map(([customer_id, walls]) => ({ customer_id, walls })),
    );
  const clear = (staff_id: string, wall: string, since = year.past, until: string | null = null) =>
    bank('staffing.wall_clearance').insert({ staff_id, wall, since, until });
  const against = (staffId: string, customerId: string) => request().wallsAgainst(staffId, customerId);

  it('keeps out whoever is not cleared for it now', async () => {
    await stand({ 'C-vip': ['VIP'], 'C-both': ['STAFF', 'VIP'], 'C-open': [] });
    await clear('S-cleared', 'VIP');
    await clear('S-for-now', 'VIP', year.past, year.future);
    await clear('S-ended', 'VIP', year.past, '2002-01-01Z');
    await clear('S-later', 'VIP', year.future);
    await clear('S-other', 'STAFF');
    expect(await against('S-cleared', 'C-vip')).toEqual([]);
    expect(await against('S-for-now', 'C-vip')).toEqual([]);
    for (const staffId of ['S-ended', 'S-later', 'S-other', 'S-unknown']) {
      expect([staffId, await against(staffId, 'C-vip')]).toEqual([staffId, ['VIP']]);
    }
    expect(await against('S-unknown', 'C-both')).toEqual(['STAFF', 'VIP']);
    expect(await against('S-cleared', 'C-both')).toEqual(['STAFF']);
    expect(await against('S-unknown', 'C-open')).toEqual([]);
    expect(await against('S-unknown', 'C-unknown')).toEqual([]);
  });

  it('stands between people in conflict, whatever they are cleared for', async () => {
    await stand({ 'C-wife': [], 'C-former': [], 'C-other': [], 'C-self': ['STAFF'] });
    await bank('staffing.conflict_of_interest').insert([
      { staff_id: 'S-1', customer_id: 'C-wife', since: year.past, until: null },
      { staff_id: 'S-1', customer_id: 'C-former', since: year.past, until: '2002-01-01Z' },
      { staff_id: 'S-2', customer_id: 'C-other', since: year.past, until: null },
    ]);
    await bank('staffing.staff').insert([
      { staff_id: 'S-1', customer_id: 'C-self' },
      { staff_id: 'S-2', customer_id: null },
    ]);
    await clear('S-1', 'STAFF');
    await clear('S-2', 'STAFF');
    const { wallsAgainst } = request();
    const customers = ['C-wife', 'C-former', 'C-other', 'C-self'];
    const of = (staffId: string) => Promise.all(customers.map((id) => wallsAgainst(staffId, id)));
    expect(await of('S-1')).toEqual([['CONFLICT'], [], [], ['CONFLICT']]);
    expect(await of('S-2')).toEqual([[], [], ['CONFLICT'], []]);
  });

  it('that the directory misspells lets nobody in', async () => {
    await stand({ 'C-1': ['V.I.P.'], 'C-2': [] });
    await clear('S-1', 'V.I.P.');
    await clear('S-1', 'VIP');
    expect(await against('S-1', 'C-1')).toEqual(['VIP']);
    // Nor does it keep anybody from others who are asked about in the same statement.
    const { wallsAgainst } = request();
    expect(await Promise.all([wallsAgainst('S-1', 'C-1'), wallsAgainst('S-1', 'C-2')])).toEqual([
      ['VIP'],
      [],
    ]);
  });

  it('is not taken for open when one of the two databases does not tell', async () => {
    await stand({ 'C-1': [] });
    for (const [table, system] of [
      ['directory.customer', 'directory'],
      ['staffing.wall_clearance', 'staffing'],
    ] as const) {
      const blocker = await bank.transaction();
      try {
        await blocker.raw(`lock table ${table} in access exclusive mode`);
        const hurried = request({ deadlineMs: 100 });
        await expect(hurried.wallsAgainst('S-1', 'C-1')).rejects.toMatchObject(unavailable(system));
      } finally {
        await blocker.rollback();
      }
    }
    expect(await against('S-1', 'C-1')).toEqual([]);
  });
});

describe('a consent to a purpose', () => {
  it('holds while it is given, for this purpose, to the bank', async () => {
    await give('CON-1');
    await give('CON-2', { expires_at: year.future });
    await give('CON-3', { customer_id: 'C-expired', expires_at: year.past });
    await give('CON-4', { customer_id: 'C-cancelled', status: 'CANC' });
    await give('CON-5', { customer_id: 'C-asked', status: 'AWAU' });
    await give('CON-6', { customer_id: 'C-partner', grantee: 'P-moneywise' });
    await give('CON-7', { customer_id: 'C-access', kind: 'ACCOUNT_ACCESS' });
    const { purposeConsents } = request();
    const customers = ['C-1', 'C-expired', 'C-cancelled', 'C-asked', 'C-partner', 'C-access'];
    expect(await Promise.all(customers.map((id) => purposeConsents(id, 'Marketing')))).toEqual([
      [
        { id: 'CON-1', version },
        { id: 'CON-2', version },
      ],
      ...[[], [], [], [], []],
    ]);
    expect(await purposeConsents('C-1', 'DirectMarketing')).toEqual([]);
  });
});

describe('consents to account access', () => {
  const access = { kind: 'ACCOUNT_ACCESS', purpose: 'ServiceProvision', grantee: 'P-moneywise' };

  it('come with permissions and the accounts that are still covered', async () => {
    await give('CON-1', { ...access, permissions: ['ReadBalances'] });
    await give('CON-2', {
      ...access,
      permissions: ['ReadParty'],
      expires_at: year.future,
      notice_version: 'privacy-notice@8',
    });
    await give('CON-3', { ...access, expires_at: year.past });
    await give('CON-4', { ...access, status: 'CANC' });
    await give('CON-5', { ...access, grantee: 'P-brightloans', permissions: ['ReadStatementsBasic'] });
    await give('CON-6');
    await bank('consent.consent_account').insert([
      { consent_id: 'CON-1', account_id: 'A-1', removed_at: null },
      { consent_id: 'CON-1', account_id: 'A-2', removed_at: year.past },
      { consent_id: 'CON-5', account_id: 'A-9', removed_at: null },
    ]);
    const { accessConsents } = request();
    const moneywise = await accessConsents('C-1', 'P-moneywise');
    expect(moneywise).toHaveLength(2);
    expect(moneywise).toEqual(
      expect.arrayContaining([
        { id: 'CON-1', version, permissions: ['ReadBalances'], accountIds: ['A-1'], ...always },
        { id: 'CON-2', version: 'privacy-notice@8', permissions: ['ReadParty'], accountIds: [], ...always },
      ]),
    );
    expect(await accessConsents('C-1', 'P-brightloans')).toEqual([
      { id: 'CON-5', version, permissions: ['ReadStatementsBasic'], accountIds: ['A-9'], ...always },
    ]);
    expect(await accessConsents('C-2', 'P-moneywise')).toEqual([]);
    expect(await accessConsents('C-1', 'bank')).toEqual([]);
  });
});

describe('access that a second person has given', () => {
  it('holds for this person, this customer and what it was given for, as long as it is open', async () => {
    await bank('access.open_grant').insert([
      { staff_id: 'S-1', customer_id: 'C-1', kind: 'BREAK_GLASS' },
      { staff_id: 'S-1', customer_id: 'C-2', kind: 'UNMASKING' },
      { staff_id: 'S-1', customer_id: 'C-3', kind: 'UNMASKING' },
      { staff_id: 'S-1', customer_id: 'C-3', kind: 'BREAK_GLASS' },
      { staff_id: 'S-1', customer_id: 'C-4', kind: 'EXPORT' },
      { staff_id: 'S-2', customer_id: 'C-4', kind: 'BREAK_GLASS' },
      { staff_id: 'S-2', customer_id: 'C-1', kind: 'EXPORT' },
    ]);
    const before = request();
    const answers = (relationships: Relationships) =>
      Promise.all(
        ['C-1', 'C-2', 'C-3', 'C-4', 'C-unknown'].map((id) =>
          Promise.all([
            relationships.breakGlassOpen('S-1', id),
            relationships.fourEyesGiven('S-1', id),
            relationships.exportApproved('S-1', id),
          ]),
        ),
      );
    const open = [
      [true, false, false],
      [false, true, false],
      [true, true, false],
      [false, false, true],
      [false, false, false],
    ];
    expect(await answers(before)).toEqual(open);
    await bank('access.open_grant').delete();
    expect(await answers(before)).toEqual(open);
    expect((await answers(request())).flat()).not.toContain(true);
  });
});

describe('one request', () => {
  it('loses no answer to an id that no database could hold', async () => {
    await assign('C-1', year.past, null);
    const related = request();
    expect(
      await Promise.all([
        related.assignedToCustomer('S-1', 'C-1\0'),
        related.assignedToCustomer('S-1', 'C-1'),
        related.wallsAgainst('S-1', 'C-1\0'),
      ]),
    ).toEqual([false, true, []]);
  });

  it('asks once for many questions, and never twice for the same', async () => {
    const relationships = request();
    const customers = Array.from({ length: 50 }, (_, n) => `C-${n}`);
    for (const _again of [1, 2]) {
      await Promise.all(
        customers.flatMap((id) => [
          relationships.assignedToCustomer('S-1', id),
          relationships.relationshipManagerOf('S-1', id),
          relationships.wallsAgainst('S-1', id),
          relationships.assignedToCase('S-1', id),
          relationships.purposeConsents(id, 'Marketing'),
          relationships.accessConsents(id, 'P-moneywise'),
          relationships.breakGlassOpen('S-1', id),
          relationships.fourEyesGiven('S-1', id),
          relationships.exportApproved('S-1', id),
        ]),
      );
    }
    expect(
      statements.map((sql) => /from "?(\w+"?\."?\w+)/.exec(sql)?.[1]?.replaceAll('"', '')).sort(),
    ).toEqual([
      'access.open_grant',
      'consent.consent',
      'consent.consent',
      'directory.customer',
      'staffing.case_assignment',
      'staffing.customer_assignment',
      'staffing.wall_clearance',
    ]);
  });

  it('does not wait longer than its deadline for a connection or a table, and asks only once', async () => {
    await assign('C-1', year.past, null);
    const blocker = await bank.transaction();
    try {
      await blocker.raw('lock table staffing.customer_assignment in access exclusive mode');
      const hurried = request({ deadlineMs: 100 });
      const started = performance.now();
      // The pool has one connection: the first waits for the table, the second for the connection.
      const asked = [hurried.assignedToCustomer('S-1', 'C-1'), hurried.assignedToCase('S-1', 'case-1')];
      for (const answer of await Promise.allSettled(asked)) {
        expect(answer).toMatchObject({ status: 'rejected', reason: unavailable('staffing') });
      }
      const before = statements.length;
      await expect(hurried.assignedToCustomer('S-1', 'C-1')).rejects.toMatchObject(unavailable('staffing'));
      expect(performance.now() - started).toBeLessThan(1_000);
      expect(statements).toHaveLength(before);
    } finally {
      await blocker.rollback();
    }
    expect(await request().assignedToCustomer('S-1', 'C-1')).toBe(true);
  });

  it('withdraws its questions when the client has gone', async () => {
    const client = new AbortController();
    client.abort();
    const { accessConsents } = request({ signal: client.signal });
    await expect(accessConsents('C-1', 'P-moneywise')).rejects.toMatchObject(unavailable('consent'));
    expect(statements).toEqual([]);
  });

  it('takes a database that refuses for one that is down', async () => {
    const unprepared = postgresRelationships({
      directory: consent,
      staffing: consent,
      consent: staffing,
      access: consent,
    });
    await expect(unprepared.assignedToCustomer('S-1', 'C-1')).rejects.toMatchObject(unavailable('staffing'));
    await expect(unprepared.purposeConsents('C-1', 'Marketing')).rejects.toMatchObject(
      unavailable('consent'),
    );
    await expect(unprepared.breakGlassOpen('S-1', 'C-1')).rejects.toMatchObject(unavailable('access'));
    await expect(unprepared.fourEyesGiven('S-1', 'C-1')).rejects.toMatchObject(unavailable('access'));
    await expect(unprepared.wallsAgainst('S-1', 'C-1')).rejects.toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
    });
  });

  it('says so when the database is gone, and the next request works when it is back', async () => {
    await assign('C-1', year.past, null);
    await bank.raw('alter role staffing_reader nologin');
    await bank.raw(
      `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'staffing_reader'`,
    );
    const during = request();
    await expect(during.assignedToCustomer('S-1', 'C-1')).rejects.toMatchObject(unavailable('staffing'));
    expect(await during.purposeConsents('C-1', 'Marketing')).toEqual([]);
    await bank.raw('alter role staffing_reader login');
    expect(await request().assignedToCustomer('S-1', 'C-1')).toBe(true);
  });
});
