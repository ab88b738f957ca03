import {
  connect,
  databaseUrl,
  type Knex,
  openPool,
  type Pool,
  startTemporaryPostgres,
  type TemporaryPostgres,
} from '@bankgraph/database';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { entry } from './audit-entry.fixture.js';
import { AuditUnavailable } from './audit-errors.js';
import { AuditReader } from './audit-reader.js';
import { isOperation } from './audit-record.js';
import { prepareAuditLog } from './audit-schema.js';
import { AuditWriter } from './audit-writer.js';
import type { KeyEncryptionKeys } from './key-encryption-keys.js';
import { testKeys } from './keys.fixture.js';

let server: TemporaryPostgres;
let owner: Knex;
let keys: KeyEncryptionKeys;
let login: Knex;
let pool: Pool;
let gateway: AuditWriter;
let kyc: AuditWriter;
let reader: AuditReader;

beforeAll(async () => {
  server = await startTemporaryPostgres();
}, 60_000);

afterAll(async () => {
  await server.stop();
});

beforeEach(async () => {
  const url = await server.newDatabase();
  owner = connect(url, { poolMax: 2, applicationName: 'test owner' });
  await prepareAuditLog(owner, { writer: 'w', reader: 'r', integrator: 'i', witness: 'k', keyKeeper: 'x' });
  ({ keys } = await testKeys(owner));
  pool = openPool(databaseUrl(url, { role: 'audit_writer', password: 'w' }), {
    poolMax: 2,
    applicationName: 'test writer',
  });
  gateway = await AuditWriter.open(pool, { service: 'gateway', keys });
  kyc = await AuditWriter.open(pool, { service: 'kyc', keys });
  login = connect(databaseUrl(url, { role: 'audit_reader', password: 'r' }), {
    poolMax: 2,
    applicationName: 'test reader',
  });
  reader = new AuditReader(login, keys);
});

afterEach(async () => {
  await Promise.all([gateway.close(), kyc.close()]);
  await Promise.all([pool.end(), login.destroy(), owner.destroy()]);
});

describe('bySubject', () => {
  it('pages through who looked at a customer, newest first', async () => {
    for (const requestId of ['r-1', 'r-2', 'r-3']) {
      await gateway.commit([entry({ requestId }), entry({ requestId, subject: 'C-1002' })]);
    }
    await gateway.commit([entry({ requestId: 'nobody', subject: null })]);

    const first = await reader.bySubject('C-1001', { first: 2 });
    expect(requestsOf(first)).toEqual({ totalCount: 3, hasNextPage: true, requests: ['r-3', 'r-2'] });
    const second = await reader.bySubject('C-1001', { first: 2, after: first.edges[1]?.cursor ?? null });
    expect(requestsOf(second)).toEqual({ totalCount: 3, hasNextPage: false, requests: ['r-1'] });
    expect(await reader.bySubject('C-9999', { first: 10 })).toEqual({
      totalCount: 0,
      edges: [],
      hasNextPage: false,
    });
    expect(requestsOf(await reader.bySubject('C-1001', { first: 0 }))).toEqual({
      totalCount: 3,
      hasNextPage: true,
      requests: [],
    });
  });

  it('leaves out what the reader may not know of, as if it were not there', async () => {
    const investigator = { ...entry().actor, id: 'S-aml-investigator-1', roles: ['aml-investigator'] };
    await gateway.commit([entry({ requestId: 'care' })]);
    await gateway.commit([entry({ requestId: 'case', actor: investigator, purpose: 'AntiMoneyLaundering' })]);
    await gateway.commit([entry({ requestId: 'own', purpose: null })]);

    const seen = { totalCount: 2, hasNextPage: false, requests: ['own', 'care'] };
    for (const filter of [
      { withoutRoles: ['aml-investigator', 'mlro'] },
      { withoutPurposes: ['AntiMoneyLaundering'] },
    ]) {
      expect(requestsOf(await reader.bySubject('C-1001', { first: 10, ...filter }))).toEqual(seen);
    }
  });

  it('refuses page sizes and cursors that make no sense', async () => {
    const invalid = { code: 'BAD_USER_INPUT' };
    for (const first of [-1, 501, 99_999_999, 1.5]) {
      await expect(reader.bySubject('C-1001', { first })).rejects.toMatchObject(invalid);
    }
    for (const after of ['', 'x', "' or true --", 'A'.repeat(5000)]) {
      await expect(reader.bySubject('C-1001', { first: 1, after })).rejects.toMatchObject(invalid);
    }
  });
});

