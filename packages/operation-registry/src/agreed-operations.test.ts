import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  connect,
  createDatabase,
  databaseUrl,
  type Knex,
  startTemporaryPostgres,
  type TemporaryPostgres,
} from '@bankgraph/database';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AgreedOperations } from './agreed-operations.js';
import { UseCounter, usesKeptDays } from './count-uses.js';
import { manifestOf, operationId } from './manifest.js';
import {
  generatePublishingKey,
  publishingVerifierOf,
  readPublishingKey,
  readPublishingVerifier,
} from './publishing-key.js';
import { readUses } from './read-uses.js';
import { operationsPublisherRole, operationsReaderRole, prepareOperations } from './registry-schema.js';
import { publishManifest } from './revisions.js';
import { revisionDigest, signRevision, type VerifiedRevision } from './signed-revision.js';

const secret = generatePublishingKey();
const key = readPublishingKey(secret);
const verifier = readPublishingVerifier(publishingVerifierOf(secret));

const textOf = (name: string) => `query ${name} { customer(id: "C-1001") { name } }`;
const idOf = (name: string) => operationId(textOf(name));

/** A list with these operations of one client. */
const manifest = (...names: string[]) =>
  manifestOf(
    names.map((name) => ({
      id: idOf(name),
      name,
      type: 'query',
      body: textOf(name),
      clientName: 'web',
      purpose: 'CustomerCare',
      owner: 'Online Banking',
      source: 'contract',
    })),
  );

