import { createHash } from 'node:crypto';
import type { AnswerCheck } from './answer-check.js';
import type { RecordedAnswers } from './gateways/bankgraph-process.js';

/**
 * What is wrong with our gateway's record: it has to have one entry for each answer, and the last one's digest has to
 * be that of bytes that left. Null when it is whole.
 */
export function recordFault(
  { entries, digest }: RecordedAnswers,
  { checked, right }: Pick<AnswerCheck, 'checked' | 'right'>,
): string | null {
  if (entries !== checked) return `Our record is not whole: ${entries} entries for ${checked} answers.`;
  const salt = Buffer.from(digest?.salt ?? '', 'hex');
  const digests = right.map((bytes) => createHash('sha256').update(salt).update(bytes).digest('hex'));
  if (digest === null || !digests.includes(digest.digest)) {
    return 'Our record does not have the digest of the answer that left.';
  }
  return null;
}
