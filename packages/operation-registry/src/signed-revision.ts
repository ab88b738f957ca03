import { createHash, type KeyObject } from 'node:crypto';
import { CompactSign, compactVerify } from 'jose';
import { z } from 'zod';
import { operationManifest } from './manifest.js';

const revision = z.strictObject({
  /** One more than any before, from 1. */
  revision: z.int().min(1),
  publishedAt: z.iso.datetime(),
  /** Who published it, for people. */
  publishedBy: z.string().min(1),
  /** SHA-256 of the signed text of the revision before, hex; null of the first. */
  previous: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  manifest: operationManifest,
});

/** A state of the agreed operations, and its place in their history. */
export type Revision = z.infer<typeof revision>;

/** A revision whose signature was verified, and the text that was signed. */
export interface VerifiedRevision extends Revision {
  /** Compact JWS (RFC 7515). */
  readonly signed: string;
}

/** A text that is no signed revision of ours: altered, signed by another key, or not signed. */
export class RevisionRefused extends Error {
  override readonly name = 'RevisionRefused';
}

const algorithm = 'ES256';
/** Keeps a signature over something else from being taken for one over operations. */
const type = 'bankgraph-operations+jws';

/** Signs a revision: a compact JWS over its exact bytes. */
export async function signRevision(content: Revision, key: KeyObject): Promise<VerifiedRevision> {
  const signed = await new CompactSign(Buffer.from(JSON.stringify(content)))
    .setProtectedHeader({ alg: algorithm, typ: type })
    .sign(key);
  return { ...content, signed };
}

/** @throws RevisionRefused */
export async function verifyRevision(signed: string, key: KeyObject): Promise<VerifiedRevision> {
  let payload: Uint8Array;
  try {
    const verified = await compactVerify(signed, key, { algorithms: [algorithm] });
    if (verified.protectedHeader.typ !== type)
      throw new TypeError(`It is a ${verified.protectedHeader.typ}.`);
    payload = verified.payload;
  } catch (cause) {
    throw new RevisionRefused('It does not carry our signature.', { cause });
  }
  const parsed = revision.safeParse(JSON.parse(Buffer.from(payload).toString('utf8')));
  if (!parsed.success)
    throw new RevisionRefused('It is signed, but no list of operations.', { cause: parsed.error });
  return { ...parsed.data, signed };
}

/** What the next revision calls this one. */
export function revisionDigest({ signed }: Pick<VerifiedRevision, 'signed'>): string {
  return createHash('sha256').update(signed).digest('hex');
}
