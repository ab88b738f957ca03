import { emptyRoot, foldComplete, hashChildren, hashSize } from './hashes.js';
import { rememberedTiles, type TileSource, tileHeight, tileWidth } from './tile.js';
import { TileIncomplete } from './tile-incomplete.js';

/**
 * Root of the tree of the first `size` leaves.
 *
 * @throws RangeError when size is no whole number of 0 or more; Error when a tile is missing or too short
 */
export async function treeRoot(size: number, tiles: TileSource): Promise<Buffer> {
  checkSize(size);
  return size === 0 ? emptyRoot : rootOf(0, size, rememberedTiles(tiles));
}

/**
 * The audit path of a leaf, from the bottom up: PATH(m, D[n]) of RFC 6962, section 2.1.1. Reads a few tiles, however large
 * the tree.
 *
 * @throws RangeError when there is no such leaf; Error when a tile is missing or too short
 */
export async function proveInclusion(
  index: number,
  size: number,
  tiles: TileSource,
): Promise<readonly Buffer[]> {
  checkSize(size);
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) {
    throw new RangeError(`There is no leaf ${index} in a tree of ${size}.`);
  }
  const source = rememberedTiles(tiles);
  let [start, end] = [0, size];
  const siblings: Promise<Buffer>[] = [];
  while (end - start > 1) {
    const middle = start + leftSize(end - start);
    if (index < middle) {
      siblings.unshift(rootOf(middle, end, source));
      end = middle;
    } else {
      siblings.unshift(rootOf(start, middle, source));
      start = middle;
    }
  }
  return Promise.all(siblings);
}

/**
 * That the tree of `to` leaves has grown from that of `from`: PROOF(m, D[n]) of RFC 6962, section 2.1.2. Empty when
 * there is nothing to show: from 0, or both the same.
 *
 * @throws RangeError when from is larger than to; Error when a tile is missing or too short
 */
export async function proveConsistency(
  from: number,
  to: number,
  tiles: TileSource,
): Promise<readonly Buffer[]> {
  checkSize(from);
  checkSize(to);
  if (from > to) throw new RangeError(`A tree of ${from} leaves is no beginning of one of ${to}.`);
  if (from === 0 || from === to) return [];
  const source = rememberedTiles(tiles);
  let [start, end] = [0, to];
  const nodes: Promise<Buffer>[] = [];
  while (from < end) {
    const middle = start + leftSize(end - start);
    if (from <= middle) {
      nodes.unshift(rootOf(middle, end, source));
      end = middle;
    } else {
      nodes.unshift(rootOf(start, middle, source));
      start = middle;
    }
  }
  // A subtree from the first leaf on is the old tree itself, whose root the verifier has.
  if (start > 0) nodes.unshift(rootOf(start, end, source));
  return Promise.all(nodes);
}

function checkSize(size: number): void {
  if (!Number.isSafeInteger(size) || size < 0) throw new RangeError(`${size} is no size of a tree.`);
}

/** The largest power of two below a number of 2 or more. */
function leftSize(size: number): number {
  let left = 1;
  while (left * 2 < size) left *= 2;
  return left;
}

/** Root of the leaves from start to end, a range as the definition of the tree cuts it. */
async function rootOf(start: number, end: number, tiles: TileSource): Promise<Buffer> {
  const size = end - start;
  const level = Math.log2(size);
  if (Number.isInteger(level)) return completeRoot(level, start / size, tiles);
  const middle = start + leftSize(size);
  const [left, right] = await Promise.all([rootOf(start, middle, tiles), rootOf(middle, end, tiles)]);
  return hashChildren(left, right);
}

/** Root of a complete subtree of 2^level leaves: hashes of one tile, folded. */
async function completeRoot(level: number, index: number, tiles: TileSource): Promise<Buffer> {
  const tileLevel = Math.floor(level / tileHeight);
  const width = 2 ** (level % tileHeight);
  const first = index * width;
  const tileIndex = Math.floor(first / tileWidth);
  const offset = (first % tileWidth) * hashSize;
  const tile = await tiles.tile(tileLevel, tileIndex);
  const hashes = tile?.subarray(offset, offset + width * hashSize);
  if (hashes?.length !== width * hashSize) {
    throw new TileIncomplete(tileLevel, tileIndex);
  }
  return foldComplete(hashes);
}
