import type { Knex } from '@bankgraph/database';
import {
  CheckpointReading,
  type CheckpointRow,
  type TellTreeFault,
  tellCutOff,
  treeFaults,
} from './checkpoint-reading.js';
import type { TellFault } from './log-fault.js';
import { GrowingTree, rootOfSubtrees, rootOfTile } from './merkle-tree.js';
import type { TreeOptions, TreeVerification } from './verify-tree.js';

/** Entries of the tree from the first up to before the second. */
export interface EntryRange {
  readonly from: number;
  readonly to: number;
}

/** Where a range begins or ends: an entry of the tree, or a time by the writers' clocks. */
export type RangeEnd = number | Date;

const hashSize = 32;
const tileWidth = 256;
/** A multiple of the hashes in a tile. */
const pageSize = 10_240;

/**
 * The entries of a part of the log. One of times has every record between the two that is in the tree, and what stands between
 * them: the order of the tree is that of time only roughly.
 *
 * @param from the first entry, or records of this time or later; the log's first when null
 * @param to the first entry not to look at, or records before this time; the log's end when null
 */
export async function entryRange(
  snapshot: Knex,
  from: RangeEnd | null,
  to: RangeEnd | null,
): Promise<EntryRange> {
  const { rows } = await snapshot.raw<{ rows: { size: number }[] }>(
    'select coalesce((select index + 1 from audit.tree_entry order by index desc limit 1), 0) as size',
  );
  const size = rows[0]?.size ?? 0;
  const ids = { from: from instanceof Date ? idAt(from) : null, to: to instanceof Date ? idAt(to) : null };
  let range: EntryRange = {
    from: typeof from === 'number' ? Math.min(from, size) : 0,
    to: typeof to === 'number' ? Math.min(to, size) : size,
  };
  if (ids.from !== null || ids.to !== null) {
    const within = await snapshot.raw<{ rows: { first: number | null; last: number | null }[] }>(
      `select min(e.index) as first, max(e.index) as last
       from audit.record r join audit.tree_entry e using (writer, sequence)
       where (?::uuid is null or r.id >= ?::uuid) and (?::uuid is null or r.id < ?::uuid)`,
      [ids.from, ids.from, ids.to, ids.to],
    );
    // A record that is missing at either end has left its entry between its neighbours.
    const before = ids.from === null ? null : await neighbour(snapshot, '<', ids.from);
    const after = ids.to === null ? null : await neighbour(snapshot, '>=', ids.to);
    const { first, last } = within.rows[0] ?? { first: null, last: null };
    range = {
      from: ids.from === null ? range.from : Math.min(first ?? size, before === null ? 0 : before + 1),
      to: ids.to === null ? range.to : Math.max(last === null ? 0 : last + 1, after ?? size),
    };
  }
  return range.from <= range.to ? range : { from: range.from, to: range.from };
}

