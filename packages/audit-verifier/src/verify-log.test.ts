import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type AuditEntry,
  AuditWriter,
  ensureKeyFile,
  type KeyEncryptionKeys,
  keyFile,
  prepareAuditLog,
  prepareKeys,
} from '@bankgraph/audit-log';
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
import fc from 'fast-check';
import { verifyLog } from './verify-log.js';

const gateway = '11111111-1111-4111-8111-111111111111';
const kyc = '22222222-2222-4222-8222-222222222222';

const entry = (requestId: string): AuditEntry => ({
  actor: { id: 'S-1', kind: 'staff', roles: ['auditor'], clientId: 'desk', channel: null },
  purpose: 'LegalCompliance',
  subject: 'C-1001',
  requestId,
  operationName: null,
  operationHash: 'ab'.repeat(32),
  policyVersion: 'p',
  fields: [['Customer.name', 'allow', 1]],
  outcome: 'answered',
  answer: null,
});

let server: TemporaryPostgres;
let owner: Knex;
let keys: KeyEncryptionKeys;
let reader: Knex;
let pool: Pool;

beforeAll(async () => {
  server = await startTemporaryPostgres();
}, 60_000);
afterAll(() => server?.stop());

/** A log of two writers: the gateway's, closed, of records 1 to 7, and that of kyc, which was killed after record 4. */
beforeEach(async () => {
  const url = await server.newDatabase();
  owner = connect(url, { poolMax: 1, applicationName: 'test owner' });
  await prepareAuditLog(owner, { writer: 'w', reader: 'r', integrator: 'i', witness: 'k', keyKeeper: 'x' });
  const file = join(await mkdtemp(join(tmpdir(), 'bankgraph-keys-')), 'audit-keys.json');
  await ensureKeyFile(file);
  keys = keyFile(file);
  await prepareKeys(owner, keys);
  pool = openPool(databaseUrl(url, { role: 'audit_writer', password: 'w' }), {
    poolMax: 2,
    applicationName: 'test writer',
  });
  reader = connect(databaseUrl(url, { role: 'audit_reader', password: 'r' }), {
    poolMax: 1,
    applicationName: 'test reader',
  });
  const first = await AuditWriter.open(pool, { service: 'gateway', keys, writer: gateway });
  const second = await AuditWriter.open(pool, { service: 'kyc', keys, writer: kyc });
  for (const number of [2, 3, 4, 5, 6]) await first.commit([entry(`r-${number}`)]);
  await second.commit(['a', 'b', 'c'].map(entry));
  await first.close();
});
afterEach(async () => {
  await Promise.all([pool.end(), owner.destroy(), reader.destroy()]);
});

/** As somebody would who has the database: triggers off, a change, triggers on. */
async function tamper(statement: string, values: readonly unknown[] = []): Promise<void> {
  await owner.raw('alter table audit.record disable trigger append_only');
  await owner.raw(statement, values as never);
  await owner.raw('alter table audit.record enable trigger append_only');
}

const found = async () =>
  (await verifyLog(reader)).faults.map(({ kind, writer, sequence }) => [
    kind,
    writer === gateway ? 'gateway' : 'kyc',
    sequence,
  ]);

describe('a log as it was written', () => {
  it('has no fault; a writer that was killed is told from one that closed', async () => {
    expect(await verifyLog(reader)).toEqual({
      range: null,
      records: 11,
      writers: 2,
      open: 1,
      silent: [],
      tree: {
        size: 0,
        checkpoints: 0,
        cosigned: null,
        outside: 11,
        signaturesChecked: false,
        witnessCompared: false,
      },
      faults: [],
      faultCount: 0,
    });
  });

  it('may be empty, and may grow while it is verified', async () => {
    await tamper('delete from audit.record');
    expect(await verifyLog(reader)).toMatchObject({
      records: 0,
      writers: 0,
      faults: [],
      silent: [gateway, kyc],
    });
    const busy = await AuditWriter.open(pool, { service: 'busy', keys });
    let over = false;
    const growing = (async () => {
      while (!over) await busy.commit([entry('more')]);
    })();
    for (let round = 0; round < 5; round += 1) expect((await verifyLog(reader)).faults).toEqual([]);
    over = true;
    await growing;
    await busy.close();
  });

  it('of several pages tells how far it has come', async () => {
    const long = await AuditWriter.open(pool, { service: 'long', keys });
    for (let round = 0; round < 6; round += 1) {
      await long.commit(Array.from({ length: 1_000 }, (_, index) => entry(`${round}-${index}`)));
    }
    const told: number[][] = [];
    const { records, faults } = await verifyLog(reader, { onProgress: (...progress) => told.push(progress) });
    expect([records, faults, told]).toEqual([
      6_012,
      [],
      [
        [5_000, 6_012],
        [6_012, 6_012],
        [6_012, 6_012],
      ],
    ]);
  });
});

