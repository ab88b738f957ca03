import { setTimeout } from 'node:timers/promises';
import {
  connect,
  createLoginRole,
  databaseUrl,
  type Knex,
  openPool,
  type Pool,
  startTemporaryPostgres,
  type TemporaryPostgres,
} from '@bankgraph/database';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { entry } from './audit-entry.fixture.js';
import { AuditUnavailable } from './audit-errors.js';
import { AuditReader } from './audit-reader.js';
import { prepareAuditLog } from './audit-schema.js';
import { type EditEntry, EditRecorder } from './edit-recorder.js';
import type { KeyEncryptionKeys } from './key-encryption-keys.js';
import { testKeys } from './keys.fixture.js';
import { decodeLeaf, leafHash, noPrevious } from './leaf.js';

let server: TemporaryPostgres;
let owner: Knex;
let keys: KeyEncryptionKeys;
let pool: Pool;
/** As a role that may change `public.thing` and add records. */
let editor: Knex;
let recorder: EditRecorder;

beforeAll(async () => {
  server = await startTemporaryPostgres();
  const url = await server.newDatabase();
  owner = connect(url, { poolMax: 2, applicationName: 'test owner' });
  await prepareAuditLog(owner, { writer: 'w', reader: 'r', integrator: 'i', witness: 'k', keyKeeper: 'x' });
  ({ keys } = await testKeys(owner));
  pool = openPool(databaseUrl(url, { role: 'audit_writer', password: 'w' }), {
    poolMax: 2,
    applicationName: 'test writer',
  });
  await owner.raw('create table thing (name text primary key)');
  const privileges = ['INSERT', 'SELECT'] as const;
  await createLoginRole(owner, {
    role: 'editor',
    password: 'e',
    grants: [
      { schema: 'public', tables: ['thing'], privileges },
      { schema: 'audit', tables: ['record'], privileges },
    ],
  });
  editor = connect(databaseUrl(url, { role: 'editor', password: 'e' }), {
    poolMax: 8,
    applicationName: 'test editor',
  });
}, 60_000);
afterAll(async () => {
  await Promise.all([pool?.end(), owner?.destroy(), editor?.destroy()]);
  await server?.stop();
});
beforeEach(async () => {
  recorder = await EditRecorder.open({ pool, service: 'edits', keys });
  await owner('thing').truncate();
});

function edit(requestId: string): EditEntry {
  const { outcome: _, answer: __, ...rest } = entry({ requestId, fields: [['Mutation.decide', 'allow', 1]] });
  return rest;
}

async function change(name: string, then: () => void = () => undefined): Promise<void> {
  const record = await recorder.prepare(edit(name));
  await editor.transaction(async (transaction) => {
    await transaction('thing').insert({ name });
    await record(transaction);
    then();
  });
}

const things = async () => (await owner('thing').orderBy('name').pluck('name')) as string[];

/** The chain of this recorder, checked link by link: kinds, and ids of requests. */
async function chain(): Promise<string[]> {
  const rows: { sequence: number; kind: string; leaf: Buffer }[] = await owner('audit.record')
    .where({ writer: recorder.writer })
    .orderBy('sequence');
  let previous = noPrevious;
  return rows.map(({ sequence, kind, leaf }, at) => {
    const record = decodeLeaf(leaf);
    expect([record.sequence, record.previous, record.kind, record.writer]).toEqual([
      sequence,
      previous,
      kind,
      recorder.writer,
    ]);
    expect(sequence).toBe(at + 1);
    previous = leafHash(leaf);
    return record.kind === 'edit' ? record.requestId : record.kind;
  });
}

describe('an edit', () => {
  it('is there with its record, in a chain of its own from open to close', async () => {
    await change('a');
    await change('b');
    await recorder.close();
    expect(await things()).toEqual(['a', 'b']);
    expect(await chain()).toEqual(['open', 'a', 'b', 'close']);
  });

  it('that is rolled back has no record, and leaves no gap', async () => {
    await change('a');
    const failing = change('b', () => {
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    await change('c');
    expect(await things()).toEqual(['a', 'c']);
    expect(await chain()).toEqual(['open', 'a', 'c']);
  });

  it('whose connection dies before COMMIT is not there, nor is its record', async () => {
    const record = await recorder.prepare(edit('a'));
    const dying = editor.transaction(async (transaction) => {
      await transaction('thing').insert({ name: 'a' });
      await record(transaction);
      const { rows } = await transaction.raw('select pg_backend_pid() as pid');
      await owner.raw('select pg_terminate_backend(?)', [rows[0].pid]);
    });
    await expect(dying).rejects.toThrow();
    // The server's last words come before the end of the connection, which the pool has to see.
    await setTimeout(200);
    await change('b');
    expect(await things()).toEqual(['b']);
    expect(await chain()).toEqual(['open', 'b']);
  });

  it('is not made when its record cannot be written', async () => {
    await owner.raw('revoke insert on audit.record from editor');
    try {
      const failure = await change('a').catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(AuditUnavailable);
      expect(failure).toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
    } finally {
      await owner.raw('grant insert on audit.record to editor');
    }
    expect([await things(), await chain()]).toEqual([[], ['open']]);
  });

  it('is chained whole when many are made at once, some of them rolled back', async () => {
    const names = Array.from({ length: 40 }, (_, at) => `n-${String(at).padStart(2, '0')}`);
    const failing = (name: string) => Number(name.slice(2)) % 3 === 0;
    await Promise.allSettled(
      names.map((name) =>
        change(name, () => {
          if (failing(name)) throw new Error('rolled back');
        }),
      ),
    );
    const kept = names.filter((name) => !failing(name));
    expect(await things()).toEqual(kept);
    const [first, ...others] = await chain();
    expect([first, others.toSorted()]).toEqual(['open', kept]);
  });

  it('is read by whom it is about, and told apart from what was shown', async () => {
    await change('mine');
    const found: unknown[] = [];
    const filter = { subject: 'C-1001', requestId: 'mine' };
    for await (const records of new AuditReader(owner, keys).search(filter, 'newest first'))
      found.push(...records);
    expect(found).toMatchObject([
      {
        kind: 'edit',
        subject: 'C-1001',
        fields: [['Mutation.decide', 'allow', 1]],
        outcome: 'answered',
        answer: null,
      },
    ]);
    const history = await new AuditReader(owner, keys).bySubject('C-1001', { first: 10 });
    expect(history.edges).toEqual([]);
  });

  it('says that there is no log before anything is begun', async () => {
    const away = openPool('postgresql://nobody@127.0.0.1:9/none', { poolMax: 1, applicationName: 'test' });
    await expect(EditRecorder.open({ pool: away, service: 'edits', keys })).rejects.toThrow(AuditUnavailable);
    await away.end();
  });
});
