import { createHash, randomBytes } from 'node:crypto';
import type { AnswerDigest } from './audit-record.js';

/** The digest of an answer's bytes under a salt of its own: equal answers do not show that they are equal. */
export function answerDigest(body: string | Uint8Array): AnswerDigest {
  const salt = randomBytes(16);
  return {
    salt: salt.toString('hex'),
    digest: createHash('sha256').update(salt).update(body).digest('hex'),
  };
}
