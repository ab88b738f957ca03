import { createHash } from 'node:crypto';

/** Root of the tree without leaves: the hash of nothing (RFC 6962, section 2.1). */
export const emptyRoot: Buffer = createHash('sha256').digest();

/** Bytes of a hash. */
export const hashSize = 32;

const leafPrefix = Uint8Array.of(0);
const nodePrefix = Uint8Array.of(1);

/** SHA-256(0x00 ‖ leaf). */
export function hashLeaf(leaf: Uint8Array): Buffer {
  return createHash('sha256').update(leafPrefix).update(leaf).digest();
}

/** SHA-256(0x01 ‖ left ‖ right): no node passes for a leaf. */
export function hashChildren(left: Uint8Array, right: Uint8Array): Buffer {
  return createHash('sha256').update(nodePrefix).update(left).update(right).digest();
}

/** Root of a complete subtree: of 1, 2, 4, 8… hashes, one after the other. */
export function foldComplete(hashes: Uint8Array): Buffer {
  let row: Buffer[] = Array.from({ length: hashes.length / hashSize }, (_, index) =>
    Buffer.from(hashes.subarray(index * hashSize, (index + 1) * hashSize)),
  );
  while (row.length > 1) {
    row = Array.from({ length: row.length / 2 }, (_, index) =>
      hashChildren(row[2 * index] as Buffer, row[2 * index + 1] as Buffer),
    );
  }
  return row[0] as Buffer;
}
