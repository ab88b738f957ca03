import { randomBytes } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
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
import { entry } from './audit-entry.fixture.js';
import { AuditReader } from './audit-reader.js';
import { type ErasureRecord, isOperation, type SealedRecord } from './audit-record.js';
import { prepareAuditLog } from './audit-schema.js';
import { AuditWriter } from './audit-writer.js';
import { DataSubjects } from './data-subjects.js';
import { eraseDataSubject } from './erase-data-subject.js';
import { type KeyEncryptionKeys, KeyMissing, KeyRefused } from './key-encryption-keys.js';
import { ensureKeyFile, keyFile } from './key-file.js';
import { testKeys } from './keys.fixture.js';
import { decodeLeaf, leafHash } from './leaf.js';
import { prepareKeys } from './prepare-keys.js';
import { RotationUnderWay, rotateKeys } from './rotate-keys.js';
import { seal, unseal } from './sealed-box.js';

let server: TemporaryPostgres;
let owner: Knex;
let keeper: Knex;
let login: Knex;
let pool: Pool;
let keys: KeyEncryptionKeys;
let file: string;
let writer: AuditWriter;
let keeperPool: Pool;
let recording: AuditWriter;

const operator = {
  id: 'operator:dpo',
  kind: 'staff' as const,
  roles: [],
  clientId: 'bankgraph',
  channel: null,
};
const customer = {
  id: 'C-1001',
  kind: 'customer' as const,
  roles: ['customer'],
  clientId: 'mobile-app',
  channel: 'mobile',
};

beforeAll(async () => {
  server = await startTemporaryPostgres();
}, 60_000);
afterAll(() => server?.stop());

beforeEach(async () => {
  const url = await server.newDatabase();
  owner = connect(url, { poolMax: 2, applicationName: 'test owner' });
  await prepareAuditLog(owner, { writer: 'w', reader: 'r', integrator: 'i', witness: 'k', keyKeeper: 'x' });
  ({ keys, file } = await testKeys(owner));
  pool = openPool(databaseUrl(url, { role: 'audit_writer', password: 'w' }), {
    poolMax: 4,
    applicationName: 'test writer',
  });
  keeper = connect(databaseUrl(url, { role: 'audit_key_keeper', password: 'x' }), {
    poolMax: 4,
    applicationName: 'test keeper',
  });
  login = connect(databaseUrl(url, { role: 'audit_reader', password: 'r' }), {
    poolMax: 2,
    applicationName: 'test reader',
  });
  // Longer than by default: it is not the speed that is tested.
  writer = await AuditWriter.open(pool, { service: 'test', keys, commitTimeoutMs: 20_000 });
  keeperPool = openPool(databaseUrl(url, { role: 'audit_key_keeper', password: 'x' }), {
    poolMax: 1,
    applicationName: 'test keeper',
  });
  recording = await AuditWriter.open(keeperPool, { service: 'keys', keys, commitTimeoutMs: 20_000 });
});

afterEach(async () => {
  await Promise.all([writer.close(), recording.close()]);
  await Promise.all([pool.end(), keeperPool.end(), keeper.destroy(), login.destroy(), owner.destroy()]);
});

/** The same keys, as an object that another may be made of. */
function bound(own: KeyEncryptionKeys): KeyEncryptionKeys {
  return {
    names: () => own.names(),
    wrap: (...asked) => own.wrap(...asked),
    unwrap: (...asked) => own.unwrap(...asked),
    blindIndex: (...asked) => own.blindIndex(...asked),
    create: () => own.create(),
    destroy: (name) => own.destroy(name),
  };
}

/** A process that has read nothing before. */
const reader = () => new AuditReader(login, keyFile(file));

const leaves = async (kind = 'access') =>
  (await owner('audit.record').where({ kind }).orderBy('id').pluck<Buffer[]>('leaf')).map((leaf) =>
    leaf.toString(),
  );

