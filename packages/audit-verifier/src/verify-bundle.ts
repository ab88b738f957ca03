import { createHash } from 'node:crypto';
import { z } from 'zod';
import { hashLeaf, rootOfPath } from './merkle-tree.js';
import {
  type CheckedSignature,
  NotSigned,
  readPublicKeys,
  readSignedCheckpoint,
} from './signed-checkpoint.js';
import { readLeaf, type StoredLeaf } from './stored-leaf.js';

const hash = z.base64().transform((text, context) => {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length === 32 && bytes.toString('base64') === text) return bytes;
  context.addIssue({ code: 'custom', message: 'is no hash' });
  return z.NEVER;
});

/** A record with the proof that it is in a signed tree: all that is needed to check it without database or server. */
const bundleShape = z.strictObject({
  format: z.literal('bankgraph-audit-proof/1'),
  /** Place in the tree, from 0. */
  index: z.int().min(0),
  leaf: z.base64(),
  /** Audit path of RFC 6962, section 2.1.1, from the bottom up. */
  proof: z.array(hash).max(64),
  /** A signed note. */
  checkpoint: z.string(),
});

/** What a bundle proves. */
export interface ProvenRecord {
  readonly leaf: StoredLeaf;
  readonly index: number;
  /** Records in the tree. */
  readonly size: number;
  /** Which log. */
  readonly origin: string;
  readonly signatures: readonly CheckedSignature[];
}

/** The bundle does not prove what it says. */
export class BundleRefused extends Error {
  constructor(reason: string) {
    super(`The bundle is refused: ${reason}.`);
    this.name = 'BundleRefused';
  }
}

/**
 * Checks a bundle by itself.
 *
 * @param verifiers public keys of log and witness, a line each; the log's has to be among them
 * @param body the bytes of an answer, to be those on record
 * @throws BundleRefused with the first thing that is wrong
 */
export function verifyBundle(text: string, verifiers: string, body?: Uint8Array): ProvenRecord {
  const { index, leaf: base64, proof, checkpoint: note } = parse(text);
  const keys = readPublicKeys(verifiers);
  const checkpoint = attempt('the checkpoint', () => readSignedCheckpoint(note, keys));
  const { size, origin, root, signatures } = checkpoint;
  if (!signatures.some(({ kind, name }) => kind === 'log' && name === origin))
    throw new BundleRefused(`its checkpoint is not signed by a key that you gave for the log ${origin}`);
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.toString('base64') !== base64) throw new BundleRefused('its leaf is not base64');
  if (index >= size) throw new BundleRefused(`there is no entry ${index} in a tree of ${size}`);
  if (rootOfPath(hashLeaf(bytes), index, size, proof)?.equals(root) !== true)
    throw new BundleRefused('its proof does not lead from its leaf to the root of its checkpoint');
  const leaf = readLeaf(bytes);
  if (leaf === null) throw new BundleRefused('its leaf is none of format 4');
  if (body !== undefined) checkBody(leaf, body);
  return { leaf, index, size, origin, signatures };
}

function parse(text: string): z.infer<typeof bundleShape> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BundleRefused('it is not JSON');
  }
  const read = bundleShape.safeParse(value);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  throw new BundleRefused(`${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'is not as it should be'}`);
}

function attempt<Result>(what: string, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    if (error instanceof NotSigned) throw new BundleRefused(`${what} ${error.message}`);
    throw error;
  }
}

function checkBody(leaf: StoredLeaf, body: Uint8Array): void {
  const answer = 'answer' in leaf ? leaf.answer : null;
  if (answer === null) throw new BundleRefused('its record has no digest of an answer');
  const digest = createHash('sha256').update(Buffer.from(answer.salt, 'hex')).update(body).digest('hex');
  if (digest !== answer.digest) throw new BundleRefused('the body is not the answer that its record is of');
}
