import { foldComplete, hashSize } from './hashes.js';
import { type Tile, type TileSource, tileWidth } from './tile.js';
import { TileIncomplete } from './tile-incomplete.js';
import { treeRoot } from './tree.js';

/** A tree after leaves were added. */
export interface GrownTree {
  readonly size: number;
  readonly root: Buffer;
  /** Tiles that are new or have grown, whole. */
  readonly tiles: readonly Tile[];
}

/**
 * Adds leaves to a tree. Nothing is kept: whoever calls stores the tiles.
 *
 * @param size of the tree before
 * @throws Error when a tile of the tree before is missing or too short
 */
export async function appendLeaves(
  size: number,
  tiles: TileSource,
  leafHashes: readonly Uint8Array[],
): Promise<GrownTree> {
  const grown: Tile[] = [];
  let [level, count, added] = [0, size, leafHashes];
  while (added.length > 0) {
    const [full, changed] = await appendRow(level, count, added, tiles);
    grown.push(...changed);
    level += 1;
    count = Math.floor(count / tileWidth);
    added = full;
  }
  const byPlace = new Map(grown.map((tile) => [`${tile.level}/${tile.index}`, tile.hashes]));
  const after: TileSource = {
    tile: async (ofLevel, index) => byPlace.get(`${ofLevel}/${index}`) ?? tiles.tile(ofLevel, index),
  };
  const newSize = size + leafHashes.length;
  return { size: newSize, root: await treeRoot(newSize, after), tiles: grown };
}

/** Adds hashes to a level that has `count`: the tiles that changed, and the roots of those that are full now. */
async function appendRow(
  level: number,
  count: number,
  added: readonly Uint8Array[],
  tiles: TileSource,
): Promise<readonly [full: readonly Buffer[], changed: readonly Tile[]]> {
  let index = Math.floor(count / tileWidth);
  let hashes = await beginning(level, index, count % tileWidth, tiles);
  const full: Buffer[] = [];
  const changed: Tile[] = [];
  for (let from = 0; from < added.length; ) {
    const room = tileWidth - hashes.length / hashSize;
    hashes = Buffer.concat([hashes, ...added.slice(from, from + room)]);
    changed.push({ level, index, hashes });
    from += room;
    if (hashes.length === tileWidth * hashSize) {
      full.push(foldComplete(hashes));
      index += 1;
      hashes = Buffer.alloc(0);
    }
  }
  return [full, changed];
}

/** The hashes of the last tile that belong to the tree before: what stands there beyond them was never part of it. */
async function beginning(level: number, index: number, width: number, tiles: TileSource): Promise<Buffer> {
  if (width === 0) return Buffer.alloc(0);
  const hashes = (await tiles.tile(level, index))?.subarray(0, width * hashSize);
  if (hashes?.length !== width * hashSize) throw new TileIncomplete(level, index);
  return Buffer.from(hashes);
}
