import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTemporaryPostgres, type TemporaryPostgres } from '@bankgraph/database';
import {
  checkpointText,
  generateNoteKey,
  openNote,
  readCheckpoint,
  readNoteSigner,
  readNoteVerifier,
  signNote,
} from '@bankgraph/transparency-log';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { logKey, TestLog, until } from './grown-log.fixture.js';
import { Witness, type WitnessOptions } from './witness.js';
import { WitnessFolderFault } from './witness-folder.js';

const witnessKey = generateNoteKey('bankgraph/witness', 'witness');
const both = [readNoteVerifier(logKey.verifier), readNoteVerifier(witnessKey.verifier)];

let server: TemporaryPostgres;
let log: TestLog;
let folder: string;
let writer: Awaited<ReturnType<TestLog['writer']>>;
let running: Witness[] = [];

beforeAll(async () => {
  server = await startTemporaryPostgres();
}, 60_000);
afterAll(() => server?.stop());
beforeEach(async () => {
  log = await TestLog.on(server);
  folder = await mkdtemp(join(tmpdir(), 'bankgraph-witness-'));
  writer = await log.writer();
});
afterEach(async () => {
  for (const witness of running) await witness.close();
  running = [];
  await log.end();
  await rm(folder, { recursive: true });
});

async function start(options: Partial<WitnessOptions> = {}, knex = log.witness): Promise<Witness> {
  const witness = new Witness(knex, {
    log: readNoteVerifier(logKey.verifier),
    signer: readNoteSigner(witnessKey.signer),
    folder,
    onError: log.onError,
    pollMs: 20,
    ...options,
  });
  await witness.start();
  running.push(witness);
  return witness;
}

/** More records, in the tree; its size. */
async function grow(count: number): Promise<number> {
  await writer.write(count);
  await log.integrate();
  return (await log.newest())?.size ?? 0;
}

const seen = async (witness: Witness, size: number) => {
  await until(() => witness.state.size === size);
  await until(async () => (await log.owner('audit.cosignature').where({ size })).length === 1);
};

/** A log that is signed, of the given size, as somebody with the log's key would make it. */
async function forge(size: number, signer = readNoteSigner(logKey.signer), origin = 'bankgraph/audit') {
  const note = signNote(checkpointText({ origin, size, root: Buffer.alloc(32, 7) }), signer);
  await log.tamper(
    `insert into audit.checkpoint (size, note) values (${size}, '${note}') on conflict (size) do update set note = excluded.note`,
  );
}

