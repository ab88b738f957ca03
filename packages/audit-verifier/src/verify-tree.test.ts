import { startTemporaryPostgres, type TemporaryPostgres } from '@bankgraph/database';
import { generateNoteKey, readNoteSigner, signNote } from '@bankgraph/transparency-log';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { GrowingTree, hashLeaf } from './merkle-tree.js';
import {
  gateway,
  kyc,
  logKey,
  type TreeOfLog,
  treeOfLog,
  verifiers,
  witnessKey,
} from './tree-of-log.fixture.js';
import { verifyLog } from './verify-log.js';

let server: TemporaryPostgres;
let log: TreeOfLog;
beforeAll(async () => {
  server = await startTemporaryPostgres();
}, 60_000);
afterAll(() => server?.stop());
beforeEach(async () => {
  log = await treeOfLog(server);
});
afterEach(() => log.end());

const names = new Map<string | null, string>([
  [gateway, 'gateway'],
  [kyc, 'kyc'],
]);
const faults = async (witnessed?: string) =>
  (await verifyLog(log.reader, { verifiers, ...(witnessed === undefined ? {} : { witnessed }) })).faults.map(
    ({ kind, index, writer, sequence, message }) =>
      `${kind} ${index ?? '-'} ${names.get(writer) ?? '-'} ${sequence ?? '-'}: ${message}`,
  );

/** Where a record stands in the tree. */
const indexOf = async (writer: string, sequence: number): Promise<number> =>
  (await log.owner('audit.tree_entry').where({ writer, sequence }).first('index')).index;

it('has the roots of the reference implementation of RFC 6962', () => {
  const leaves = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ];
  const tree = new GrowingTree();
  const roots = leaves.map((leaf) => {
    tree.add(hashLeaf(Buffer.from(leaf, 'hex')));
    return tree.root().toString('hex');
  });
  expect([new GrowingTree().root().toString('hex'), roots[0], roots[1], roots[7]]).toEqual([
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ]);
});

describe('a log with its tree', () => {
  it('has no fault, and says who has signed what', async () => {
    const witnessed = await log.witnessed();
    expect(await verifyLog(log.reader, { verifiers, witnessed })).toMatchObject({
      records: 11,
      tree: {
        size: 11,
        checkpoints: 3,
        cosigned: { size: 11, witness: 'bankgraph/witness', at: expect.stringMatching(/Z$/) },
        outside: 0,
        signaturesChecked: true,
        witnessCompared: true,
      },
      faults: [],
    });
  });

  it('does not say that signatures are in order when nobody gave the keys', async () => {
    const { tree, faults: found } = await verifyLog(log.reader);
    expect([found, tree.signaturesChecked, tree.cosigned]).toEqual([[], false, null]);
  });

  it('of many tiles has no fault either, and each of them counts', async () => {
    await log.end();
    log = await treeOfLog(server, 11_000);
    expect(await faults(await log.witnessed())).toEqual([]);
    for (const [level, index] of [
      [0, 3],
      [0, 42],
      [1, 0],
    ]) {
      const flip = `update audit.tile set hashes = set_byte(hashes, 40, get_byte(hashes, 40) # 1) where level = ${level} and index = ${index}`;
      await log.tamper(flip);
      expect(await faults()).toEqual([
        `tile - - -: Tile ${index} of level ${level} is not what the entries give.`,
      ]);
      await log.tamper(flip);
    }
  }, 60_000);

  it('tells records that should be in the tree for minutes', async () => {
    await log.tamper(
      `delete from audit.checkpoint where size = 11`,
      `delete from audit.cosignature where size = 11`,
      `delete from audit.tree_entry where index >= 8`,
      `update audit.tile set hashes = substring(hashes for 8 * 32)`,
    );
    expect(await faults()).toEqual([]);
    expect((await verifyLog(log.reader)).tree.outside).toBe(3);
    await log.tamper(`update audit.record set committed_at = committed_at - interval '6 minutes'`);
    expect(await faults()).toEqual([
      'late - gateway 5: This record is durable for more than five minutes, and not in the tree.',
    ]);
  });
});