/** The smallest UUID version 7 of that millisecond (RFC 9562). */
function idAt(time: Date): string {
  const hex = Math.max(0, time.getTime()).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

async function neighbour(snapshot: Knex, side: '<' | '>=', id: string): Promise<number | null> {
  const { rows } = await snapshot.raw<{ rows: { index: number }[] }>(
    `select e.index from audit.record r join audit.tree_entry e using (writer, sequence)
     where r.id ${side} ?::uuid order by r.id ${side === '<' ? 'desc' : 'asc'} limit 1`,
    [id],
  );
  return rows[0]?.index ?? null;
}

/**
 * Holds the entries of a range against the stored tiles, those against the tiles above them, and these against the newest
 * checkpoint and what the witness remembers. Reads as much as the range has, and a few tiles more, however long the log is.
 */
export async function verifyTreeRange(
  snapshot: Knex,
  range: EntryRange,
  { keys, witnessed, onEntries }: TreeOptions,
  tell: TellFault,
): Promise<TreeVerification> {
  const fault = treeFaults(tell);
  const reading = new CheckpointReading(keys, fault);
  const tiles = new StoredTiles(snapshot);
  const memory = witnessed === null ? null : reading.memory(witnessed);
  const newest = await newestCheckpoint(snapshot);
  const signed = newest === undefined ? null : reading.read(newest);
  const size = newest?.size ?? 0;
  if (range.to > size) fault('inserted', `The entries from ${size} on are under no checkpoint.`, size);
  if (signed !== null && !(await sameRoot(tiles, signed.size, signed.root))) {
    fault('checkpoint', `The checkpoint of ${size} records is of another tree than the stored hashes give.`);
  }
  if (memory !== null) {
    if (memory.size > size) tellCutOff(size, memory, fault);
    else if (!(await sameRoot(tiles, memory.size, memory.root))) {
      fault('witness', `The witness has signed another tree of ${memory.size} records.`);
    }
  }
  const covered = await verifyEntries(snapshot, range, size, tiles, fault, onEntries);
  await verifyUpwards(covered, tiles, fault);
  return { size, checkpoints: newest === undefined ? 0 : 1, cosigned: reading.cosigned };
}

async function newestCheckpoint(snapshot: Knex): Promise<CheckpointRow | undefined> {
  const { rows } = await snapshot.raw<{ rows: CheckpointRow[] }>(
    `select size, note, array(select s.note from audit.cosignature s where s.size = c.size order by s.witness) as cosigned
     from audit.checkpoint c order by size desc limit 1`,
  );
  return rows[0];
}

/** Whether the stored hashes give this root of the first `size` entries. */
async function sameRoot(tiles: StoredTiles, size: number, root: Buffer): Promise<boolean> {
  const subtrees: Buffer[] = [];
  let level = 0;
  for (let hashes = size; hashes > 0; hashes = Math.floor(hashes / tileWidth), level += 1) {
    const width = hashes % tileWidth;
    if (width === 0) continue;
    const stored = await tiles.at(level, Math.floor(hashes / tileWidth));
    if (stored.length < width) return false;
    const tree = new GrowingTree();
    for (const hash of stored.slice(0, width)) tree.add(hash);
    subtrees.unshift(...tree.subtrees());
  }
  return rootOfSubtrees(subtrees).equals(root);
}

/**
 * Entries one after the other, each tile of theirs as it is stored, and its root as the level above has it. The tiles that have
 * the range, by number.
 */
async function verifyEntries(
  snapshot: Knex,
  { from, to }: EntryRange,
  size: number,
  tiles: StoredTiles,
  fault: TellTreeFault,
  onEntries: (entries: number) => void,
): Promise<EntryRange> {
  const first = Math.floor(from / tileWidth);
  const end = Math.max(first, Math.ceil(to / tileWidth));
  const last = Math.min(end * tileWidth, Math.max(size, to));
  for (let start = first * tileWidth; start < last; start += pageSize) {
    const stop = Math.min(start + pageSize, last);
    const page: { index: number; leaf_hash: Buffer }[] = await snapshot('audit.tree_entry')
      .select('index', 'leaf_hash')
      .where('index', '>=', start)
      .where('index', '<', stop)
      .orderBy('index');
    const hashes = new Map(page.map(({ index, leaf_hash }) => [index, leaf_hash]));
    const stored = await tiles.read(0, start / tileWidth, Math.ceil(stop / tileWidth));
    for (let tile = start / tileWidth; tile * tileWidth < stop; tile += 1) {
      const places = Array.from(
        { length: Math.min(tileWidth, stop - tile * tileWidth) },
        (_, at) => tile * tileWidth + at,
      );
      const missing = places.filter((index) => !hashes.has(index));
      for (const index of missing) {
        if (index >= from && index < to) fault('deleted', `Entry ${index} of the tree is missing.`, index);
      }
      if (missing.length > 0) continue;
      const derived = places.map((index) => hashes.get(index) as Buffer);
      if (stored.get(tile)?.equals(Buffer.concat(derived)) !== true) {
        fault('tile', `Tile ${tile} of level 0 is not what the entries give.`);
      }
      await verifyAbove(0, tile, derived, tiles, fault);
    }
    onEntries(Math.max(0, Math.min(stop, to) - from));
  }
  return { from: first, to: end };
}

/** The tiles above those of the range, up to the level that has one. */
async function verifyUpwards(lowest: EntryRange, tiles: StoredTiles, fault: TellTreeFault): Promise<void> {
  for (
    let [level, { from, to }] = [1, above(lowest)];
    from < to;
    [level, { from, to }] = [level + 1, above({ from, to })]
  ) {
    let full = false;
    for (let tile = from; tile < to; tile += 1) {
      const hashes = await tiles.at(level, tile);
      await verifyAbove(level, tile, hashes, tiles, fault);
      full ||= hashes.length === tileWidth;
    }
    if (!full) return;
  }
}

function above({ from, to }: EntryRange): EntryRange {
  return { from: Math.floor(from / tileWidth), to: Math.ceil(to / tileWidth) };
}

/** A full tile's root is a hash of the level above. One that is not full is a part of the root of the tree itself. */
async function verifyAbove(
  level: number,
  tile: number,
  hashes: readonly Buffer[],
  tiles: StoredTiles,
  fault: TellTreeFault,
): Promise<void> {
  if (hashes.length < tileWidth) return;
  const said = (await tiles.at(level + 1, Math.floor(tile / tileWidth)))[tile % tileWidth];
  if (said?.equals(rootOfTile(hashes)) === true) return;
  fault('tile', `Tile ${tile} of level ${level} does not have the root that level ${level + 1} says.`);
}

/** The tiles as they are stored. */
class StoredTiles {
  readonly #snapshot: Knex;
  readonly #known = new Map<string, readonly Buffer[]>();

  constructor(snapshot: Knex) {
    this.#snapshot = snapshot;
  }

  /** The hashes of a tile, which are kept; none when it is not there. */
  async at(level: number, index: number): Promise<readonly Buffer[]> {
    const key = `${level}/${index}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const bytes = (await this.read(level, index, index + 1)).get(index) ?? Buffer.alloc(0);
    const hashes = Array.from({ length: bytes.length / hashSize }, (_, at) =>
      bytes.subarray(at * hashSize, (at + 1) * hashSize),
    );
    this.#known.set(key, hashes);
    return hashes;
  }

  /** The bytes of the tiles from the first number up to before the second. */
  async read(level: number, from: number, to: number): Promise<ReadonlyMap<number, Buffer>> {
    const rows: { index: number; hashes: Buffer }[] = await this.#snapshot('audit.tile')
      .select('index', 'hashes')
      .where({ level })
      .where('index', '>=', from)
      .where('index', '<', to);
    return new Map(rows.map((row) => [row.index, row.hashes]));
  }
}
