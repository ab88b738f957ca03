import type { LogFaultKind, TellFault } from './log-fault.js';
import { hashLeaf } from './merkle-tree.js';
import { readLeaf, type StoredLeaf } from './stored-leaf.js';

/** A row of `audit.record`, with its place in the tree. */
export interface StoredRecord {
  readonly writer: string;
  readonly sequence: number;
  readonly kind: string;
  readonly id: string;
  readonly recorded_at: Date;
  readonly subject: string | null;
  readonly purpose: string | null;
  readonly roles: readonly string[];
  readonly outcome: string | null;
  readonly leaf: Uint8Array;
  /** Null when it is not in the tree. */
  readonly index: number | null;
  /** What the tree has as its hash. */
  readonly entry_hash: Buffer | null;
  /** Whether it is durable for so long that it had to be in the tree. */
  readonly overdue: boolean;
}

/** What is wrong with a record that is `late`. */
export const lateRecord = 'This record is durable for more than five minutes, and not in the tree.';

const beginning = '0'.repeat(64);

/**
 * Holds the records of one writer against each other, in the order of their numbers: contiguous, each with the hash of the
 * one before, from an opening to at most one close, each column as its leaf says, each in the tree with its own hash and after
 * the one before.
 */
export class ChainVerification {
  readonly #writer: string;
  readonly #tell: TellFault;
  #last: { readonly sequence: number; readonly hash: string; readonly index: number | null } = {
    sequence: 0,
    hash: beginning,
    index: -1,
  };
  #closed = false;
  /** Whether the last record's bytes are not those that the tree has: its successor would say so again. */
  #toldChanged = false;
  #toldLate = false;

  /**
   * @param registered whether there is such a writer
   * @param before the record before the first that is added, of which only the bytes count; null when that is the writer's first
   */
  constructor(
    writer: string,
    registered: boolean,
    tell: TellFault,
    before: Pick<StoredRecord, 'sequence' | 'leaf' | 'index'> | null = null,
  ) {
    this.#writer = writer;
    this.#tell = tell;
    if (before !== null) {
      const { sequence, leaf, index } = before;
      this.#last = { sequence, hash: hashLeaf(leaf).toString('hex'), index };
    }
    if (!registered) this.#fault('inserted', 1, null, 'No such writer has registered.');
  }

  /** Whether the writer says that it ended. One that did not runs still, or was killed. */
  get closed(): boolean {
    return this.#closed;
  }

  add(record: StoredRecord): void {
    const { sequence, index } = record;
    const last = this.#last;
    const whole = sequence === last.sequence + 1;
    if (!whole) {
      const missing = sequence - last.sequence - 1;
      const first = last.sequence + 1;
      const words =
        missing === 1 ? `Record ${first} is missing.` : `Records ${first} to ${sequence - 1} are missing.`;
      this.#fault('deleted', first, null, words);
    }
    if (this.#closed) this.#fault('inserted', sequence, index, 'The writer had closed before this record.');
    const hash = hashLeaf(record.leaf);
    const leaf = readLeaf(record.leaf);
    if (leaf === null) this.#fault('unreadable', sequence, index, 'The bytes are no leaf of format 4.');
    else this.#compare(leaf, record, whole);
    this.#toldChanged = false;
    this.#place(record, hash);
    this.#last = { sequence, hash: hash.toString('hex'), index };
    this.#closed ||= leaf?.kind === 'close';
  }

  #place({ sequence, index, entry_hash: entryHash, overdue }: StoredRecord, hash: Buffer): void {
    if (index === null) {
      if (!overdue || this.#toldLate) return;
      this.#toldLate = true;
      this.#fault('late', sequence, null, lateRecord);
      return;
    }
    if (entryHash?.equals(hash) !== true) {
      this.#toldChanged = true;
      this.#fault(
        'changed',
        sequence,
        index,
        'The bytes are not those that were taken into the tree, or the entry was changed.',
      );
    }
    const { index: before } = this.#last;
    if (before === null || before > index) {
      const words =
        before === null ? 'the one before it is not in the tree' : `the one before it is entry ${before}`;
      this.#fault('moved', sequence, index, `This record is entry ${index}, and ${words}.`);
    }
  }

  #compare(leaf: StoredLeaf, record: StoredRecord, whole: boolean): void {
    const { sequence, index } = record;
    if (leaf.writer !== record.writer || leaf.sequence !== sequence) {
      this.#fault('moved', sequence, index, `The leaf is record ${leaf.sequence} of writer ${leaf.writer}.`);
    } else if (whole && leaf.previous !== this.#last.hash && !this.#toldChanged) {
      if (sequence === 1) this.#fault('changed', 1, index, 'The first record is chained to one before it.');
      else {
        const words = `Record ${sequence} was chained to another record ${sequence - 1} than this one.`;
        this.#fault('changed', sequence - 1, this.#last.index, words);
      }
    }
    if ((leaf.kind === 'open') !== (sequence === 1)) {
      const words = sequence === 1 ? 'The first record does not open the writer.' : 'A writer opens once.';
      this.#fault('inserted', sequence, index, words);
    }
    const access = leaf.kind === 'access' || leaf.kind === 'edit' ? leaf : null;
    // Who opens and closes is a process, and it has no data subject.
    const done = 'actor' in leaf ? leaf : null;
    const columns: readonly (readonly [name: string, column: unknown, leaf: unknown])[] = [
      ['kind', record.kind, leaf.kind],
      ['id', record.id, leaf.id],
      ['recorded_at', record.recorded_at.toISOString(), leaf.recordedAt],
      ['subject', record.subject, done?.subject ?? null],
      ['purpose', record.purpose, access?.purpose ?? null],
      ['roles', record.roles.join(','), done?.actor.roles.join(',') ?? ''],
      ['outcome', record.outcome, access?.outcome ?? null],
    ];
    for (const [name, column, told] of columns) {
      if (column !== told)
        this.#fault('column', sequence, index, `The column ${name} is not what the leaf says.`);
    }
  }

  #fault(kind: LogFaultKind, sequence: number, index: number | null, message: string): void {
    this.#tell({ kind, index, writer: this.#writer, sequence, message });
  }
}
