/** A Merkle tree that can only grow (RFC 6962), kept as tiles, with proofs and signed checkpoints (C2SP). Pure: keeps nothing. */

export { appendLeaves, type GrownTree } from './append-leaves.js';
export { type Checkpoint, checkpointText, readCheckpoint } from './checkpoint.js';
export { emptyRoot, hashChildren, hashLeaf } from './hashes.js';
export {
  addSignature,
  generateNoteKey,
  type NoteSigner,
  type NoteVerifier,
  openNote,
  readNoteSigner,
  readNoteVerifier,
  signNote,
  type VerifiedSignature,
} from './note.js';
export { NoteRefused } from './note-refused.js';
export type { Tile, TileSource } from './tile.js';
export { TileIncomplete } from './tile-incomplete.js';
export { proveConsistency, proveInclusion, treeRoot } from './tree.js';
export { ProofRefused, verifyConsistency, verifyInclusion } from './verify-proof.js';