describe('a log that somebody has changed', () => {
  it('names the record whose bytes were flipped', async () => {
    await tamper(
      `update audit.record set leaf = convert_to(replace(convert_from(leaf, 'UTF8'), 'Customer.name', 'Customer.game'), 'UTF8')
        where writer = ? and sequence = 4`,
      [gateway],
    );
    expect(await found()).toEqual([['changed', 'gateway', 4]]);
  });

  it('names a record whose bytes are no leaf any more', async () => {
    await tamper('update audit.record set leaf = set_byte(leaf, 0, 91) where writer = ? and sequence = 3', [
      kyc,
    ]);
    expect(await found()).toEqual([
      ['unreadable', 'kyc', 3],
      ['changed', 'kyc', 3],
    ]);
    await tamper(`update audit.record set leaf = leaf || ' '::bytea where writer = ? and sequence = 6`, [
      gateway,
    ]);
    expect(await found()).toContainEqual(['unreadable', 'gateway', 6]);
  });

  it('names the records that were deleted', async () => {
    await tamper('delete from audit.record where writer = ? and sequence in (1, 4, 5)', [gateway]);
    const { faults } = await verifyLog(reader);
    expect(faults.map(({ kind, sequence, message }) => [kind, sequence, message])).toEqual([
      ['deleted', 1, 'Record 1 is missing.'],
      ['deleted', 4, 'Records 4 to 5 are missing.'],
    ]);
  });

  it('names records that changed places', async () => {
    await tamper(
      'update audit.record set sequence = -sequence + 100 where writer = ? and sequence in (3, 5)',
      [gateway],
    );
    await tamper(
      'update audit.record set sequence = case sequence when 97 then 5 else 3 end where sequence > 90',
    );
    expect(await found()).toEqual([
      ['moved', 'gateway', 3],
      ['changed', 'gateway', 3],
      ['moved', 'gateway', 5],
      ['changed', 'gateway', 5],
    ]);
  });

  it('names a record that was inserted after a close, or for a writer that never was', async () => {
    const copy = `insert into audit.record (writer, sequence, kind, id, recorded_at, subject, purpose, roles, outcome, leaf)
      select ?::uuid, ?, kind, gen_random_uuid(), recorded_at, subject, purpose, roles, outcome, leaf
      from audit.record where writer = ? and sequence = 3`;
    await tamper(copy, [gateway, 8, gateway]);
    expect(await found()).toEqual([
      ['inserted', 'gateway', 8],
      ['moved', 'gateway', 8],
      ['column', 'gateway', 8],
    ]);
    await tamper('delete from audit.record where sequence = 8');
    await tamper(copy, ['33333333-3333-4333-8333-333333333333', 1, gateway]);
    expect((await verifyLog(reader)).faults.map(({ kind, sequence }) => [kind, sequence])).toEqual([
      ['inserted', 1],
      ['moved', 1],
      ['inserted', 1],
      ['column', 1],
    ]);
  });

  it.each([
    ['subject', 'gen_random_uuid()'],
    ['subject', 'null'],
    ['purpose', "'Marketing'"],
    ['roles', "'{mlro}'"],
    ['outcome', "'refused'"],
    ['recorded_at', "recorded_at - interval '1 day'"],
    ['id', 'gen_random_uuid()'],
  ])('names the column %s when it is not what the leaf says (%s)', async (column, value) => {
    await tamper(`update audit.record set ${column} = ${value} where writer = ? and sequence = 2`, [kyc]);
    const { faults } = await verifyLog(reader);
    expect(faults).toEqual([
      {
        kind: 'column',
        index: null,
        writer: kyc,
        sequence: 2,
        message: `The column ${column} is not what the leaf says.`,
      },
    ]);
  });

  it('lists faults up to a bound, and counts them all', async () => {
    await tamper('update audit.record set subject = gen_random_uuid() where subject is not null');
    const { faults, faultCount } = await verifyLog(reader, { mostFaults: 3 });
    expect([faults.length, faultCount]).toEqual([3, 8]);
  });

  it('is found out whichever byte of whichever record but the last of a killed writer was changed', async () => {
    const rows = await owner('audit.record')
      .select('writer', 'sequence', 'leaf')
      .orderBy(['writer', 'sequence']);
    const chained = rows.filter(
      ({ writer, sequence }) =>
        !(writer === kyc && sequence === 4) && !(writer === gateway && sequence === 7),
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 255 }), async (row, at, flip) => {
        const { writer, sequence, leaf } = chained[row % chained.length];
        const changed = Buffer.from(leaf);
        const index = at % changed.length;
        changed.writeUInt8((changed[index] ?? 0) ^ flip, index);
        const put = 'update audit.record set leaf = ? where writer = ? and sequence = ?';
        await tamper(put, [changed, writer, sequence]);
        const faults = (await verifyLog(reader)).faults;
        await tamper(put, [leaf, writer, sequence]);
        expect(faults.map((fault) => [fault.writer, fault.sequence])).toContainEqual([writer, sequence]);
      }),
      { numRuns: 40 },
    );
  });
});
