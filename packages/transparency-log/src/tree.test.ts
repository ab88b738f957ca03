import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { appendLeaves } from './append-leaves.js';
import { emptyRoot, hashLeaf } from './hashes.js';
import { naivePath, naiveProof, naiveRoot } from './naive-tree.fixture.js';
import type { TileSource } from './tile.js';
import { proveConsistency, proveInclusion, treeRoot } from './tree.js';
import { ProofRefused, verifyConsistency, verifyInclusion } from './verify-proof.js';

const leafOf = (index: number) => Buffer.from(`leaf ${index}`);
const leavesOf = (size: number) => Array.from({ length: size }, (_, index) => leafOf(index));

/** Tiles in memory, and how often they are read. */
function shelf() {
  const kept = new Map<string, Uint8Array>();
  let reads = 0;
  const source: TileSource = {
    tile: async (level, index) => {
      reads += 1;
      return kept.get(`${level}/${index}`);
    },
  };
  return {
    source,
    kept,
    reads: () => reads,
    async grow(size: number, leaves: readonly Uint8Array[]) {
      const grown = await appendLeaves(size, source, leaves.map(hashLeaf));
      for (const { level, index, hashes } of grown.tiles) kept.set(`${level}/${index}`, hashes);
      return grown;
    },
  };
}

async function treeOf(size: number) {
  const tiles = shelf();
  await tiles.grow(0, leavesOf(size));
  return tiles;
}

/** The tree that certificate transparency tests with. */
const known = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((hex) => Buffer.from(hex, 'hex'));
const knownRoots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

describe('a tree', () => {
  it('has the roots that certificate transparency publishes for its test leaves', async () => {
    const tiles = shelf();
    await tiles.grow(0, known);
    for (const [size, root] of knownRoots.entries()) {
      expect([size, (await treeRoot(size, tiles.source)).toString('hex')]).toEqual([size, root]);
    }
  });

  it('is the same whatever the steps in which it has grown', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 6 }), async (steps) => {
        const tiles = shelf();
        let size = 0;
        let root = emptyRoot;
        for (const step of steps) {
          ({ size, root } = await tiles.grow(size, leavesOf(size + step).slice(size)));
        }
        expect(root).toEqual(naiveRoot(leavesOf(size)));
        expect([...tiles.kept].sort()).toEqual([...(await treeOf(size)).kept].sort());
      }),
      { numRuns: 40 },
    );
  });

  it('takes nothing for its own that stands in a tile beyond its end', async () => {
    const tiles = await treeOf(300);
    const { root } = await tiles.grow(10, leavesOf(20).slice(10));
    expect(root).toEqual(naiveRoot(leavesOf(20)));
  });

  it('proves that a leaf stands in it, and that it has grown, as the definitions say', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1_200 }), fc.nat(), fc.nat(), async (size, at, before) => {
        const [index, from] = [at % size, before % (size + 1)];
        const leaves = leavesOf(size);
        const { source } = await treeOf(size);
        const root = naiveRoot(leaves);
        const path = await proveInclusion(index, size, source);
        expect(path).toEqual(naivePath(index, leaves));
        verifyInclusion({ index, size, leafHash: hashLeaf(leafOf(index)), root, proof: path });
        const proof = await proveConsistency(from, size, source);
        expect(proof).toEqual(naiveProof(from, leaves));
        verifyConsistency({
          from,
          fromRoot: naiveRoot(leaves.slice(0, from)),
          to: size,
          toRoot: root,
          proof,
        });
      }),
      { numRuns: 60 },
    );
  });

  it('of 100 million leaves is proved with a few tiles', async () => {
    const size = 100_000_000;
    let read = 0;
    let bytes = 0;
    const full: TileSource = {
      tile: async () => {
        read += 1;
        bytes += 8_192;
        return Buffer.alloc(8_192, 7);
      },
    };
    expect(await proveInclusion(12_345_678, size, full)).toHaveLength(27);
    expect(read).toBeLessThanOrEqual(8);
    expect(bytes).toBeLessThanOrEqual(65_536);
    await proveConsistency(99_999_000, size, full);
    expect(read).toBeLessThanOrEqual(20);
  });

  it('refuses sizes and indexes that make no sense, and tiles that lack hashes', async () => {
    const { source, kept } = await treeOf(300);
    for (const size of [-1, 1.5, Number.NaN, 2 ** 53]) {
      await expect(treeRoot(size, source)).rejects.toBeInstanceOf(RangeError);
    }
    for (const index of [-1, 300, 0.5]) {
      await expect(proveInclusion(index, 300, source)).rejects.toBeInstanceOf(RangeError);
    }
    await expect(proveConsistency(301, 300, source)).rejects.toBeInstanceOf(RangeError);
    await expect(treeRoot(301, source)).rejects.toThrow('Tile 1 of level 0 lacks hashes.');
    kept.delete('0/1');
    await expect(appendLeaves(300, source, [hashLeaf(leafOf(1))])).rejects.toThrow('lacks hashes');
  });
});

