import {
  connect,
  databaseUrl,
  type Knex,
  openPool,
  type Pool,
  startTemporaryPostgres,
  type TemporaryPostgres,
} from '@bankgraph/database';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { entry } from './audit-entry.fixture.js';
import { AuditUnavailable } from './audit-errors.js';
import { AuditReader } from './audit-reader.js';
import { prepareAuditLog } from './audit-schema.js';
import { AuditWriter } from './audit-writer.js';
import type { KeyEncryptionKeys } from './key-encryption-keys.js';
import { testKeys } from './keys.fixture.js';
import type { RecordFilter, RecordOrder } from './search-records.js';

let server: TemporaryPostgres;
let owner: Knex;
let keys: KeyEncryptionKeys;
let login: Knex;
let pool: Pool;
let reader: AuditReader;
let between: Date;

const analyst = { ...entry().actor, id: 'S-kyc-analyst-1', roles: ['kyc-analyst'] };
const customer = { ...entry().actor, id: 'C-1002', kind: 'customer' as const, roles: ['customer'] };

beforeAll(async () => {
  server = await startTemporaryPostgres();
  const url = await server.newDatabase();
  owner = connect(url, { poolMax: 1, applicationName: 'test owner' });
  await prepareAuditLog(owner, { writer: 'w', reader: 'r', integrator: 'i', witness: 'k', keyKeeper: 'x' });
  ({ keys } = await testKeys(owner));
  pool = openPool(databaseUrl(url, { role: 'audit_writer', password: 'w' }), {
    poolMax: 2,
    applicationName: 'test writer',
  });
  login = connect(databaseUrl(url, { role: 'audit_reader', password: 'r' }), {
    poolMax: 2,
    applicationName: 'test reader',
  });
  reader = new AuditReader(login, keys);
  const writer = await AuditWriter.open(pool, { service: 'gateway', keys });
  await writer.commit([entry({ requestId: 'care', purpose: 'CustomerCare' })]);
  await writer.commit([entry({ requestId: 'kyc', actor: analyst, purpose: 'IdentityVerification' })]);
  await new Promise((resolve) => setTimeout(resolve, 5));
  between = new Date();
  await writer.commit([entry({ requestId: 'own', subject: 'C-1002', actor: customer, purpose: null })]);
  await writer.commit([entry({ requestId: 'status', fields: [['KycProfile.status', 'deny', 1]] })]);
  await writer.commit(Array.from({ length: 2_500 }, () => entry({ requestId: 'many', subject: 'C-1003' })));
  await writer.close();
}, 60_000);
afterAll(async () => {
  await Promise.all([pool?.end(), login?.destroy(), owner?.destroy()]);
  await server?.stop();
});

async function found(filter: RecordFilter, order: RecordOrder = 'newest first'): Promise<string[]> {
  const ids: string[] = [];
  for await (const records of reader.search(filter, order))
    ids.push(...records.map(({ requestId }) => requestId));
  return ids;
}

describe('a search', () => {
  it('finds who saw what of a customer, newest or oldest first', async () => {
    expect(await found({ subject: 'C-1001' })).toEqual(['status', 'kyc', 'care']);
    expect(await found({ subject: 'C-1001' }, 'oldest first')).toEqual(['care', 'kyc', 'status']);
    expect(await found({ subject: 'C-9999' })).toEqual([]);
  });

  it.each<[filter: RecordFilter, ids: string[]]>([
    [{ subject: 'C-1001', purpose: 'IdentityVerification' }, ['kyc']],
    [{ role: 'kyc-analyst' }, ['kyc']],
    [{ role: 'customer' }, ['own']],
    [{ actor: 'S-kyc-analyst-1' }, ['kyc']],
    [{ actor: 'C-1002' }, ['own']],
    [{ field: 'KycProfile.status' }, ['status']],
    [{ requestId: 'care' }, ['care']],
    [{ requestId: 'care', role: 'kyc-analyst' }, []],
    [{ purpose: "' or true --" }, []],
  ])('finds what %j applies to', async (filter, ids) => {
    expect(await found(filter)).toEqual(ids);
  });

  it('keeps to a span of time: from its first moment, and not its last', async () => {
    expect(await found({ subject: 'C-1001', to: between })).toEqual(['kyc', 'care']);
    expect(await found({ subject: 'C-1001', from: between })).toEqual(['status']);
    expect(await found({ from: between, to: between })).toEqual([]);
  });

  it('of many batches has every record once, in both orders', async () => {
    for (const order of ['newest first', 'oldest first'] as const) {
      const ids: string[] = [];
      for await (const records of reader.search({}, order)) ids.push(...records.map(({ id }) => id));
      expect([ids.length, new Set(ids).size]).toEqual([2_504, 2_504]);
      expect(ids).toEqual(order === 'newest first' ? ids.toSorted().reverse() : ids.toSorted());
    }
  });

  it('for a customer does not read the log of the others', async () => {
    await owner.raw('analyze audit.record');
    const { rows } = await login.raw<{ rows: { 'QUERY PLAN': string }[] }>(
      `explain select id, leaf from audit.record where kind = 'access' and subject = '7c9e6679-7425-40de-944b-e07fc1f90ae7'
       and id >= '019ab3d2-0000-7000-8000-000000000000' order by id desc limit 1000`,
    );
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toContain('record_subject');
    expect(plan).not.toContain('Seq Scan');
  });

  it('says that the log cannot be read', async () => {
    const away = connect('postgresql://nobody@127.0.0.1:9/none', { poolMax: 1, applicationName: 'test' });
    await expect(new AuditReader(away, keys).search({}, 'newest first').next()).rejects.toThrow(
      AuditUnavailable,
    );
    await away.destroy();
  });
});
