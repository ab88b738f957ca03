import { proveRecord } from '@bankgraph/audit-tree';
import { startTemporaryPostgres, type TemporaryPostgres } from '@bankgraph/database';
import { generateNoteKey } from '@bankgraph/transparency-log';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { kyc, logKey, type TreeOfLog, treeOfLog, verifiers } from './tree-of-log.fixture.js';
import { BundleRefused, verifyBundle } from './verify-bundle.js';

let server: TemporaryPostgres;
let log: TreeOfLog;
beforeAll(async () => {
  server = await startTemporaryPostgres();
  log = await treeOfLog(server);
}, 60_000);
afterAll(async () => {
  await log?.end();
  await server?.stop();
});

const bundleOf = async (record: string | number) => JSON.stringify(await proveRecord(log.reader, record));

it('proves every record of the log, by its place or its id, with log and witness', async () => {
  const entries: { index: number; id: string; sequence: number; writer: string }[] = await log
    .owner('audit.tree_entry as e')
    .join('audit.record as r', (on) => on.on('r.writer', 'e.writer').on('r.sequence', 'e.sequence'))
    .select('e.index', 'r.id', 'e.sequence', 'e.writer');
  expect(entries).toHaveLength(11);
  for (const { index, id, sequence, writer } of entries) {
    const bundle = await bundleOf(index);
    expect(await bundleOf(id)).toBe(bundle);
    expect(verifyBundle(bundle, verifiers)).toMatchObject({
      leaf: { writer, sequence, id },
      index,
      size: 11,
      origin: 'bankgraph/audit',
      signatures: [{ kind: 'log' }, { kind: 'witness', time: expect.any(Date) }],
    });
  }
});

it('is not made for what is not there, or not yet in the tree', async () => {
  await expect(proveRecord(log.reader, 11)).rejects.toThrow('There is no record 11 in the audit log');
  await expect(proveRecord(log.reader, kyc)).rejects.toThrow('There is no record');
});

it('is refused without the key of the log, or with another', async () => {
  const bundle = await bundleOf(4);
  for (const keys of ['', generateNoteKey('bankgraph/audit').verifier, verifiers.split('\n')[1] as string]) {
    expect(() => verifyBundle(bundle, keys)).toThrow(
      'not signed by a key that you gave for the log bankgraph/audit',
    );
  }
  expect(verifyBundle(bundle, logKey.verifier).signatures).toHaveLength(1);
});

it('is refused with any other byte in it, but for the line of a witness, which then counts for nothing', async () => {
  const bundle = await bundleOf(6);
  const whole = verifyBundle(bundle, verifiers);
  const withoutWitness = { ...whole, signatures: whole.signatures.slice(0, 1) };
  const bytes = Buffer.from(bundle);
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const changed = Buffer.from(bytes);
      changed.writeUInt8((changed[at] ?? 0) ^ flip, at);
      let proven: unknown = withoutWitness;
      try {
        proven = verifyBundle(changed.toString('utf8'), verifiers);
      } catch (error) {
        expect(error).toBeInstanceOf(BundleRefused);
      }
      expect(proven).toEqual(withoutWitness);
    }),
    { numRuns: 400 },
  );
  const { proof, ...rest } = JSON.parse(bundle);
  for (const [other, reason] of [
    [{ ...rest, proof: proof.slice(1) }, 'does not lead'],
    [{ ...rest, proof: [...proof, proof[0]] }, 'does not lead'],
    [{ ...rest, proof, index: 7 }, 'does not lead'],
    [{ ...rest, proof, index: 11 }, 'no entry 11 in a tree of 11'],
    [{ ...rest, proof, leaf: Buffer.from('{}').toString('base64') }, 'does not lead'],
    [{ ...rest, proof, more: 1 }, 'Unrecognized key'],
  ] as const) {
    expect(() => verifyBundle(JSON.stringify(other), verifiers)).toThrow(reason);
  }
  expect(() => verifyBundle('no', verifiers)).toThrow(BundleRefused);
});

it('refuses a body that is not the answer on record', async () => {
  const { index } = await log.owner('audit.tree_entry').where({ writer: kyc, sequence: 2 }).first('index');
  expect(() => verifyBundle('{}', verifiers, Buffer.from('x'))).toThrow(BundleRefused);
  const bundle = await bundleOf(index);
  expect(() => verifyBundle(bundle, verifiers, Buffer.from('another'))).toThrow('not the answer');
});