const subjectOf = async (requestId: string) =>
  (await reader().recent(100)).find((record) => record.requestId === requestId)?.subject;

describe('a record', () => {
  it('says who it is about to those who have the keys, and to nobody else', async () => {
    await writer.commit([entry({ requestId: 'staff' })]);
    await writer.commit([entry({ requestId: 'own', actor: customer })]);
    await writer.commit([entry({ requestId: 'other', actor: customer, subject: 'C-1002' })]);
    await writer.commit([entry({ requestId: 'nobody', actor: customer, subject: null })]);
    const texts = await leaves();
    for (const text of [...texts, ...(await wholeDatabase())]) expect(text).not.toMatch(/C-100/);

    const [staff, own, other, nobody] = texts.map((text) => decodeLeaf(Buffer.from(text)) as SealedRecord);
    expect(staff?.actor.id).toBe('S-frontline-agent-1');
    expect(own?.actor.id).toBe(staff?.subject);
    expect(own?.identities.map(([pseudonym]) => pseudonym)).toEqual([staff?.subject]);
    expect(other?.identities.map(([pseudonym]) => pseudonym)).toEqual([staff?.subject, other?.subject]);
    expect(nobody?.identities).toEqual(own?.identities);

    expect((await reader().recent(4)).map(({ subject, actor }) => [actor.id, subject])).toEqual([
      ['C-1001', null],
      ['C-1001', 'C-1002'],
      ['C-1001', 'C-1001'],
      ['S-frontline-agent-1', 'C-1001'],
    ]);
    expect((await reader().bySubject('C-1001', { first: 5 })).totalCount).toBe(2);
    expect(await reader().bySubject('C-9999', { first: 5 })).toMatchObject({ totalCount: 0, edges: [] });
  });

  it('names consents to those who have the keys, by notice version to others, and to nobody once erased', async () => {
    const consents = [
      ['CON-1001-1', 'privacy-notice@7'],
      ['CON-1001-2', 'privacy-notice@8'],
    ] as const;
    await writer.commit([entry({ consents }), entry({ subject: 'C-1002' })]);
    for (const text of [...(await leaves()), ...(await wholeDatabase())]) expect(text).not.toMatch(/CON-/);
    const read = async () => (await reader().recent(2)).map((record) => record.consents);
    expect(await read()).toEqual([undefined, consents]);
    const [, sealed] = (await leaves())
      .map((text) => decodeLeaf(Buffer.from(text)) as SealedRecord)
      .reverse();
    expect(sealed?.consents?.map(([, version]) => version)).toEqual(['privacy-notice@7', 'privacy-notice@8']);

    // A consent is sealed about its subject, as a consent: what stands for a person does not pass for one.
    const erased = await eraseDataSubject(
      { knex: keeper, keys, writer: recording },
      { identifier: 'C-1001', actor: operator, ground: 'right-to-erasure' },
    );
    const pseudonym = erased?.pseudonym;
    expect(await read()).toEqual([
      undefined,
      [
        [`erased:${pseudonym}`, 'privacy-notice@7'],
        [`erased:${pseudonym}`, 'privacy-notice@8'],
      ],
    ]);
    // The writer still knows the pseudonym for a moment, and has its key; another has only the pseudonym.
    const late = new DataSubjects(pool, keyFile(file), 5_000);
    expect((await late.keysOf([pseudonym ?? ''])).get(pseudonym ?? '')).toHaveLength(32);
    await writer.commit([entry({ consents: [['CON-1001-3', 'privacy-notice@8']] })]);
    expect((await read())[0]).toEqual([[`erased:${pseudonym}`, 'privacy-notice@8']]);
  });

  it('finds the key of a consent where keys are rotated between two looks', async () => {
    const subjects = new DataSubjects(pool, keyFile(file), 5_000);
    const pseudonym = (await subjects.pseudonyms(['C-1001'])).get('C-1001')?.pseudonym ?? '';
    const before = (await subjects.keysOf([pseudonym])).get(pseudonym);
    let turns = 0;
    const rotatedMeanwhile: KeyEncryptionKeys = {
      ...bound(keys),
      unwrap: async (...asked) => {
        turns += 1;
        if (turns === 1) await rotateKeys(keeper, keys);
        return keys.unwrap(...asked);
      },
    };
    const late = new DataSubjects(pool, rotatedMeanwhile, 5_000);
    expect((await late.keysOf([pseudonym])).get(pseudonym)).toEqual(before);
    expect(turns).toBe(2);
  });

  it('has the one pseudonym of its subject, whoever writes first', async () => {
    const many = Array.from({ length: 8 }, () => new DataSubjects(pool, keyFile(file), 5_000));
    const identifiers = Array.from({ length: 50 }, (_, index) => `C-${index}`);
    const given = await Promise.all(many.map((subjects) => subjects.pseudonyms(identifiers)));
    for (const identifier of identifiers) {
      expect(new Set(given.map((pseudonyms) => pseudonyms.get(identifier)?.pseudonym)).size).toBe(1);
    }
    expect(await owner('audit.data_subject').count()).toEqual([{ count: 50 }]);
  });

  it('does not open with what belongs to somebody else', async () => {
    await writer.commit([entry({ requestId: 'one' }), entry({ requestId: 'two', subject: 'C-1002' })]);
    // The superuser exchanges whom two pseudonyms stand for.
    await owner.raw(`
      update audit.data_subject as d set wrapped_key = o.wrapped_key, identity = o.identity
      from audit.data_subject as o where o.pseudonym <> d.pseudonym`);
    expect(await subjectOf('one')).toMatch(/^unreadable:/);
    expect(await subjectOf('two')).toMatch(/^unreadable:/);
  });

  it('is refused while the key file cannot be read, and goes on when it is back', async () => {
    const text = await readFile(file, 'utf8');
    const strict = await AuditWriter.open(pool, {
      service: 'test',
      keys: keyFile(file),
      commitTimeoutMs: 600,
    });
    await owner.raw('delete from audit.data_subject');
    const fresh = new DataSubjects(pool, keyFile(file), 1_000);
    await writeFile(file, '{ half');
    await expect(fresh.pseudonyms(['C-1'])).rejects.toThrow(`${file} is no JSON: put its last copy back`);
    await writeFile(file, text);
    await fresh.pseudonyms(['C-1']);
    await strict.close();
  });
});

