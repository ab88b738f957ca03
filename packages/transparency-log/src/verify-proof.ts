import { emptyRoot, hashChildren } from './hashes.js';

/** A proof that does not show what it is said to show. */
export class ProofRefused extends Error {
  constructor(reason: string) {
    super(`The proof is refused: ${reason}.`);
    this.name = 'ProofRefused';
  }
}

/** That a leaf stands in a tree at an index. */
export interface InclusionClaim {
  readonly index: number;
  readonly size: number;
  readonly leafHash: Uint8Array;
  readonly root: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/**
 * Verifies an audit path: RFC 9162, section 2.1.3.2.
 *
 * @throws ProofRefused
 */
export function verifyInclusion({ index, size, leafHash, root, proof }: InclusionClaim): void {
  if (!isSize(size) || !isSize(index) || index >= size) {
    throw new ProofRefused(`there is no leaf ${index} in a tree of ${size}`);
  }
  let [node, last] = [index, size - 1];
  let hash: Uint8Array = leafHash;
  for (const sibling of proof) {
    if (last === 0) throw new ProofRefused('it is too long');
    if (isOdd(node) || node === last) {
      hash = hashChildren(sibling, hash);
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)];
    } else hash = hashChildren(hash, sibling);
    [node, last] = [half(node), half(last)];
  }
  if (last !== 0) throw new ProofRefused('it is too short');
  if (!equal(hash, root)) throw new ProofRefused('it leads to another root');
}

/** That a tree has grown from another. */
export interface ConsistencyClaim {
  readonly from: number;
  readonly fromRoot: Uint8Array;
  readonly to: number;
  readonly toRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/**
 * Verifies that the first leaves of the larger tree are those of the smaller: RFC 9162, section 2.1.4.2. Every tree has
 * grown from the empty one.
 *
 * @throws ProofRefused
 */
export function verifyConsistency({ from, fromRoot, to, toRoot, proof }: ConsistencyClaim): void {
  if (!isSize(from) || !isSize(to) || from > to) {
    throw new ProofRefused(`a tree of ${from} leaves is no beginning of one of ${to}`);
  }
  if (from === 0 || from === to) {
    if (proof.length > 0) throw new ProofRefused('it is too long');
    if (!equal(fromRoot, from === 0 ? emptyRoot : toRoot)) throw new ProofRefused('the roots differ');
    return;
  }
  const nodes = isPowerOfTwo(from) ? [fromRoot, ...proof] : [...proof];
  const [first] = nodes;
  if (first === undefined) throw new ProofRefused('it is too short');
  let [node, last] = [from - 1, to - 1];
  while (isOdd(node)) [node, last] = [half(node), half(last)];
  let [older, newer]: [Uint8Array, Uint8Array] = [first, first];
  for (const sibling of nodes.slice(1)) {
    if (last === 0) throw new ProofRefused('it is too long');
    if (isOdd(node) || node === last) {
      older = hashChildren(sibling, older);
      newer = hashChildren(sibling, newer);
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)];
    } else newer = hashChildren(newer, sibling);
    [node, last] = [half(node), half(last)];
  }
  if (last !== 0) throw new ProofRefused('it is too short');
  if (!equal(older, fromRoot)) throw new ProofRefused('it leads to another older root');
  if (!equal(newer, toRoot)) throw new ProofRefused('it leads to another newer root');
}

const isSize = (number: number) => Number.isSafeInteger(number) && number >= 0;
/** Bit operators would cut numbers to 32 bits. */
const isOdd = (number: number) => number % 2 === 1;
const half = (number: number) => Math.floor(number / 2);
const isPowerOfTwo = (number: number) => Number.isInteger(Math.log2(number));
const equal = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;
