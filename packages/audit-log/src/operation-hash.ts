import { createHash } from 'node:crypto';

/** Identifies an operation in the log: SHA-256 of its normalised document, hexadecimal. */
export function operationHash(normalisedDocument: string): string {
  return createHash('sha256').update(normalisedDocument).digest('hex');
}
