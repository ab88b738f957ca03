import type { Knex } from '@bankgraph/database';
import {
  addSignature,
  type Checkpoint,
  type NoteSigner,
  type NoteVerifier,
  openNote,
  ProofRefused,
  proveConsistency,
  readCheckpoint,
  readNoteVerifier,
  TileIncomplete,
  verifyConsistency,
} from '@bankgraph/transparency-log';
import { CheckpointCopies } from './checkpoint-copies.js';
import { databaseTiles } from './database-tiles.js';
import { Rounds } from './rounds.js';
import { type Tell, toldRarely } from './told-rarely.js';
import { type Refusal, WitnessFolder, WitnessFolderFault } from './witness-folder.js';

/** Settings of a witness. */
export interface WitnessOptions {
  /** The log's public key. */
  readonly log: NoteVerifier;
  /** The witness's own key. */
  readonly signer: NoteSigner;
  /** Where it remembers what it has signed: not in the database, and not where who has the database can write. */
  readonly folder: string;
  /** A directory for copies of what it has signed. */
  readonly copyTo?: string;
  readonly onError: Tell;
  /** 500 when not given. */
  readonly pollMs?: number;
  /** Between two copies. A minute when not given. */
  readonly copyEveryMs?: number;
}

/** For tests, metrics and people. */
export interface WitnessState {
  /** Size of the last checkpoint that it has cosigned; 0 when there was none. */
  readonly size: number;
  readonly refused: Refusal | null;
}

/** A checkpoint that does not follow from the last. */
class Refused extends Error {
  readonly size: number | null;

  constructor(reason: string, size: number | null) {
    super(reason);
    this.size = size;
  }
}

/**
 * Cosigns a checkpoint when the tree has only grown since the last one (C2SP tlog-witness, tlog-cosignature). Whoever rolls the
 * log back, cuts it off or shows two histories needs the witness's key and folder as well. After a refusal it signs nothing
 * until a person has removed the file that says so.
 */
export class Witness {
  readonly #knex: Knex;
  readonly #log: NoteVerifier;
  readonly #signer: NoteSigner;
  readonly #keys: readonly NoteVerifier[];
  readonly #folder: WitnessFolder;
  readonly #copies: CheckpointCopies | undefined;
  readonly #pollMs: number;
  readonly #tell: ReturnType<typeof toldRarely>;
  #latest: { readonly checkpoint: Checkpoint; readonly note: string; published: boolean } | undefined;
  #refused: Refusal | null = null;
  #rounds: Rounds | undefined;

  /** @param knex as the role `audit_witness`; it stays the caller's */
  constructor(knex: Knex, options: WitnessOptions) {
    this.#knex = knex;
    this.#log = options.log;
    this.#signer = options.signer;
    this.#keys = [options.log, readNoteVerifier(options.signer.verifier)];
    this.#folder = new WitnessFolder(options.folder);
    this.#copies =
      options.copyTo === undefined
        ? undefined
        : new CheckpointCopies(options.copyTo, options.copyEveryMs ?? 60_000);
    this.#pollMs = options.pollMs ?? 500;
    this.#tell = toldRarely(options.onError);
  }

