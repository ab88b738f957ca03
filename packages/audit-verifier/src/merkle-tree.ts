import { hash } from 'node:crypto';

/*
 * RFC 6962, section 2.1, once more: what the integrator gets wrong is not got wrong here too.
 */

const leafPrefix = Uint8Array.of(0);
const nodePrefix = Uint8Array.of(1);

/** Hash of a leaf's bytes. */
export function hashLeaf(bytes: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([leafPrefix, bytes]), 'buffer');
}

/** Hash of an inner node. */
export function hashNode(left: Uint8Array, right: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([nodePrefix, left, right]), 'buffer');
}

/** Root of a full tile. */
export function rootOfTile(hashes: readonly Buffer[]): Buffer {
  let row = hashes;
  while (row.length > 1) {
    row = Array.from({ length: row.length / 2 }, (_, at) =>
      hashNode(row[2 * at] as Buffer, row[2 * at + 1] as Buffer),
    );
  }
  return row[0] as Buffer;
}

/** A tree that grows by a leaf at a time, of which only the roots of its complete subtrees are kept. */
export class GrowingTree {
  /** Roots of complete subtrees, the largest first: one for each 1 in the binary form of the size. */
  readonly #roots: Buffer[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(leafHash: Buffer): void {
    let root = leafHash;
    for (let size = this.#size; size % 2 === 1; size = (size - 1) / 2) {
      root = hashNode(this.#roots.pop() as Buffer, root);
    }
    this.#roots.push(root);
    this.#size += 1;
  }

  /** Roots of its complete subtrees, the largest first. */
  subtrees(): readonly Buffer[] {
    return this.#roots;
  }

  root(): Buffer {
    return rootOfSubtrees(this.#roots);
  }
}

/** Root of a tree of these complete subtrees, the largest first. */
export function rootOfSubtrees(roots: readonly Buffer[]): Buffer {
  const [last, ...larger] = roots.toReversed();
  if (last === undefined) return hash('sha256', '', 'buffer');
  return larger.reduce((right, left) => hashNode(left, right), last);
}

/**
 * The root that an audit path leads to from a leaf: RFC 6962, section 2.1.1, read from the root down, so that the path has to
 * have exactly the length that the tree gives it. Null when it has another.
 */
export function rootOfPath(
  leafHash: Buffer,
  index: number,
  size: number,
  path: readonly Buffer[],
): Buffer | null {
  if (size === 1) return path.length === 0 ? leafHash : null;
  const sibling = path.at(-1);
  if (sibling === undefined) return null;
  let left = 1;
  while (left * 2 < size) left *= 2;
  const below = path.slice(0, -1);
  if (index < left) {
    const root = rootOfPath(leafHash, index, left, below);
    return root && hashNode(root, sibling);
  }
  const root = rootOfPath(leafHash, index - left, size - left, below);
  return root && hashNode(sibling, root);
}
