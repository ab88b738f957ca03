/** What is wrong with the log, and with what part of it. */
export type LogFaultKind =
  /** The bytes are no leaf: not JSON, not of the known format, or not written as a writer writes them. */
  | 'unreadable'
  /** Records, entries of the tree or checkpoints are missing. */
  | 'deleted'
  /** A record's bytes are not those that the next one was chained to, or that were taken into the tree. */
  | 'changed'
  /** The leaf says another writer or number than where it stands, or the tree has records in another order than they were written. */
  | 'moved'
  /** A column says something else than the leaf. */
  | 'column'
  /** A record before the opening of its writer, after its close, or of a writer that never registered; an entry too many. */
  | 'inserted'
  /** A record is durable for minutes, and not in the tree. */
  | 'late'
  /** A signed checkpoint does not fit the records, or is not signed by whom it should. */
  | 'checkpoint'
  /** The hashes of the tree, from which proofs are made, are not what its entries give. */
  | 'tile'
  /** The log is not the one that the witness has signed. */
  | 'witness';

/** A fault, and where. */
export interface LogFault {
  readonly kind: LogFaultKind;
  /** Place in the tree, from 0; null of a record that is not in the tree, and of what is no record. */
  readonly index: number | null;
  /** UUID of the writer; null of what is no record. */
  readonly writer: string | null;
  /** Number of the record in its writer's chain: from 1. */
  readonly sequence: number | null;
  /** In words, without anything that a person has written. */
  readonly message: string;
}

/** Told of each fault as it is found. */
export type TellFault = (fault: LogFault) => void;
