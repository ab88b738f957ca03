import { startTemporaryPostgres, type TemporaryPostgres } from '@bankgraph/database';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { gateway, kyc, type TreeOfLog, treeOfLog, verifiers } from './tree-of-log.fixture.js';
import { type VerifyOptions, verifyLog } from './verify-log.js';

let server: TemporaryPostgres;
let log: TreeOfLog;
beforeAll(async () => {
  server = await startTemporaryPostgres();
}, 60_000);
afterAll(() => server?.stop());

const verify = (options: VerifyOptions) => verifyLog(log.reader, { verifiers, ...options });
const faults = async (options: VerifyOptions) =>
  (await verify(options)).faults.map(
    ({ kind, index, writer, message }) =>
      `${kind} ${index ?? '-'} ${writer === gateway ? 'gateway' : writer === kyc ? 'kyc' : '-'}: ${message}`,
  );

/** The record at a place of the tree. */
const at = async (
  index: number,
): Promise<{ id: string; writer: string; sequence: number; recorded_at: Date }> =>
  log
    .owner('audit.tree_entry as e')
    .join('audit.record as r', { 'r.writer': 'e.writer', 'r.sequence': 'e.sequence' })
    .where('e.index', index)
    .first('r.id', 'r.writer', 'r.sequence', 'r.recorded_at');

/** One bit of the leaf, so that no member of it is another. */
const flip = async (index: number) => {
  const { id } = await at(index);
  return [
    `update audit.record set leaf = convert_to(replace(convert_from(leaf, 'UTF8'), '"desk"', '"desc"'), 'UTF8') where id = ?`,
    id,
  ] as const;
};

describe('a part of a small log', () => {
  beforeEach(async () => {
    log = await treeOfLog(server);
  });
  afterEach(() => log.end());

  it('is whole wherever it begins and ends', async () => {
    const witnessed = await log.witnessed();
    for (let from = 0; from <= 11; from += 1) {
      for (let to = from; to <= 12; to += 1) {
        const end = Math.min(to, 11);
        expect(await verify({ from, to, witnessed })).toMatchObject({
          range: { from, to: end },
          records: end - from,
          open: 0,
          faults: [],
          tree: { size: 11, checkpoints: 1, cosigned: { size: 11 }, outside: 0, witnessCompared: true },
        });
      }
    }
  });

  it('counts what is not in the tree, and tells what should be in it for minutes', async () => {
    await log.tamper(
      `delete from audit.checkpoint where size = 11`,
      `delete from audit.cosignature where size = 11`,
      `delete from audit.tree_entry where index >= 8`,
      `update audit.tile set hashes = substring(hashes for 8 * 32)`,
    );
    expect(await verify({ from: 0, to: 2 })).toMatchObject({ records: 2, faults: [], tree: { outside: 3 } });
    await log.tamper(`update audit.record set committed_at = committed_at - interval '6 minutes'`);
    expect(await faults({ from: 0, to: 2 })).toEqual([
      'late - gateway: This record is durable for more than five minutes, and not in the tree.',
    ]);
  });

  it('names what was changed in it, and nothing outside', async () => {
    await log.tamper(await flip(5));
    const words = 'The bytes are not those that were taken into the tree, or the entry was changed.';
    expect((await faults({ from: 5, to: 6 }))[0]).toContain(`changed 5 `);
    expect((await faults({ from: 5, to: 6 }))[0]).toContain(words);
    expect(await faults({ to: 5 })).toEqual([]);
  });

  it('names a record that is missing, also the first and the last of it', async () => {
    const { id } = await at(6);
    await log.tamper(['delete from audit.record where id = ?', id]);
    for (const [from, to] of [
      [6, 8],
      [4, 7],
      [6, 7],
      [0, 11],
    ] as const) {
      expect(await faults({ from, to })).toContainEqual(expect.stringMatching(/^deleted 6 .*is missing/));
    }
    expect(await faults({ from: 0, to: 6 })).toEqual([]);
  });

  it('names entries that are missing', async () => {
    await log.tamper('delete from audit.tree_entry where index = 6');
    expect(await faults({ from: 5, to: 8 })).toContainEqual('deleted 6 -: Entry 6 of the tree is missing.');
  });

  it('of times has all records between them', async () => {
    const [fifth, eighth] = [await at(5), await at(8)];
    const { range } = await verify({ from: fifth.recorded_at, to: eighth.recorded_at });
    expect(range?.from).toBeLessThanOrEqual(5);
    expect(range?.to).toBeGreaterThan(range?.from ?? 0);
    expect(await verify({ to: new Date('2020-01-01') })).toMatchObject({
      range: { from: 0, to: 0 },
      records: 0,
    });
    expect(await verify({ from: new Date('2020-01-01') })).toMatchObject({ range: { from: 0, to: 11 } });
    expect(await verify({ from: new Date('2100-01-01') })).toMatchObject({ records: 0, faults: [] });
    // Deleted at the very beginning of the time: its entry stands between its neighbours.
    await log.tamper(['delete from audit.record where id = ?', fifth.id]);
    expect(await faults({ from: fifth.recorded_at })).toContainEqual(expect.stringMatching(/^deleted 5 /));
  });

  it('finds a checkpoint of another tree, and a log that is shorter than the witness knows it', async () => {
    const witnessed = await log.witnessed();
    const before = await log.owner('audit.checkpoint').orderBy('size').pluck('size');
    await log.tamper(
      `update audit.tile set hashes = set_byte(hashes, 40, get_byte(hashes, 40) # 1) where level = 0`,
      `update audit.tree_entry set leaf_hash = set_byte(leaf_hash, 8, get_byte(leaf_hash, 8) # 1) where index = 1`,
    );
    expect(await faults({ from: 8, witnessed })).toEqual([
      'checkpoint - -: The checkpoint of 11 records is of another tree than the stored hashes give.',
      'witness - -: The witness has signed another tree of 11 records.',
    ]);
    await log.tamper(
      `delete from audit.cosignature where size > ${before[0]}`,
      `delete from audit.checkpoint where size > ${before[0]}`,
    );
    expect(await faults({ to: 1, witnessed })).toContainEqual(
      expect.stringMatching(/^witness .*the witness has signed a tree of 11/),
    );
  });
});

describe('a part of a log of many tiles', () => {
  beforeAll(async () => {
    log = await treeOfLog(server, 70_000);
  }, 120_000);
  afterAll(() => log.end());

  it('is whole at the edges of tiles, and bound to what was signed by each level above', async () => {
    const witnessed = await log.witnessed();
    const parts = [
      [0, 1],
      [255, 257],
      [256, 512],
      [65_535, 65_537],
      [69_800, 70_011],
      [10_000, 31_000],
    ] as const;
    for (const [from, to] of parts) {
      expect(await verify({ from, to, witnessed })).toMatchObject({ records: to - from, faults: [] });
    }
    for (const [level, index, message] of [
      [0, 3, 'Tile 3 of level 0 is not what the entries give.'],
      [1, 0, 'Tile 3 of level 0 does not have the root that level 1 says.'],
      [2, 0, 'Tile 0 of level 1 does not have the root that level 2 says.'],
    ] as const) {
      const byte = level === 1 ? 3 * 32 : 0;
      const turn = `update audit.tile set hashes = set_byte(hashes, ${byte}, get_byte(hashes, ${byte}) # 1) where level = ${level} and index = ${index}`;
      await log.tamper(turn);
      expect(await faults({ from: 800, to: 900 })).toContainEqual(`tile - -: ${message}`);
      await log.tamper(turn);
    }
  }, 60_000);
});