describe('a proof', () => {
  const flip = (hash: Uint8Array, at: number) => {
    const changed = Buffer.from(hash);
    const index = at % changed.length;
    changed.writeUInt8((changed[index] ?? 0) ^ (1 + (at % 255)), index);
    return changed;
  };

  it('of inclusion is refused when anything in it is another', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 600 }), fc.nat(), fc.nat(), async (size, place, at) => {
        const index = place % size;
        const { source } = await treeOf(size);
        const claim = {
          index,
          size,
          leafHash: hashLeaf(leafOf(index)),
          root: naiveRoot(leavesOf(size)),
          proof: await proveInclusion(index, size, source),
        };
        verifyInclusion(claim);
        const step = at % claim.proof.length;
        const changed = claim.proof.map((hash, number) => (number === step ? flip(hash, at) : hash));
        for (const wrong of [
          { ...claim, proof: changed },
          { ...claim, proof: claim.proof.slice(1) },
          { ...claim, proof: claim.proof.slice(0, -1) },
          { ...claim, proof: [...claim.proof, claim.root] },
          { ...claim, root: flip(claim.root, at) },
          { ...claim, leafHash: flip(claim.leafHash, at) },
          { ...claim, index: (index + 1) % size },
          { ...claim, index: size },
          { ...claim, index: -1 },
          { ...claim, size: 0 },
        ]) {
          expect(() => verifyInclusion(wrong)).toThrow(ProofRefused);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('of consistency is refused when anything in it is another', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 600 }), fc.nat(), fc.nat(), async (to, before, at) => {
        const from = 1 + (before % (to - 1));
        const leaves = leavesOf(to);
        const { source } = await treeOf(to);
        const claim = {
          from,
          fromRoot: naiveRoot(leaves.slice(0, from)),
          to,
          toRoot: naiveRoot(leaves),
          proof: await proveConsistency(from, to, source),
        };
        verifyConsistency(claim);
        const step = at % claim.proof.length;
        const changed = claim.proof.map((hash, number) => (number === step ? flip(hash, at) : hash));
        for (const wrong of [
          { ...claim, proof: changed },
          { ...claim, proof: claim.proof.slice(1) },
          { ...claim, proof: claim.proof.slice(0, -1) },
          { ...claim, proof: [...claim.proof, claim.toRoot] },
          { ...claim, fromRoot: flip(claim.fromRoot, at) },
          { ...claim, toRoot: flip(claim.toRoot, at) },
          { ...claim, from: to, to: from },
          { ...claim, from: to },
          { ...claim, from: 0 },
        ]) {
          expect(() => verifyConsistency(wrong)).toThrow(ProofRefused);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('of growth from nothing is empty, and the beginning is the empty tree', () => {
    const toRoot = naiveRoot(leavesOf(3));
    verifyConsistency({ from: 0, fromRoot: emptyRoot, to: 3, toRoot, proof: [] });
    verifyConsistency({ from: 3, fromRoot: toRoot, to: 3, toRoot, proof: [] });
    expect(() => verifyConsistency({ from: 0, fromRoot: toRoot, to: 3, toRoot, proof: [] })).toThrow(
      ProofRefused,
    );
    expect(() => verifyConsistency({ from: 3, fromRoot: emptyRoot, to: 3, toRoot, proof: [] })).toThrow(
      ProofRefused,
    );
    expect(() => verifyConsistency({ from: 2, fromRoot: toRoot, to: 3, toRoot, proof: [] })).toThrow(
      ProofRefused,
    );
  });
});