  get state(): WitnessState {
    return { size: this.#latest?.checkpoint.size ?? 0, refused: this.#refused };
  }

  /** @throws WitnessFolderFault when its memory is there and is not its own: it must not begin anew over that */
  async start(): Promise<void> {
    await this.#folder.prepare();
    const note = await this.#folder.latest();
    if (note !== null) this.#latest = { checkpoint: this.#own(note), note, published: false };
    await this.#folder.refusal();
    this.#rounds = new Rounds(async () => {
      await this.#round();
      return this.#pollMs;
    });
  }

  /** Looks a last time: who signed before that finds it cosigned. */
  async close(): Promise<void> {
    await this.#rounds?.close();
    await this.#round();
  }

  #own(note: string): Checkpoint {
    try {
      const { text, verified } = openNote(note, this.#keys);
      if (verified.length !== 2) throw new Error('it lacks a signature, or the keys are others');
      return readCheckpoint(text);
    } catch (error) {
      throw new WitnessFolderFault(
        `The checkpoint "latest" in the witness's folder is not signed by this log and this witness (${(error as Error).message}). Put the right keys or the right folder in place.`,
      );
    }
  }

  async #round(): Promise<void> {
    try {
      this.#refused = await this.#folder.refusal();
      if (this.#refused === null) await this.#look();
      else this.#tellRefusal(this.#refused);
    } catch (error) {
      if (!(error instanceof Refused)) {
        this.#tell('failed', { err: error }, 'No checkpoint can be cosigned');
        return;
      }
      const { message: reason, size } = error;
      this.#refused = { reason, size, seen: this.state.size, at: new Date().toISOString() };
      // First of all it must be known; that it cannot be kept does not make the checkpoint any better.
      this.#tellRefusal(this.#refused);
      await this.#folder
        .refuse(this.#refused)
        .catch((fault: unknown) => this.#tell('folder', { err: fault }, 'A refusal cannot be kept'));
    }
  }

  #tellRefusal(refusal: Refusal): void {
    this.#tell(
      'refused',
      { ...refusal },
      'The witness refuses the audit log: see docs/operations.md, "When the witness refuses"',
    );
  }

  /** @throws Refused */
  async #look(): Promise<void> {
    const row = await this.#knex('audit.checkpoint')
      .orderBy('size', 'desc')
      .first<{ size: number; note: string } | undefined>('size', 'note');
    if (row === undefined) {
      if (this.#latest === undefined) return;
      throw new Refused('truncated: the log has no checkpoint any more', null);
    }
    const checkpoint = this.#signedByLog(row);
    const seen = this.#latest?.checkpoint;
    if (seen !== undefined && checkpoint.size < seen.size) {
      throw new Refused(
        `rolled back: the newest checkpoint is of ${checkpoint.size} records`,
        checkpoint.size,
      );
    }
    if (seen === undefined || checkpoint.size > seen.size) {
      await this.#checkGrown(checkpoint);
      const note = addSignature(row.note, this.#signer);
      // Its memory first: a cosignature that it does not remember could be followed by another history.
      await this.#folder.keep(note);
      this.#latest = { checkpoint, note, published: false };
    } else if (!checkpoint.root.equals(seen.root)) {
      throw new Refused(`split view: another tree of ${checkpoint.size} records was signed`, checkpoint.size);
    }
    await this.#publish();
  }

  #signedByLog(row: { readonly size: number; readonly note: string }): Checkpoint {
    let checkpoint: Checkpoint;
    try {
      checkpoint = readCheckpoint(openNote(row.note, [this.#log]).text);
    } catch (error) {
      throw new Refused(`not signed by the log: ${(error as Error).message}`, null);
    }
    if (checkpoint.origin !== this.#log.name) {
      throw new Refused(`of another log: ${checkpoint.origin}`, checkpoint.size);
    }
    if (checkpoint.size !== row.size || checkpoint.size === 0) {
      throw new Refused(
        `listed as of ${row.size} records, and signed as of ${checkpoint.size}`,
        checkpoint.size,
      );
    }
    return checkpoint;
  }

  async #checkGrown({ size: to, root: toRoot }: Checkpoint): Promise<void> {
    const before = this.#latest?.checkpoint;
    if (before === undefined) return;
    const from = before.size;
    try {
      const proof = await proveConsistency(from, to, databaseTiles(this.#knex));
      verifyConsistency({ from, fromRoot: before.root, to, toRoot, proof });
    } catch (error) {
      // Only what is wrong with the tree is a judgement on the log: a database that is killed while it is asked is none,
      // and its driver has errors of any kind for that.
      if (!(error instanceof ProofRefused || error instanceof TileIncomplete)) throw error;
      throw new Refused(`not grown from the tree of ${from} records: ${error.message}`, to);
    }
  }

  async #publish(): Promise<void> {
    const latest = this.#latest;
    if (latest === undefined) return;
    const { checkpoint, note } = latest;
    if (!latest.published) {
      await this.#knex('audit.cosignature')
        .insert({ size: checkpoint.size, witness: this.#signer.name, note })
        .onConflict(['size', 'witness'])
        .ignore();
      latest.published = true;
    }
    await this.#copies
      ?.put(checkpoint.size, note)
      .catch((error: unknown) => this.#tell('copy', { err: error }, 'A checkpoint cannot be copied'));
  }
}
