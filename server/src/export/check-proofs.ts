import {
  NoteRefused,
  openNote,
  ProofRefused,
  readCheckpoint,
  readNoteVerifier,
  verifyInclusion,
} from '@bankgraph/transparency-log';
import type { CaseFile, ExportedCheckpoint } from './case-file.js';

/**
 * What does not hold of the audit proofs of a file, a sentence for each: every checkpoint has to be signed by the log, say
 * what the graph says of it, and every proof has to lead to it.
 *
 * @param verifiers public keys of log and witness, a line each
 */
export function proofFaults({ anchors, checkpoint }: CaseFile, verifiers: string): readonly string[] {
  const keys = verifiers
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => readNoteVerifier(line.trim()));
  const faults: string[] = [];
  const attempt = (what: string, check: () => void) => {
    try {
      check();
    } catch (error) {
      if (!(error instanceof ProofRefused || error instanceof NoteRefused || error instanceof Contradiction))
        throw error;
      faults.push(`${what}: ${error.message}`);
    }
  };
  const signed = (one: ExportedCheckpoint) => {
    const { text, verified } = openNote(one.note, keys);
    const { origin, size, root } = readCheckpoint(text);
    if (!verified.some(({ name }) => name === origin)) throw new Contradiction('The log has not signed it.');
    if (origin !== one.origin || String(size) !== one.size || root.toString('base64') !== one.root) {
      throw new Contradiction('It says something else than what was signed.');
    }
    return { size, root };
  };
  if (checkpoint !== null) attempt('The checkpoint', () => void signed(checkpoint));
  for (const { id, inclusion } of anchors ?? []) {
    if (inclusion === null) continue;
    attempt(`The proof of ${id}`, () =>
      verifyInclusion({
        ...signed(inclusion.checkpoint),
        index: Number(inclusion.index),
        leafHash: Buffer.from(inclusion.leafHash, 'base64'),
        proof: inclusion.hashes.map((hash) => Buffer.from(hash, 'base64')),
      }),
    );
  }
  return faults;
}

class Contradiction extends Error {}