describe('erasing', () => {
  const erase = async (identifier: string) => {
    const erased = await eraseDataSubject(
      { knex: keeper, keys, writer: recording },
      { identifier, actor: operator, ground: 'right-to-erasure' },
    );
    return erased?.pseudonym ?? null;
  };

  it('leaves every record as it is, and nobody can tell whose they are', async () => {
    await writer.commit([entry({ requestId: 'one' }), entry({ requestId: 'two', subject: 'C-1002' })]);
    const before = await leaves();
    const pseudonym = await erase('C-1001');
    expect(await leaves()).toEqual(before);
    expect(await subjectOf('one')).toBe(`erased:${pseudonym}`);
    expect(await subjectOf('two')).toBe('C-1002');
    expect((await reader().bySubject('C-1001', { first: 5 })).totalCount).toBe(0);
    const [tombstone] = (await leaves('erasure')).map((text) => JSON.parse(text) as ErasureRecord);
    expect(tombstone).toMatchObject({ subject: pseudonym, actor: operator, ground: 'right-to-erasure' });
    expect(await owner('audit.data_subject').where({ pseudonym }).first()).toMatchObject({
      identity: null,
      wrapped_key: null,
      blind_index: null,
      erased_at: expect.anything(),
    });

    const told: string[] = [];
    for await (const record of reader().tail()) {
      if (!isOperation(record) && record.kind !== 'erasure') continue;
      told.push(record.kind === 'erasure' ? `${record.subject} ${record.ground}` : String(record.subject));
    }
    expect(told).toEqual([`erased:${pseudonym}`, 'C-1002', `${pseudonym} right-to-erasure`]);

    // A new customer of that number is somebody else, for a process that has not written about them lately.
    const other = await AuditWriter.open(pool, { service: 'other', keys: keyFile(file) });
    await other.commit([entry({ requestId: 'later' })]);
    expect(await subjectOf('later')).toBe('C-1001');
    expect(await subjectOf('one')).toBe(`erased:${pseudonym}`);
    await other.close();
  });

  it('of nobody, or twice, says so and records nothing', async () => {
    await writer.commit([entry()]);
    expect(await erase('C-9999')).toBeNull();
    expect(await erase('C-1001')).not.toBeNull();
    expect(await erase('C-1001')).toBeNull();
    expect(await leaves('erasure')).toHaveLength(1);
  });

  it('does not happen when it cannot be recorded', async () => {
    await writer.commit([entry({ requestId: 'one' })]);
    const broken = { commitKeeping: () => Promise.reject(new Error('the log is full')) };
    await expect(
      eraseDataSubject(
        { knex: keeper, keys, writer: broken },
        { identifier: 'C-1001', actor: operator, ground: 'retention-ended' },
      ),
    ).rejects.toThrow('the log is full');
    expect(await subjectOf('one')).toBe('C-1001');
  });

  it('holds after an older copy of the database is put back', async () => {
    await writer.commit([entry({ requestId: 'one' }), entry({ requestId: 'two', subject: 'C-1002' })]);
    await owner.raw(`
      create table old_subject as table audit.data_subject;
      create table old_key as select name, created_at, destroyed_at from audit.key_encryption_key`);
    await erase('C-1001');
    const oldKeys = await readFile(file, 'utf8');
    await rotateKeys(keeper, keys);
    const newest = await owner('audit.data_subject').select();
    const names = await owner('audit.key_encryption_key').select('name', 'created_at', 'destroyed_at');

    const putBack = async (subjects: string, named: string) => {
      await owner.raw(`
        delete from audit.data_subject; delete from audit.key_encryption_key;
        insert into audit.key_encryption_key (name, created_at, destroyed_at) select * from ${named};
        insert into audit.data_subject select * from ${subjects}`);
    };
    await putBack('old_subject', 'old_key');
    expect(await subjectOf('one')).toMatch(/^unreadable:/);
    await expect(reader().bySubject('C-1001', { first: 1 })).rejects.toThrow('docs/operations.md');
    await expect(AuditWriter.open(pool, { service: 'test', keys: keyFile(file) })).rejects.toThrow(
      /put back the newest copy of the tables audit.data_subject and audit.key_encryption_key/,
    );

    // What the runbook says: the newest copy of the two tables.
    await owner.raw('delete from audit.data_subject');
    await owner.raw('delete from audit.key_encryption_key');
    for (const row of names) await owner('audit.key_encryption_key').insert(row);
    for (const row of newest) await owner('audit.data_subject').insert(row);
    expect(await subjectOf('one')).toMatch(/^erased:/);
    expect(await subjectOf('two')).toBe('C-1002');

    // The test can fail: with the keys of that time the older copy tells.
    await putBack('old_subject', 'old_key');
    await writeFile(file, oldKeys);
    expect(await subjectOf('one')).toBe('C-1001');
  });
});

