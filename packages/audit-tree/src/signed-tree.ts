import type { Knex } from '@bankgraph/database';
import {
  appendLeaves,
  checkpointText,
  NoteRefused,
  type NoteSigner,
  type NoteVerifier,
  openNote,
  readCheckpoint,
  readNoteVerifier,
  signNote,
  TileIncomplete,
  treeRoot,
} from '@bankgraph/transparency-log';
import { databaseTiles } from './database-tiles.js';
import type { ChainedRecord } from './writer-chains.js';

/** The tree is not as it was signed: somebody has changed it. Nothing is signed over that. */
export class LogChanged extends Error {}

/** Entries, tiles and checkpoints in the database: they are written together, so they must agree. */
export class SignedTree {
  readonly #signer: NoteSigner;
  readonly #verifier: NoteVerifier;

  constructor(signer: NoteSigner) {
    this.#signer = signer;
    this.#verifier = readNoteVerifier(signer.verifier);
  }

  /**
   * How many records the tree has.
   *
   * @throws LogChanged when entries, tiles and the newest checkpoint do not say the same, or another key has signed it
   */
  async size(transaction: Knex): Promise<number> {
    const { rows } = await transaction.raw<{ rows: { note: string | null; entries: number }[] }>(
      `select (select note from audit.checkpoint order by size desc limit 1) as note,
              coalesce((select index + 1 from audit.tree_entry order by index desc limit 1), 0) as entries`,
    );
    const { note, entries } = rows[0] as { note: string | null; entries: number };
    if (note === null) {
      if (entries > 0) throw new LogChanged(`The tree has ${entries} entries and no checkpoint.`);
      return 0;
    }
    try {
      const { origin, size, root } = readCheckpoint(openNote(note, [this.#verifier]).text);
      if (origin !== this.#verifier.name)
        throw new LogChanged(`The newest checkpoint is of the log ${origin}.`);
      if (size !== entries)
        throw new LogChanged(`The tree has ${entries} entries, its newest checkpoint says ${size}.`);
      if (!root.equals(await treeRoot(size, databaseTiles(transaction))))
        throw new LogChanged(`The tiles do not give the root of the checkpoint of ${size}.`);
      return size;
    } catch (error) {
      // Only what is wrong with the tree is a judgement on it, and not that the database is away.
      if (error instanceof NoteRefused || error instanceof TileIncomplete)
        throw new LogChanged(error.message, { cause: error });
      throw error;
    }
  }

  /** Adds records to the tree of the given size, with a checkpoint of it. Its new size. */
  async append(transaction: Knex, size: number, records: readonly ChainedRecord[]): Promise<number> {
    const hashes = records.map(({ hash }) => hash);
    const tree = await appendLeaves(size, databaseTiles(transaction), hashes);
    await transaction.raw(
      `insert into audit.tree_entry (index, writer, sequence, leaf_hash)
       select ?::bigint + place - 1, writer, sequence, hash
       from unnest(?::uuid[], ?::bigint[], ?::bytea[]) with ordinality as given (writer, sequence, hash, place)`,
      [size, records.map(({ writer }) => writer), records.map(({ sequence }) => sequence), hashes],
    );
    await transaction.raw(
      `insert into audit.tile (level, index, hashes)
       select * from unnest(?::smallint[], ?::bigint[], ?::bytea[])
       on conflict (level, index) do update set hashes = excluded.hashes`,
      [
        tree.tiles.map(({ level }) => level),
        tree.tiles.map(({ index }) => index),
        tree.tiles.map(({ hashes: ofTile }) => Buffer.from(ofTile)),
      ],
    );
    const text = checkpointText({ origin: this.#signer.name, size: tree.size, root: tree.root });
    await transaction('audit.checkpoint').insert({ size: tree.size, note: signNote(text, this.#signer) });
    return tree.size;
  }
}