describe('tail', () => {
  it('reads the log of several writers in the order of time, from a given moment on', async () => {
    await gateway.commit([entry({ requestId: 'r-1' })]);
    await kyc.commit([entry({ requestId: 'r-2' })]);
    await new Promise((resolve) => setTimeout(resolve, 5));
    const since = new Date();
    await gateway.commit([entry({ requestId: 'r-3' })]);
    await kyc.commit(Array.from({ length: 1_200 }, () => entry({ requestId: 'many' })));
    await gateway.commit([entry({ requestId: 'r-4' })]);

    const all = await requestsIn(reader.tail());
    expect(all.filter((id) => id !== 'many')).toEqual(['r-1', 'r-2', 'r-3', 'r-4']);
    expect(all).toHaveLength(1_204);
    expect(all.at(-1)).toBe('r-4');
    const later = await requestsIn(reader.tail({ since }));
    expect([later.length, later[0], later.at(-1)]).toEqual([1_202, 'r-3', 'r-4']);
  });

  it('follows the log, and does not miss a record that was committed late, nor a new writer', async () => {
    await gateway.commit([entry({ requestId: 'r-1' })]);
    const stop = new AbortController();
    const seen: string[] = [];
    const reading = (async () => {
      for await (const record of reader.tail({
        follow: true,
        since: new Date(0),
        signal: stop.signal,
        pollMs: 10,
      })) {
        if (!isOperation(record)) continue;
        seen.push(record.requestId);
        if (record.requestId === 'end') stop.abort();
      }
    })();

    const blocked = await owner.transaction();
    await blocked.raw('select pg_advisory_xact_lock(1)');
    await owner.raw(`
      create function audit.wait() returns trigger language plpgsql security definer as
        'begin if new.purpose = ''late'' then perform pg_advisory_xact_lock(1); end if; return new; end';
      create trigger wait before insert on audit.record for each row execute function audit.wait()`);
    const late = kyc.commit([entry({ requestId: 'late', purpose: 'late' })]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await gateway.commit([entry({ requestId: 'r-2' })]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await blocked.rollback();
    await late;
    const fraud = await AuditWriter.open(pool, { service: 'fraud', keys });
    await fraud.commit([entry({ requestId: 'new' })]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await gateway.commit([entry({ requestId: 'end' })]);
    await reading;
    expect(seen).toEqual(['r-1', 'r-2', 'late', 'new', 'end']);
  });
});

it('gives the newest records', async () => {
  expect(await reader.last()).toBeUndefined();
  await gateway.commit([entry({ requestId: 'r-1' })]);
  await kyc.commit([entry({ requestId: 'r-2', outcome: 'refused', errorCode: 'FORBIDDEN' })]);
  expect(await reader.last()).toMatchObject({
    ...entry(),
    requestId: 'r-2',
    outcome: 'refused',
    errorCode: 'FORBIDDEN',
  });
  expect((await reader.recent(5)).map(({ requestId }) => requestId)).toEqual(['r-2', 'r-1']);
});

it('says AuditUnavailable when the database is not there', async () => {
  const nowhere = connect('postgresql://x:y@127.0.0.1:1/z', { poolMax: 1, applicationName: 'test' });
  await expect(new AuditReader(nowhere, keys).last()).rejects.toBeInstanceOf(AuditUnavailable);
  await nowhere.destroy();
});

function requestsOf(page: Awaited<ReturnType<AuditReader['bySubject']>>) {
  const { totalCount, hasNextPage, edges } = page;
  return { totalCount, hasNextPage, requests: edges.map(({ record }) => record.requestId) };
}

async function requestsIn(records: ReturnType<AuditReader['tail']>): Promise<string[]> {
  const requests: string[] = [];
  for await (const record of records) if (isOperation(record)) requests.push(record.requestId);
  return requests;
}