describe('the witness', () => {
  it('cosigns what has grown, remembers it, and goes on after it was ended', async () => {
    const first = await start();
    await seen(first, await grow(3));
    await seen(first, await grow(300));
    await first.close();
    const size = await grow(5);
    const second = await start();
    await seen(second, size);
    const { note } = await log.owner('audit.cosignature').where({ size }).first('note');
    expect(openNote(note, both).verified.map(({ name }) => name)).toEqual([
      'bankgraph/audit',
      'bankgraph/witness',
    ]);
    expect(readCheckpoint(openNote(note, both).text).size).toBe(size);
    expect(await readFile(join(folder, 'latest'), 'utf8')).toBe(note);
    expect(log.told).toEqual([]);
  });

  it('that ended after it had remembered and before it had told tells it when it is back', async () => {
    const first = await start();
    const size = await grow(3);
    await seen(first, size);
    await first.close();
    await log.tamper('delete from audit.cosignature');
    await seen(await start(), size);
  });

  it('waits for a log that has not begun, and for a database that is away', async () => {
    const witness = await start();
    await log.owner.raw(
      "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'audit_witness' and datname = current_database()",
    );
    await seen(witness, await grow(1));
    expect(witness.state.refused).toBeNull();
  });

  it('puts copies in another directory, and tells when it cannot', async () => {
    const copyTo = join(folder, 'copies');
    await writeFile(copyTo, 'in the way');
    const witness = await start({ copyTo, copyEveryMs: 0 });
    const first = await grow(2);
    await seen(witness, first);
    await until(() => log.told.length > 0);
    expect(log.told.map(({ message }) => message)).toEqual(['A checkpoint cannot be copied']);
    await rm(copyTo);
    const second = await grow(2);
    await seen(witness, second);
    const note = await readFile(join(folder, 'latest'), 'utf8');
    await until(async () => (await readFile(join(copyTo, 'latest'), 'utf8').catch(() => '')) === note);
    expect(await readFile(join(copyTo, String(second)), 'utf8')).toBe(note);
  });

  const older = (size: number) => [
    `delete from audit.checkpoint where size > ${size}`,
    `delete from audit.tree_entry where index >= ${size}`,
    `update audit.tile set hashes = substring(hashes for ${size} * 32) where level = 0`,
    `delete from audit.cosignature where size > ${size}`,
    `delete from audit.record where sequence > ${size}`,
  ];

  it.each<[name: string, change: (size: number) => Promise<void>, reason: string]>([
    ['an older state', () => log.tamper(...older(4)), 'rolled back: the newest checkpoint is of 4 records'],
    ['nothing', () => log.tamper('delete from audit.checkpoint'), 'truncated'],
    ['another tree of the same size', (size) => forge(size), 'split view'],
    ['a tree that has not grown from it', (size) => forge(size + 1), 'not grown from the tree of 7 records'],
    [
      'a tree that another key has signed',
      (size) => forge(size + 1, readNoteSigner(generateNoteKey('bankgraph/audit').signer)),
      'not signed by the log',
    ],
    ['another log', (size) => forge(size + 1, undefined, 'other/audit'), 'of another log: other/audit'],
    [
      'no note',
      (size) => log.tamper(`insert into audit.checkpoint (size, note) values (${size + 1}, 'x')`),
      'not signed by the log',
    ],
    [
      'a checkpoint of another size than it is listed as',
      () => log.tamper('update audit.checkpoint set size = 9 where size = 7'),
      'listed as of 9 records, and signed as of 7',
    ],
  ])('refuses a log that shows %s, until a person has settled it', async (_, change, reason) => {
    const witness = await start();
    await grow(3);
    const size = await grow(3);
    await seen(witness, size);
    const latest = await readFile(join(folder, 'latest'), 'utf8');
    await change(size);
    await until(() => witness.state.refused !== null);
    expect(witness.state.refused?.reason).toContain(reason);
    await until(async () => (await readdir(folder)).includes('refused.json'));
    expect(JSON.parse(await readFile(join(folder, 'refused.json'), 'utf8'))).toEqual(witness.state.refused);
    expect(log.told).toEqual([expect.objectContaining({ seen: 7, reason: witness.state.refused?.reason })]);
    // It stays so for one that starts anew, and whatever the log shows by then.
    await witness.close();
    const again = await start();
    await until(() => again.state.refused !== null);
    expect(await readFile(join(folder, 'latest'), 'utf8')).toBe(latest);
    // Removed without anything settled: refused again.
    await again.close();
    await rm(join(folder, 'refused.json'));
    const third = await start();
    await until(() => third.state.refused !== null);
    expect(third.state.refused?.reason).toContain(reason);
  });

  it('refuses growth over a tile that was changed', async () => {
    const witness = await start();
    await seen(witness, await grow(6));
    await witness.close();
    await grow(3);
    await log.tamper('update audit.tile set hashes = set_byte(hashes, 40, (get_byte(hashes, 40) + 1) % 256)');
    const again = await start();
    await until(() => again.state.refused !== null);
    expect(again.state.refused?.reason).toContain('not grown from the tree of 7 records');
  });

  it('takes a database that goes while it is asked for no judgement on the log', async () => {
    const before = await start();
    await seen(before, await grow(6));
    await before.close();
    const size = await grow(3);
    const { knex, cuts } = await log.cutWhenAsked('audit.tile', 'audit_witness', 'k');
    const cut = await start({}, knex);
    await until(() => cuts() >= 2);
    await cut.close();
    expect(cut.state).toEqual({ size: 7, refused: null });
    expect(await readdir(folder)).toEqual(['latest']);
    expect(log.told.map(({ message }) => message)).toContain('No checkpoint can be cosigned');
    await seen(await start(), size);
  });

  it('goes on after a log that was put right', async () => {
    const witness = await start();
    const size = await grow(6);
    await seen(witness, size);
    const { note } = (await log.newest()) as { note: string };
    await forge(size);
    await until(async () => (await readdir(folder)).includes('refused.json'));
    await log.tamper(`update audit.checkpoint set note = '${note}'`);
    await rm(join(folder, 'refused.json'));
    await seen(witness, await grow(2));
    expect(witness.state.refused).toBeNull();
  });

  it('does not begin anew over a memory that is not its own', async () => {
    const witness = await start();
    await seen(witness, await grow(2));
    await witness.close();
    const other = readNoteSigner(generateNoteKey('bankgraph/witness', 'witness').signer);
    await expect(start({ signer: other })).rejects.toThrow(WitnessFolderFault);
    await writeFile(join(folder, 'latest'), 'half a no');
    await expect(start()).rejects.toThrow(WitnessFolderFault);
    await rm(join(folder, 'latest'));
    await writeFile(join(folder, 'refused.json'), '{');
    await expect(start()).rejects.toThrow('remove it when that is settled');
  });
});
