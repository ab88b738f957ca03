import type { LogFaultKind, TellFault } from './log-fault.js';
import {
  NotSigned,
  type PublicNoteKey,
  readSignedCheckpoint,
  type SignedCheckpoint,
} from './signed-checkpoint.js';

/** Tells a fault of the tree as a whole, or of one of its entries. */
export type TellTreeFault = (kind: LogFaultKind, message: string, index?: number | null) => void;

/** Records under the last checkpoint that a known witness has signed, in the database or by its own memory, and when. */
export interface Cosigned {
  readonly size: number;
  readonly witness: string;
  readonly at: string;
}

/** A checkpoint as it is stored, with the notes that witnesses have signed. */
export interface CheckpointRow {
  readonly size: number;
  readonly note: string;
  readonly cosigned: readonly string[];
}

/** As faults of the log, which name no record. */
export function treeFaults(tell: TellFault): TellTreeFault {
  return (kind, message, index = null) => tell({ kind, index, writer: null, sequence: null, message });
}

/** That the log has become shorter than the witness knows it. */
export function tellCutOff(size: number, memory: SignedCheckpoint, tell: TellTreeFault): void {
  tell(
    'witness',
    `The log has ${size} entries; the witness has signed a tree of ${memory.size}. It was cut off, or an older state was restored.`,
  );
}

/** Reads signed checkpoints, tells what is wrong with them, and keeps the last that a witness has signed. */
export class CheckpointReading {
  readonly #keys: readonly PublicNoteKey[];
  readonly #fault: TellTreeFault;
  #cosigned: Cosigned | null = null;

  /** @param keys that checkpoints have to be signed with; without them signatures are not looked at */
  constructor(keys: readonly PublicNoteKey[], fault: TellTreeFault) {
    this.#keys = keys;
    this.#fault = fault;
  }

  get cosigned(): Cosigned | null {
    return this.#cosigned;
  }

  /** What the witness remembers; null, and told, when it cannot be used. */
  memory(note: string): SignedCheckpoint | null {
    try {
      const read = readSignedCheckpoint(note, this.#keys);
      const missing = unsigned(read, this.#keys, ['log', 'witness']);
      if (missing === null) {
        this.#cosigned = later(this.#cosigned, cosignatureOf(read));
        return read;
      }
      this.#fault('witness', `What the witness remembers is not signed by the ${missing}.`);
    } catch (error) {
      if (!(error instanceof NotSigned)) throw error;
      this.#fault('witness', `What the witness remembers cannot be used: it ${error.message}.`);
    }
    return null;
  }

  /** A stored checkpoint with its cosignatures; null, and told, when it cannot be used. */
  read({ size, note, cosigned }: CheckpointRow): SignedCheckpoint | null {
    const read = this.#signed(`The checkpoint of ${size} records`, note, ['log']);
    if (read !== null && read.size !== size) {
      this.#fault('checkpoint', `The checkpoint of ${size} records says that it is of ${read.size}.`);
    }
    for (const other of cosigned) {
      const of = `The cosignature of the checkpoint of ${size} records`;
      const witnessed = this.#signed(of, other, ['log', 'witness']);
      if (witnessed === null || read === null) continue;
      if (witnessed.text !== read.text) this.#fault('checkpoint', `${of} is of another checkpoint.`);
      else this.#cosigned = later(this.#cosigned, cosignatureOf(witnessed));
    }
    return read;
  }

  #signed(what: string, note: string, by: readonly PublicNoteKey['kind'][]): SignedCheckpoint | null {
    try {
      const read = readSignedCheckpoint(note, this.#keys);
      const missing = unsigned(read, this.#keys, by);
      if (missing !== null) this.#fault('checkpoint', `${what} is not signed by the ${missing}.`);
      return read;
    } catch (error) {
      if (!(error instanceof NotSigned)) throw error;
      this.#fault('checkpoint', `${what} cannot be used: it ${error.message}.`);
      return null;
    }
  }
}

function later(one: Cosigned | null, other: Cosigned | null): Cosigned | null {
  if (one === null || other === null) return one ?? other;
  return other.size > one.size ? other : one;
}

function cosignatureOf({ size, signatures }: SignedCheckpoint): Cosigned | null {
  const found = signatures.find(({ kind }) => kind === 'witness');
  if (found?.time == null) return null;
  return { size, witness: found.name, at: found.time.toISOString() };
}

/** Of whom a signature is missing that the keys would check. */
function unsigned(
  { signatures }: SignedCheckpoint,
  keys: readonly PublicNoteKey[],
  by: readonly PublicNoteKey['kind'][],
): PublicNoteKey['kind'] | null {
  return (
    by.find(
      (kind) =>
        keys.some((key) => key.kind === kind) && !signatures.some((signature) => signature.kind === kind),
    ) ?? null
  );
}