describe('the registry of agreed operations', () => {
  let postgres: TemporaryPostgres;
  let folder: string;
  let databases = 0;
  let own: { owner: Knex; publisher: Knex; reader: Knex; readerUrl: string };
  const opened: AgreedOperations[] = [];
  let errors: string[];

  beforeAll(async () => {
    postgres = await startTemporaryPostgres();
  }, 60_000);
  afterAll(() => postgres?.stop());
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bankgraph-operations-'));
    databases += 1;
    const url = await createDatabase(postgres.adminUrl, `operations_${databases}`);
    const open = (target: string) =>
      connect(target, { applicationName: 'test', poolMax: 2, connectTimeoutMs: 1_000 });
    const owner = open(url);
    await prepareOperations(owner, { reader: 'reader', publisher: 'publisher' });
    const readerUrl = databaseUrl(url, { role: operationsReaderRole, password: 'reader' });
    own = {
      owner,
      readerUrl,
      publisher: open(databaseUrl(url, { role: operationsPublisherRole, password: 'publisher' })),
      reader: open(readerUrl),
    };
    errors = [];
  });
  afterEach(async () => {
    for (const each of opened.splice(0)) await each.close();
    await Promise.all([own.owner.destroy(), own.publisher.destroy(), own.reader.destroy()]);
    await rm(folder, { recursive: true, force: true });
  });

  const file = () => join(folder, 'operations.jws');
  const publishing = { key, verifier, publishedBy: 'operator:test' };

  async function openOperations(knex = own.reader): Promise<AgreedOperations> {
    const operations = await AgreedOperations.open({
      knex,
      verifier,
      file: file(),
      intervalMs: 50,
      onTaken: () => undefined,
      onError: (error, message) => errors.push(`${message}: ${(error as Error).message}`),
    });
    opened.push(operations);
    return operations;
  }

  async function until(condition: () => boolean): Promise<void> {
    for (const deadline = Date.now() + 5_000; !condition(); await sleep(10)) {
      if (Date.now() > deadline) throw new Error('It has not come to that.');
    }
  }

  /** Puts a row in as somebody with the publisher's login can, whatever it says. */
  const forge = (revision: number, signed: string) =>
    own.publisher('operations.revision').insert({ revision, signed });

  it('is taken up without a restart: added, retired, and kept on disk; published twice it is one revision', async () => {
    const operations = await openOperations();
    expect([operations.revision, operations.warning]).toEqual([null, 'No operations are published.']);
    await publishManifest(own.publisher, manifest('One'), publishing);
    await until(() => operations.find('web', idOf('One')) !== undefined);
    expect([operations.find('web', idOf('One'))?.name, operations.find('mobile', idOf('One'))]).toEqual([
      'One',
      undefined,
    ]);
    expect((await publishManifest(own.publisher, manifest('One'), publishing)).isNew).toBe(false);
    const { revision } = await publishManifest(own.publisher, manifest('Two'), publishing);
    await until(() => operations.find('web', idOf('One')) === undefined);
    expect([operations.find('web', idOf('Two'))?.name, operations.revision, operations.warning]).toEqual([
      'Two',
      2,
      null,
    ]);
    await operations.close();
    expect(errors).toEqual([]);
    expect((await readFile(file(), 'utf8')).trim()).toBe(revision.signed);
  });

  it('refuses what is unsigned, altered, of another key, out of its place, and takes the next good one', async () => {
    const { revision: first } = await publishManifest(own.publisher, manifest('One'), publishing);
    const operations = await openOperations();
    const next = { ...first, publishedBy: 'somebody', manifest: manifest('One', 'Evil') };
    const { signed: _, ...content } = next;
    const thief = readPublishingKey(generatePublishingKey());
    const forged: readonly [number, string, string][] = [
      [2, JSON.stringify({ ...content, revision: 2 }), 'It does not carry our signature.'],
      [
        3,
        first.signed.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A')),
        'It does not carry our signature.',
      ],
      [
        4,
        (await signRevision({ ...content, revision: 4 }, thief)).signed,
        'It does not carry our signature.',
      ],
      // Rolled back: an older one, put in as the newest.
      [5, first.signed, 'It is the revision 1, put in here.'],
      // Ours, but of another history.
      [
        6,
        (await signRevision({ ...content, revision: 6, previous: '0'.repeat(64) }, key)).signed,
        'It does not follow the revision before it.',
      ],
    ];
    for (const [revision, signed, why] of forged) {
      await forge(revision, signed);
      await until(() => operations.warning?.includes(`${revision}: ${why}`) ?? false);
      expect(operations.revision).toBe(1);
      expect(operations.warning).toContain('revision 1 stays in force');
    }
    expect(operations.find('web', idOf('One'))?.name).toBe('One');
    expect(operations.find('web', idOf('Evil'))).toBeUndefined();
    expect(errors).toHaveLength(forged.length);
    const { revision } = await publishManifest(own.publisher, manifest('One', 'Two'), publishing);
    expect([revision.revision, revision.previous]).toEqual([7, revisionDigest(first)]);
    await until(() => operations.revision === 7);
    expect([operations.find('web', idOf('Two'))?.name, operations.warning]).toEqual(['Two', null]);
  });

  it('does not go back when the history is rolled back under it, nor after a restart', async () => {
    for (const name of ['One', 'Two', 'Three']) {
      await publishManifest(own.publisher, manifest(name), publishing);
    }
    const operations = await openOperations();
    expect(operations.revision).toBe(3);
    // Not even the owner removes a row in passing.
    await expect(own.owner('operations.revision').where('revision', '>', 1).delete()).rejects.toThrow(
      'append only',
    );
    await own.owner.raw('alter table operations.revision disable trigger append_only');
    await own.owner('operations.revision').where('revision', '>', 1).delete();
    await until(() => operations.warning !== null);
    expect([operations.revision, operations.warning]).toEqual([
      3,
      'Published operations are refused (3: The revision that is in force is missing.); revision 3 stays in force.',
    ]);
    const restarted = await openOperations();
    expect([restarted.revision, restarted.find('web', idOf('Three'))?.name]).toEqual([3, 'Three']);
    // Another text under the number in force.
    const other: VerifiedRevision = await signRevision(
      {
        revision: 3,
        publishedAt: new Date().toISOString(),
        publishedBy: 'x',
        previous: null,
        manifest: manifest('One'),
      },
      key,
    );
    await forge(3, other.signed);
    await until(() => restarted.warning?.includes('It is another text than the one in force') ?? false);
    expect(restarted.find('web', idOf('One'))).toBeUndefined();
  });

  it('starts and serves without the database from what is on disk, unless that was altered', async () => {
    const { revision } = await publishManifest(own.publisher, manifest('One'), publishing);
    await (await openOperations()).close();
    const nowhere = connect('postgresql://nobody@127.0.0.1:9/none', {
      applicationName: 'test',
      poolMax: 1,
      connectTimeoutMs: 200,
    });
    try {
      const alone = await openOperations(nowhere);
      expect([alone.revision, alone.find('web', idOf('One'))?.name]).toEqual([1, 'One']);
      expect(errors.at(-1)).toContain('the registry of operations does not answer');
      await alone.close();
      await writeFile(file(), revision.signed.replace('.', '.e30'));
      const misled = await openOperations(nowhere);
      expect([misled.revision, misled.find('web', idOf('One'))]).toEqual([null, undefined]);
      expect(errors.join('\n')).toContain('the kept revision of agreed operations is not taken');
    } finally {
      await nowhere.destroy();
    }
  });

  it('lets the gateway publish nothing and the publisher count nothing, and nobody change a revision', async () => {
    await publishManifest(own.publisher, manifest('One'), publishing);
    await expect(publishManifest(own.reader, manifest('Two'), publishing)).rejects.toThrow(
      'permission denied',
    );
    await expect(own.publisher('operations.revision').update({ signed: 'x' })).rejects.toThrow(
      'permission denied',
    );
    await expect(own.publisher('operations.revision').delete()).rejects.toThrow('permission denied');
    await expect(own.publisher('operations.field_use').delete()).rejects.toThrow('permission denied');
  });

  it('counts uses by day, adds them up over flushes and gateways, and keeps them while the database is away', async () => {
    const told = { onError: (error: unknown, message: string) => errors.push(`${message}: ${error}`) };
    const [one, other] = [new UseCounter(own.reader, told), new UseCounter(own.reader, told)];
    const operation = { id: idOf('One'), name: 'One' };
    one.count({ clientId: 'web', operation, fields: ['Customer.name', 'Query.customer'] });
    one.count({ clientId: 'web', operation, fields: ['Customer.name', 'Query.customer'] });
    other.count({ clientId: 'web', operation, fields: ['Customer.name', 'Query.customer'] });
    other.count({ clientId: 'web', operation: null, fields: ['Query.customer'] });
    await Promise.all([one.flush(), other.flush()]);
    await own.owner.raw('alter table operations.field_use rename to away');
    one.count({ clientId: 'web', operation, fields: ['Customer.name'] });
    await one.flush();
    expect(errors).toEqual([expect.stringContaining('they wait')]);
    await own.owner.raw('alter table operations.away rename to field_use');
    await Promise.all([one.close(), other.close()]);
    const { operations, fields } = await readUses(own.publisher, '2026-01-01');
    expect(operations.map(({ clientId, name, count }) => [clientId, name, count])).toEqual([
      ['web', 'One', 4],
      ['web', null, 1],
    ]);
    expect(fields.map(({ field, name, count }) => [field, name, count])).toEqual([
      ['Customer.name', 'One', 4],
      ['Query.customer', null, 1],
      ['Query.customer', 'One', 3],
    ]);
    expect(fields[0]?.lastUsed).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect((await readUses(own.publisher, '9999-01-01')).fields).toEqual([]);
  });

  it('forgets uses after thirteen months, once a day, also when there is nothing to count', async () => {
    const add = (ago: number, name: string) =>
      own.owner.raw(
        `insert into operations.operation_use values (current_date - ?::integer, 'web', ?, ?, 1, now())`,
        [ago, name, name],
      );
    const left = () => own.owner('operations.operation_use').orderBy('day').pluck('name');
    const addField = (ago: number) =>
      own.owner.raw(
        `insert into operations.field_use values (current_date - ?::integer, 'web', 'a', 'Customer.name', 1, now())`,
        [ago],
      );
    await Promise.all([add(usesKeptDays + 1, 'old'), add(usesKeptDays, 'young'), addField(usesKeptDays + 1)]);
    const counter = new UseCounter(own.reader, { onError: (error) => errors.push(String(error)) });
    await counter.flush();
    expect(await left()).toEqual(['young']);
    expect(await own.owner('operations.field_use')).toEqual([]);
    await add(usesKeptDays + 1, 'old');
    await counter.close();
    expect(await left()).toEqual(['old', 'young']);
    expect(errors).toEqual([]);
    await expect(own.publisher('operations.operation_use').delete()).rejects.toMatchObject({ code: '42501' });
  });
});
