/** What is wrong with a record, or with its place. */
export type ChainFaultKind =
  /** The bytes are no leaf: not JSON, not of the known format, or not written as a writer writes them. */
  | 'unreadable'
  /** Records are missing before this one. */
  | 'deleted'
  /** The record after this one was chained to other bytes than these. */
  | 'changed'
  /** The leaf says another writer or number than where it stands. */
  | 'moved'
  /** A column says something else than the leaf. */
  | 'column'
  /** A record before the opening of its writer, after its close, or of a writer that never registered. */
  | 'inserted';

/** A fault, and where. */
export interface ChainFault {
  readonly kind: ChainFaultKind;
  /** UUID of the writer. */
  readonly writer: string;
  /** Number of the record in its writer's chain: from 1. */
  readonly sequence: number;
  /** In words, without anything that a person has written. */
  readonly message: string;
}