describe('rotating', () => {
  it('goes on while records are written and read, and nobody gets a second pseudonym', async () => {
    const customers = Array.from({ length: 2_500 }, (_, index) => `C-${index}`);
    await writer.commit(customers.map((subject) => entry({ subject, requestId: subject })));
    let over = false;
    const writers = await Promise.all(
      [0, 1, 2].map(() =>
        AuditWriter.open(pool, { service: 'busy', keys: keyFile(file), commitTimeoutMs: 20_000 }),
      ),
    );
    let written = 0;
    const busy = writers.map(async (one, number) => {
      for (let round = 0; !over; round += 1) {
        const subjects = [`C-${(round * 7) % 2_500}`, `new-${round}`];
        await one.commit(subjects.map((subject) => entry({ subject, requestId: `${number}-${round}` })));
        written += 2;
      }
    });
    const rotations = [];
    for (let round = 0; round < 3; round += 1) rotations.push(await rotateKeys(keeper, keys));
    over = true;
    await Promise.all(busy);
    for (const one of writers) await one.close();

    expect(written).toBeGreaterThan(10);
    expect([...(await keys.names())]).toEqual([rotations.at(-1)?.key]);
    for (const { subjects } of rotations) expect(subjects).toBeGreaterThanOrEqual(2_500);
    const records = await reader().recent(500);
    expect(records.filter(({ subject }) => !/^(C|new)-\d+$/.test(subject ?? ''))).toEqual([]);
    const seen = new Map<string, Set<string>>();
    for (const leaf of await leaves()) {
      const { subject, requestId } = JSON.parse(leaf) as SealedRecord;
      if (customers.includes(requestId)) seen.set(requestId, new Set([subject as string]));
    }
    const { rows } = await owner.raw(
      'select count(*) as all, count(distinct blind_index) as different from audit.data_subject',
    );
    expect(rows[0].all).toBe(rows[0].different);
    for (const identifier of ['C-7', 'C-14', 'new-0', 'new-3']) {
      const pages = await reader().bySubject(identifier, { first: 500 });
      expect(new Set(pages.edges.map(({ record }) => record.subject))).toEqual(new Set([identifier]));
    }
    const own = records.filter(({ subject }) => subject === 'new-0').length;
    expect((await reader().bySubject('new-0', { first: 500 })).totalCount).toBeGreaterThanOrEqual(own);
  }, 60_000);

  it('that was broken off is ended by the next, and two at once are refused', async () => {
    await writer.commit([entry({ requestId: 'one' })]);
    // A process that made a key, named it and was killed.
    const name = await keys.create();
    await owner('audit.key_encryption_key').insert({ name });
    await writer.commit([entry({ requestId: 'two', subject: 'C-1002' })]);
    const results = await Promise.allSettled([rotateKeys(keeper, keys), rotateKeys(keeper, keyFile(file))]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(results.find((one) => one.status === 'rejected')?.reason).toBeInstanceOf(RotationUnderWay);
    expect((await keys.names()).size).toBe(1);
    expect(await subjectOf('one')).toBe('C-1001');
    expect(await subjectOf('two')).toBe('C-1002');
  });

  it('is not for those who write, read or integrate', async () => {
    const refused = { code: '42501' };
    await expect(pool.query('update audit.data_subject set erased_at = null')).rejects.toMatchObject(refused);
    await expect(pool.query('delete from audit.data_subject')).rejects.toMatchObject(refused);
    await expect(
      pool.query("insert into audit.key_encryption_key (name) values ('mine')"),
    ).rejects.toMatchObject(refused);
    await expect(keeper('audit.record').update({ purpose: null })).rejects.toMatchObject(refused);
    await expect(keeper('audit.data_subject').delete()).rejects.toMatchObject(refused);
    const forged = (kind: string) =>
      pool.query(
        `insert into audit.record (writer, sequence, kind, id, recorded_at, roles, leaf)
         values (gen_random_uuid(), 1, $1, gen_random_uuid(), now(), '{}', '')`,
        [kind],
      );
    for (const kind of ['hold', 'release', 'restriction', 'erasure'])
      await expect(forged(kind)).rejects.toMatchObject(refused);
    await forged('open');
  });
});

describe('the key file', () => {
  it('is made once, for its owner alone', async () => {
    const text = await readFile(file, 'utf8');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await ensureKeyFile(file);
    await prepareKeys(owner, keyFile(file));
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  it.each([
    ['that is not there', null, 'cannot be read (ENOENT)'],
    ['that is no JSON', 'key', 'is no JSON'],
    [
      'with a short key',
      '{"format":1,"keys":[{"name":"k","createdAt":"2026-01-01T00:00:00Z","key":"c2VjcmV0"}]}',
      '(keys.0.key)',
    ],
    ['of another format', '{"format":2,"keys":[]}', '(format)'],
  ])('%s is refused, and no key is in the error', async (_, text, message) => {
    const other = `${file}.other`;
    if (text !== null) await writeFile(other, text);
    const error: unknown = await keyFile(text === null ? `${file}.none` : other)
      .names()
      .catch((thrown: unknown) => thrown);
    expect(String(error)).toContain(message);
    expect(String(error)).not.toContain('c2VjcmV0');
  });

  it('of another log stops the start, and says what to do', async () => {
    await ensureKeyFile(`${file}.new`);
    await expect(AuditWriter.open(pool, { service: 'test', keys: keyFile(`${file}.new`) })).rejects.toThrow(
      'Put the key file back that belongs to it',
    );
    await expect(prepareKeys(owner, keyFile(`${file}.new`))).rejects.toThrow('not in the key file');
  });

  it('without a key of that name says so', async () => {
    await expect(keys.wrap('none', randomBytes(32), 'x')).rejects.toBeInstanceOf(KeyMissing);
  });
});

describe('a box', () => {
  it('opens under its key and about the same only, whatever was changed', () => {
    const key = randomBytes(32);
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 60 }),
        fc.string(),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (plain, about, at, flip) => {
          const box = seal(key, plain, about);
          expect(new Uint8Array(unseal(key, box, about))).toEqual(plain);
          expect(() => unseal(key, box, `${about}x`)).toThrow(KeyRefused);
          expect(() => unseal(randomBytes(32), box, about)).toThrow(KeyRefused);
          const changed = Buffer.from(box);
          changed[at % changed.length] = (changed[at % changed.length] ?? 0) ^ flip;
          expect(() => unseal(key, changed, about)).toThrow(KeyRefused);
          expect(() => unseal(key, box.subarray(0, at % box.length), about)).toThrow(KeyRefused);
        },
      ),
    );
  });
});

