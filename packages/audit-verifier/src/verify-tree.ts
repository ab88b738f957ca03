import type { Knex } from '@bankgraph/database';
import {
  CheckpointReading,
  type CheckpointRow,
  type Cosigned,
  type TellTreeFault,
  tellCutOff,
  treeFaults,
} from './checkpoint-reading.js';
import type { TellFault } from './log-fault.js';
import { GrowingTree, rootOfTile } from './merkle-tree.js';
import type { PublicNoteKey } from './signed-checkpoint.js';

/** How to verify the tree. */
export interface TreeOptions {
  /** Keys that checkpoints have to be signed with; without them signatures are not looked at. */
  readonly keys: readonly PublicNoteKey[];
  /** The last checkpoint that a witness has signed, from the witness itself. */
  readonly witnessed: string | null;
  /** Told of the entries so far, after each page. */
  onEntries(entries: number): void;
}

/** What was found of the tree. */
export interface TreeVerification {
  /** Entries. */
  readonly size: number;
  readonly checkpoints: number;
  readonly cosigned: Cosigned | null;
}

interface Entry {
  readonly index: number;
  readonly leaf_hash: Buffer;
}

/** A multiple of the hashes in a tile. */
const pageSize = 10_240;
const tileWidth = 256;

/**
 * Derives the tree anew from its entries, whose hashes are held against the records elsewhere, and holds against it every
 * checkpoint, every cosignature, every stored tile and what the witness remembers.
 */
export async function verifyTree(
  snapshot: Knex,
  { keys, witnessed, onEntries }: TreeOptions,
  tell: TellFault,
): Promise<TreeVerification> {
  const fault = treeFaults(tell);
  const reading = new CheckpointReading(keys, fault);
  const checkpoints = new Checkpoints(snapshot, reading, fault);
  const memory = witnessed === null ? null : reading.memory(witnessed);
  const tiles = new DerivedTiles(snapshot, fault);
  const tree = new GrowingTree();
  // After a gap nobody can say what the root was.
  let whole = true;
  for (let next = 0; ; ) {
    const page: Entry[] = await snapshot('audit.tree_entry')
      .select('index', 'leaf_hash')
      .where('index', '>=', next)
      .orderBy('index')
      .limit(pageSize);
    for (const { index, leaf_hash: leafHash } of page) {
      if (index < next) {
        fault('inserted', `There are two entries ${index}.`, index);
        continue;
      }
      if (index > next && whole) {
        whole = false;
        const words =
          index === next + 1
            ? `Entry ${next} of the tree is`
            : `Entries ${next} to ${index - 1} of the tree are`;
        fault('deleted', `${words} missing; nothing that was signed later can be derived.`, next);
      }
      next = index + 1;
      if (!whole) continue;
      tree.add(leafHash);
      tiles.add(leafHash);
      if (tree.size >= checkpoints.nextSize) await checkpoints.compare(tree);
      if (memory?.size === tree.size && !memory.root.equals(tree.root())) {
        fault('witness', `The witness has signed another tree of ${memory.size} records.`);
      }
    }
    if (whole) await tiles.compare();
    onEntries(next);
    if (page.length < pageSize) break;
  }
  if (whole) {
    await tiles.end();
    await checkpoints.end(tree.size);
    if (memory !== null && memory.size > tree.size) tellCutOff(tree.size, memory, fault);
  }
  return {
    size: tree.size,
    checkpoints: checkpoints.count,
    cosigned: reading.cosigned,
  };
}

/** The signed checkpoints, read along with the entries. */
class Checkpoints {
  readonly #snapshot: Knex;
  readonly #reading: CheckpointReading;
  readonly #fault: TellTreeFault;
  #rows: CheckpointRow[] = [];
  #after = -1;
  #over = false;
  /** Sizes at which another root was signed: one that differs makes all later ones differ. */
  readonly #differing: number[] = [];
  /** No checkpoint before this many entries: 0 while it is not known. */
  nextSize = 0;
  count = 0;

  constructor(snapshot: Knex, reading: CheckpointReading, fault: TellTreeFault) {
    this.#snapshot = snapshot;
    this.#reading = reading;
    this.#fault = fault;
  }

  /** Holds the checkpoints of this size against the tree. */
  async compare(tree: GrowingTree): Promise<void> {
    for (;;) {
      const row = await this.#next();
      this.nextSize = row?.size ?? Number.POSITIVE_INFINITY;
      if (row === undefined || row.size > tree.size) return;
      this.#rows.pop();
      const read = this.#reading.read(row);
      if (read !== null && read.size === tree.size && !read.root.equals(tree.root())) {
        this.#differing.push(read.size);
      }
    }
  }