describe('a log that somebody has changed', () => {
  it('names the entry whose record was flipped, once', async () => {
    const index = await indexOf(gateway, 3);
    await log.tamper([
      `update audit.record set leaf = convert_to(replace(convert_from(leaf, 'UTF8'), 'Customer.name', 'Customer.game'), 'UTF8')
        where writer = ? and sequence = 3`,
      gateway,
    ]);
    expect(await faults()).toEqual([
      `changed ${index} gateway 3: The bytes are not those that were taken into the tree, or the entry was changed.`,
    ]);
  });

  it('names records that were deleted, the last of a killed writer too', async () => {
    const [middle, last] = [await indexOf(gateway, 3), await indexOf(kyc, 4)];
    await log.tamper(
      ['delete from audit.record where writer = ? and sequence = 3', gateway],
      ['delete from audit.record where writer = ? and sequence = 4', kyc],
    );
    expect(await faults()).toEqual([
      'deleted - gateway 3: Record 3 is missing.',
      `deleted ${middle} gateway 3: Record 3 of this writer, entry ${middle} of the tree, is missing.`,
      `deleted ${last} kyc 4: Record 4 of this writer, entry ${last} of the tree, is missing.`,
    ]);
  });

  it('names a chain that was written anew to its end, which the chain does not show', async () => {
    const index = await indexOf(kyc, 4);
    await log.tamper([
      `update audit.record set leaf = convert_to(replace(convert_from(leaf, 'UTF8'), 'Customer.name', 'Customer.game'), 'UTF8')
        where writer = ? and sequence = 4`,
      kyc,
    ]);
    expect(await faults()).toEqual([expect.stringContaining(`changed ${index} kyc 4`)]);
    // And the tree's own entry with it.
    const { leaf } = await log.owner('audit.record').where({ writer: kyc, sequence: 4 }).first('leaf');
    await log.tamper(['update audit.tree_entry set leaf_hash = ? where index = ?', hashLeaf(leaf), index]);
    expect(await faults()).toEqual([
      'tile - - -: Tile 0 of level 0 is not what the entries give.',
      expect.stringContaining('is of another tree than the entries give.'),
    ]);
  });

  it('names records that changed places in the tree', async () => {
    const [first, second] = [await indexOf(gateway, 2), await indexOf(gateway, 3)];
    await log.tamper(
      `update audit.tree_entry set index = index + 100 where index in (${first}, ${second})`,
      `update audit.tree_entry set index = case index when ${first + 100} then ${second} else ${first} end where index >= 100`,
    );
    expect(await faults()).toEqual([
      `moved ${first} gateway 3: This record is entry ${first}, and the one before it is entry ${second}.`,
      'tile - - -: Tile 0 of level 0 is not what the entries give.',
      'checkpoint - - -: The checkpoint of 5 records is of another tree than the entries give. So are 2 later ones.',
    ]);
  });

  it('names an entry that was inserted, deleted or doubled', async () => {
    await log.tamper(['insert into audit.tree_entry values (11, ?, 9, ?)', gateway, Buffer.alloc(32, 7)]);
    expect(await faults()).toEqual([
      'deleted 11 gateway 9: Record 9 of this writer, entry 11 of the tree, is missing.',
      'tile - - -: Tile 0 of level 0 is not what the entries give.',
      'inserted 11 - -: The entries from 11 on are under no checkpoint.',
    ]);
    await log.tamper(
      'delete from audit.tree_entry where index = 11',
      'delete from audit.tree_entry where index = 6',
    );
    expect(await faults()).toContain(
      'deleted 6 - -: Entry 6 of the tree is missing; nothing that was signed later can be derived.',
    );
  });

  it('names an entry twice, when the constraint was dropped', async () => {
    await log.owner.raw('alter table audit.tree_entry drop constraint tree_entry_writer_sequence_key');
    await log.tamper([
      'insert into audit.tree_entry select 11, writer, sequence, leaf_hash from audit.tree_entry where index = 3',
    ]);
    expect(await faults()).toContainEqual(
      expect.stringMatching(
        /^inserted 11 gateway \d: Entry 11 of the tree is of record \d of this writer, which has an entry already\.$/,
      ),
    );
  });

  it.each([
    [
      'is of another tree',
      `update audit.checkpoint set note = ? where size = 8`,
      8,
      logKey.signer,
      /The checkpoint of 8 records is of another tree/,
    ],
    [
      'is signed by another key',
      `update audit.checkpoint set note = ? where size = 11`,
      11,
      generateNoteKey('bankgraph/audit').signer,
      /The checkpoint of 11 records is not signed by the log/,
    ],
    [
      'says another size',
      `update audit.checkpoint set note = ? where size = 11`,
      5,
      logKey.signer,
      /The checkpoint of 11 records says that it is of 5/,
    ],
    [
      'of a cosignature is another',
      `update audit.cosignature set note = ? where size = 11`,
      11,
      logKey.signer,
      /The cosignature of the checkpoint of 11 records is not signed by the witness/,
    ],
  ])('names a checkpoint that %s', async (_, statement, size, signer, message) => {
    const note = signNote(
      `bankgraph/audit\n${size}\n${Buffer.alloc(32, 1).toString('base64')}\n`,
      readNoteSigner(signer),
    );
    await log.tamper([statement, note]);
    expect(await faults()).toContainEqual(expect.stringMatching(message));
  });

  it('names checkpoints that cannot be read, or are missing though a witness has signed them', async () => {
    await log.tamper(
      `update audit.checkpoint set note = replace(note, 'bankgraph', 'bankgroph') where size = 5`,
      'delete from audit.checkpoint where size = 8',
    );
    expect(await faults()).toEqual([
      'checkpoint - - -: The checkpoint of 5 records is not signed by the log.',
      'checkpoint - - -: The cosignature of the checkpoint of 5 records is of another checkpoint.',
      'deleted - - -: The checkpoint of 8 records, which a witness has signed, is missing.',
    ]);
  });

  it('is found out by the witness when it was put back to an older state as a whole', async () => {
    const witnessed = await log.witnessed();
    await log.tamper(
      `delete from audit.record r using audit.tree_entry e
        where e.writer = r.writer and e.sequence = r.sequence and e.index >= 8`,
      'delete from audit.tree_entry where index >= 8',
      'delete from audit.checkpoint where size > 8',
      'delete from audit.cosignature where size > 8',
      'update audit.tile set hashes = substring(hashes for 8 * 32)',
    );
    expect(await faults()).toEqual([]);
    expect(await faults(witnessed)).toEqual([
      'witness - - -: The log has 8 entries; the witness has signed a tree of 11. It was cut off, or an older state was restored.',
    ]);
  });

  it('is found out by the witness when all of it was signed anew', async () => {
    const other = await treeOfLog(server);
    try {
      const witnessed = await other.witnessed();
      expect(await faults(witnessed)).toEqual([
        'witness - - -: The witness has signed another tree of 11 records.',
      ]);
      expect(await faults(witnessed.replace(/\n— bankgraph\/witness.*/, ''))).toEqual([
        'witness - - -: What the witness remembers is not signed by the witness.',
      ]);
    } finally {
      await other.end();
    }
    expect(witnessKey.verifier).not.toBe(logKey.verifier);
  });

  it('is found out whatever was changed in whichever row of whichever table', async () => {
    const rows = [
      ...(await log.owner('audit.record').select('writer', 'sequence')).map((row) => ['record', 'leaf', row]),
      ...(await log.owner('audit.tree_entry').select('index')).map((row) => ['tree_entry', 'leaf_hash', row]),
      ...(await log.owner('audit.tile').select('level', 'index')).map((row) => ['tile', 'hashes', row]),
    ] as [table: string, column: string, where: Record<string, unknown>][];
    await fc.assert(
      fc.asyncProperty(
        fc.nat(rows.length - 1),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (row, at, flip) => {
          const [table, column, where] = rows[row] as (typeof rows)[number];
          const keys = Object.keys(where);
          const condition = keys.map((key) => `${key} = ?`).join(' and ');
          const { value } = await log.owner(`audit.${table}`).where(where).first(`${column} as value`);
          const changed = Buffer.from(value);
          const place = at % changed.length;
          changed.writeUInt8((changed[place] ?? 0) ^ flip, place);
          const put = (bytes: Buffer): [string, ...unknown[]] => [
            `update audit.${table} set ${column} = ? where ${condition}`,
            bytes,
            ...Object.values(where),
          ];
          await log.tamper(put(changed));
          const found = await faults();
          await log.tamper(put(value));
          expect(found).not.toEqual([]);
        },
      ),
      { numRuns: 40 },
    );
  }, 60_000);
});