it('a group that is tried again keeps its bytes, also when its subject was erased meanwhile', async () => {
  await writer.commit([entry({ requestId: 'first' })]);
  const erased = await eraseDataSubject(
    { knex: keeper, keys, writer: recording },
    { identifier: 'C-1001', actor: operator, ground: 'retention-ended' },
  );
  const pseudonym = erased?.pseudonym;
  // Within the time that a process remembers, the record still gets the old pseudonym: it is erased with the others.
  await writer.commit([entry({ requestId: 'second' })]);
  expect(await subjectOf('second')).toBe(`erased:${pseudonym}`);
  const rows = await owner('audit.record')
    .where({ writer: writer.writer })
    .orderBy('sequence')
    .pluck<Buffer[]>('leaf');
  const chained = rows.map((leaf) => decodeLeaf(leaf).previous);
  expect(chained.slice(1)).toEqual(rows.slice(0, -1).map((leaf) => leafHash(leaf)));
});

async function wholeDatabase(): Promise<string[]> {
  const texts = [];
  for (const table of ['record', 'writer', 'data_subject', 'key_encryption_key']) {
    const { rows } = await owner.raw(
      `select t::text as text, to_jsonb(t)::text as json from audit.${table} as t`,
    );
    for (const { text } of rows as { text: string }[]) {
      // Bytes are shown as hexadecimal digits.
      texts.push(
        text,
        text.replace(/\\+x([0-9a-f]*)/g, (_, hex: string) => Buffer.from(hex, 'hex').toString('latin1')),
      );
    }
  }
  return texts;
}