  /** What is left when there are no more entries, and what is missing. */
  async end(size: number): Promise<void> {
    for (let row = await this.#next(); row !== undefined; row = await this.#next()) {
      this.#rows.pop();
      this.#reading.read(row);
      this.#fault(
        'deleted',
        `A checkpoint of ${row.size} records was signed; the tree has ${size} entries.`,
        size,
      );
    }
    if (size > 0 && this.#after < size) {
      const first = Math.max(this.#after, 0);
      this.#fault('inserted', `The entries from ${first} on are under no checkpoint.`, first);
    }
    const [first] = this.#differing;
    if (first !== undefined) {
      const others = this.#differing.length - 1;
      const words = others === 0 ? '' : ` So are ${others} later ones.`;
      this.#fault(
        'checkpoint',
        `The checkpoint of ${first} records is of another tree than the entries give.${words}`,
      );
    }
    const orphans: { size: number }[] = await this.#snapshot('audit.cosignature as c')
      .select('c.size')
      .whereNotExists(this.#snapshot('audit.checkpoint').whereRaw('size = c.size'))
      .orderBy('c.size')
      .limit(100);
    for (const orphan of orphans) {
      this.#fault(
        'deleted',
        `The checkpoint of ${orphan.size} records, which a witness has signed, is missing.`,
      );
    }
  }

  async #next(): Promise<CheckpointRow | undefined> {
    if (this.#rows.length === 0 && !this.#over) {
      const { rows } = await this.#snapshot.raw<{ rows: CheckpointRow[] }>(
        `select size, note, array(select s.note from audit.cosignature s where s.size = c.size order by s.witness) as cosigned
         from audit.checkpoint c where size > ? order by size limit 5000`,
        [this.#after],
      );
      this.#over = rows.length === 0;
      this.count += rows.length;
      this.#rows = rows.reverse();
      this.#after = rows[0]?.size ?? this.#after;
    }
    return this.#rows.at(-1);
  }
}

/** Hashes of the tree by level and place, as tiles store them. */
class DerivedTiles {
  readonly #snapshot: Knex;
  readonly #fault: TellTreeFault;
  /** By level; those of the lowest only from the last tile that was compared. */
  readonly #levels: Buffer[][] = [[]];
  /** Tiles of the lowest level that are compared already. */
  #compared = 0;

  constructor(snapshot: Knex, fault: TellTreeFault) {
    this.#snapshot = snapshot;
    this.#fault = fault;
  }

  add(leafHash: Buffer): void {
    this.#levels[0]?.push(leafHash);
  }

  /** Compares the full tiles of the lowest level so far, and makes the next level of them. */
  async compare(): Promise<void> {
    const hashes = this.#levels[0] as Buffer[];
    const full = Math.floor(hashes.length / tileWidth);
    await this.#compareLevel(0, this.#compared, hashes.slice(0, full * tileWidth));
    for (let tile = 0; tile < full; tile += 1) {
      this.#up(1, rootOfTile(hashes.slice(tile * tileWidth, (tile + 1) * tileWidth)));
    }
    this.#compared += full;
    this.#levels[0] = hashes.slice(full * tileWidth);
  }

  /** Compares what is left, the levels above, and that there are no more tiles. */
  async end(): Promise<void> {
    await this.#compareLevel(0, this.#compared, this.#levels[0] as Buffer[]);
    for (let level = 1; level < this.#levels.length; level += 1) {
      await this.#compareLevel(level, 0, this.#levels[level] as Buffer[]);
    }
    const counts = this.#levels.map(
      (hashes, level) => Math.ceil(hashes.length / tileWidth) + (level === 0 ? this.#compared : 0),
    );
    const surplus: { level: number; index: number }[] = await this.#snapshot('audit.tile')
      .select('level', 'index')
      .whereRaw('index >= coalesce((?::int[])[level + 1], 0)', [counts])
      .orderBy(['level', 'index'])
      .limit(100);
    for (const { level, index } of surplus)
      this.#fault('tile', `Tile ${index} of level ${level} is one too many.`);
  }

  #up(level: number, hash: Buffer): void {
    const hashes = this.#levels[level] ?? [];
    this.#levels[level] = hashes;
    hashes.push(hash);
    if (hashes.length % tileWidth === 0) this.#up(level + 1, rootOfTile(hashes.slice(-tileWidth)));
  }

  async #compareLevel(level: number, first: number, hashes: readonly Buffer[]): Promise<void> {
    if (hashes.length === 0) return;
    const tiles = Math.ceil(hashes.length / tileWidth);
    const rows: { index: number; hashes: Buffer }[] = await this.#snapshot('audit.tile')
      .select('index', 'hashes')
      .where({ level })
      .whereBetween('index', [first, first + tiles - 1]);
    const stored = new Map(rows.map((row) => [row.index, row.hashes]));
    for (let tile = 0; tile < tiles; tile += 1) {
      const derived = Buffer.concat(hashes.slice(tile * tileWidth, (tile + 1) * tileWidth));
      if (stored.get(first + tile)?.equals(derived) === true) continue;
      this.#fault('tile', `Tile ${first + tile} of level ${level} is not what the entries give.`);
    }
  }
}
