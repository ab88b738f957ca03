import type { ChainFault, ChainFaultKind } from './chain-fault.js';
import { hashOfLeaf, readLeaf, type StoredLeaf } from './stored-leaf.js';

/** A row of `audit.record`. */
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
}

const beginning = '0'.repeat(64);

/**
 * Holds the records of one writer against each other, in the order of their numbers: contiguous, each with the hash of the
 * one before, from an opening to at most one close, and each column as its leaf says.
 */
export class ChainVerification {
  readonly #writer: string;
  readonly #tell: (fault: ChainFault) => void;
  #last = 0;
  /** Hash of the last record. */
  #hash = beginning;
  #closed = false;

  /** @param registered whether there is such a writer */
  constructor(writer: string, registered: boolean, tell: (fault: ChainFault) => void) {
    this.#writer = writer;
    this.#tell = tell;
    if (!registered) this.#fault('inserted', 1, 'No such writer has registered.');
  }

  /** Whether the writer says that it ended. One that did not runs still, or was killed. */
  get closed(): boolean {
    return this.#closed;
  }

  add(record: StoredRecord): void {
    const { sequence } = record;
    const whole = sequence === this.#last + 1;
    if (!whole) {
      const missing = sequence - this.#last - 1;
      this.#fault(
        'deleted',
        this.#last + 1,
        missing === 1
          ? `Record ${this.#last + 1} is missing.`
          : `Records ${this.#last + 1} to ${sequence - 1} are missing.`,
      );
    }
    if (this.#closed) this.#fault('inserted', sequence, 'The writer had closed before this record.');
    const leaf = readLeaf(record.leaf);
    if (leaf === null) this.#fault('unreadable', sequence, 'The bytes are no leaf of format 3.');
    else this.#compare(leaf, record, whole);
    this.#last = sequence;
    this.#hash = hashOfLeaf(record.leaf);
    this.#closed ||= leaf?.kind === 'close';
  }

  #compare(leaf: StoredLeaf, record: StoredRecord, whole: boolean): void {
    const { sequence } = record;
    if (leaf.writer !== record.writer || leaf.sequence !== sequence) {
      this.#fault('moved', sequence, `The leaf is record ${leaf.sequence} of writer ${leaf.writer}.`);
    } else if (whole && leaf.previous !== this.#hash) {
      this.#fault(
        'changed',
        Math.max(1, sequence - 1),
        sequence === 1
          ? 'The first record is chained to one before it.'
          : `Record ${sequence} was chained to another record ${sequence - 1} than this one.`,
      );
    }
    if ((leaf.kind === 'open') !== (sequence === 1)) {
      this.#fault(
        'inserted',
        sequence,
        sequence === 1 ? 'The first record does not open the writer.' : 'A writer opens once.',
      );
    }
    const access = leaf.kind === 'access' ? leaf : null;
    // Who opens and closes is a process, and it has no data subject.
    const done = leaf.kind === 'access' || leaf.kind === 'erasure' ? leaf : null;
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
      if (column !== told) this.#fault('column', sequence, `The column ${name} is not what the leaf says.`);
    }
  }

  #fault(kind: ChainFaultKind, sequence: number, message: string): void {
    this.#tell({ kind, writer: this.#writer, sequence, message });
  }
}
