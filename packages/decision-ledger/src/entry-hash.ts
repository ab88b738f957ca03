import { createHash } from 'node:crypto';
import { canonicalJson } from '@bankgraph/bank-sources';
import type { CheckedEntry } from './decision-event-entry.js';

/** SHA-256 over the canonical form of an entry, all its members included. */
export function entryHash(entry: CheckedEntry): Buffer {
  return createHash('sha256').update(canonicalJson(entry)).digest();
}

/**
 * What the record of an append anchors: the hashes of what it appended in ascending order, one after the other. The order
 * of the entries says nothing, so it is not in it.
 */
export function anchoredBytes(hashes: readonly Uint8Array[]): Buffer {
  return Buffer.concat([...hashes].sort(Buffer.compare));
}
