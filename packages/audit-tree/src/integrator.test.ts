import { createHash } from 'node:crypto';
import { startTemporaryPostgres, type TemporaryPostgres } from '@bankgraph/database';
import {
  generateNoteKey,
  openNote,
  proveConsistency,
  readCheckpoint,
  readNoteSigner,
  readNoteVerifier,
  verifyConsistency,
} from '@bankgraph/transparency-log';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { databaseTiles } from './database-tiles.js';
import { logKey, TestLog, until } from './grown-log.fixture.js';

let server: TemporaryPostgres;
let log: TestLog;

beforeAll(async () => {
  server = await startTemporaryPostgres();
}, 60_000);
afterAll(() => server?.stop());
beforeEach(async () => {
  log = await TestLog.on(server);
});
afterEach(() => log.end());

/** MTH of RFC 6962, section 2.1, word for word. */
function rootOf(leaves: readonly Buffer[]): Buffer {
  const sha = (...parts: readonly Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
  if (leaves.length === 1) return sha(Buffer.of(0), leaves[0] as Buffer);
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return sha(Buffer.of(1), rootOf(leaves.slice(0, k)), rootOf(leaves.slice(k)));
}

/** Every checkpoint is signed, gives the root of the leaves up to it, and follows from the one before. */
async function checkWhole(): Promise<number> {
  const leaves = await log.leaves();
  const notes = await log.owner('audit.checkpoint').orderBy('size').pluck<string[]>('note');
  const tiles = databaseTiles(log.owner);
  let before: { size: number; root: Buffer } | undefined;
  for (const note of notes) {
    const checkpoint = readCheckpoint(openNote(note, [readNoteVerifier(logKey.verifier)]).text);
    expect(checkpoint.root).toEqual(rootOf(leaves.slice(0, checkpoint.size)));
    if (before !== undefined) {
      const [from, to] = [before.size, checkpoint.size];
      const proof = await proveConsistency(from, to, tiles);
      verifyConsistency({ from, fromRoot: before.root, to, toRoot: checkpoint.root, proof });
    }
    before = checkpoint;
  }
  expect(before?.size ?? 0).toBe(leaves.length);
  return leaves.length;
}

describe('the integrator', () => {
  it('takes every record of every writer in, and goes on as they come', async () => {
    const [one, two] = [await log.writer(), await log.writer()];
    const integrator = log.integrator({ batch: 7 });
    integrator.start();
    await Promise.all([one.write(40), two.write(3)]);
    await until(() => integrator.state.size === 45);
    await two.write(600);
    await one.close();
    await until(() => integrator.state.size === 646);
    expect(integrator.state).toMatchObject({ leads: true, faults: [] });
    expect(await checkWhole()).toBe(646);
    expect(log.told).toEqual([]);
  });

  it('gives the tree of the definition, whatever the order and the batches', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(2), fc.integer({ min: 1, max: 300 }), fc.boolean()), {
          minLength: 1,
          maxLength: 6,
        }),
        async (steps) => {
          const writers = [await log.writer(), await log.writer(), await log.writer()];
          for (const [who, count, integrate] of steps) {
            await writers[who]?.write(count);
            if (integrate) await log.integrate();
          }
          await log.integrate();
          const { rows } = await log.owner.raw('select count(*) as records from audit.record');
          expect(await checkWhole()).toBe(rows[0].records);
        },
      ),
      { numRuns: 8 },
    );
  }, 60_000);

  it('has a record in a signed tree within a second', async () => {
    const writer = await log.writer();
    const integrator = log.integrator({ pollMs: undefined } as object);
    integrator.start();
    await writer.write(1);
    await until(() => integrator.state.size === 2);
    expect(integrator.state.behindMs).toBeLessThan(1_000);
  });

  it('stops a writer at a record that is missing, and takes in the others', async () => {
    const [broken, whole] = [await log.writer(), await log.writer()];
    await broken.write(3);
    await log.tamper(`delete from audit.record where writer = '${broken.id}' and sequence = 3`);
    const integrator = log.integrator();
    integrator.start();
    await whole.write(5);
    await until(() => integrator.state.size === 8);
    const fault = { writer: broken.id, sequence: 3, kind: 'gap' };
    expect(integrator.state.faults).toEqual([fault]);
    expect(log.told).toEqual([expect.objectContaining(fault)]);
    await checkWhole();
  });

  it.each([
    ['changed', `leaf = convert_to(replace(convert_from(leaf, 'UTF8'), '"r-', '"x-'), 'UTF8')`, 3],
    ['no leaf', `leaf = 'nothing'::bytea`, 2],
  ])('stops a writer at a record that was %s', async (_, change, sequence) => {
    const writer = await log.writer();
    await writer.write(3);
    await log.tamper(`update audit.record set ${change} where sequence = 2`);
    const integrator = log.integrator();
    integrator.start();
    await until(() => integrator.state.faults.length > 0);
    expect(integrator.state.faults).toEqual([{ writer: writer.id, sequence, kind: 'broken chain' }]);
  });

  it('is one of two: the other goes on when it ends', async () => {
    const writer = await log.writer();
    const [first, second] = [log.integrator(), log.integrator()];
    first.start();
    await until(() => first.state.leads);
    second.start();
    await writer.write(10);
    await until(() => first.state.size === 11);
    expect(second.state.leads).toBe(false);
    await first.close();
    await writer.write(10);
    await until(() => second.state.size === 21);
    await checkWhole();
  });

  it('that was held up in the middle of a batch beyond its lease writes nothing of it', async () => {
    const writer = await log.writer();
    const [first, second] = [log.integrator({ leaseMs: 300 }), log.integrator({ leaseMs: 5_000 })];
    const holdUp = await log.owner.transaction();
    await holdUp.raw('lock table audit.checkpoint in share row exclusive mode');
    await writer.write(10);
    first.start();
    await until(async () => {
      const { rows } = await log.owner.raw(
        'select count(*) as waiting from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())',
      );
      return rows[0].waiting > 0;
    });
    second.start();
    await until(async () => {
      const held = await log.owner('audit.lease').first('fence');
      return held.fence === 2;
    });
    await holdUp.commit();
    await until(() => second.state.size === 11);
    expect(first.state.leads).toBe(false);
    expect(await checkWhole()).toBe(11);
    expect(log.told).toEqual([]);
  });

  it.each([
    ['a tile', `update audit.tile set hashes = set_byte(hashes, 5, (get_byte(hashes, 5) + 1) % 256)`],
    ['an entry', `delete from audit.tree_entry where index = 3`],
    ['the checkpoints', `delete from audit.checkpoint`],
    ['the key', null],
  ])('signs nothing when %s is another than it was', async (_, change) => {
    const writer = await log.writer();
    await writer.write(3);
    await log.integrate();
    if (change !== null) await log.tamper(change);
    const key = change === null ? generateNoteKey('bankgraph/audit') : logKey;
    const before = await log.newest();
    const integrator = log.integrator({}, readNoteSigner(key.signer));
    integrator.start();
    await writer.write(1);
    await until(() => log.told.length > 0);
    expect(log.told[0]?.message).toContain('not as it was signed');
    expect(await log.newest()).toEqual(before);
  });

  it('goes on when the database was away', async () => {
    const writer = await log.writer();
    const integrator = log.integrator();
    integrator.start();
    await until(() => integrator.state.leads);
    await log.owner.raw(
      "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'audit_integrator' and datname = current_database()",
    );
    await writer.write(4);
    await until(() => integrator.state.size === 5);
  });

  it('asks nothing more of a writer that has ended', async () => {
    const writer = await log.writer();
    await writer.write(1);
    await writer.close();
    await log.integrate();
    const { rows } = await log.owner.raw(
      `select leaf from audit.record where writer = '${writer.id}' and sequence = 3`,
    );
    const leaf = createHash('sha256').update(Buffer.of(0)).update(rows[0].leaf).digest('hex');
    // Somebody goes on with a chain that has ended, in good form.
    await log.owner.raw(
      `insert into audit.record (writer, sequence, kind, id, recorded_at, roles, leaf)
       values ('${writer.id}', 4, 'open', gen_random_uuid(), now(), '{}', convert_to('{"previous":"${leaf}","kind":"open"}', 'UTF8'))`,
    );
    await log.integrate();
    expect((await log.newest())?.size).toBe(3);
  });
});
