import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Lets customers' own programs keep an answer about themselves and ask whether it still holds (RFC 9110, 9111): whole answers
 * to reads by GET, for the program alone, and never to be used unasked. Everything else stays `no-store`, as it was set.
 *
 * The answer was made anew and is on record when this is called, so that a 304 is governed like the answer that it stands for:
 * it tells that the same bytes would be shown now.
 *
 * @returns the bytes that leave: none where the program has them already
 */
export function privateAnswer(request: FastifyRequest, reply: FastifyReply, body: Buffer): Buffer | null {
  const { actor, isComplete } = request.exchange;
  if (request.method !== 'GET' || actor?.kind !== 'customer' || reply.statusCode !== 200) return body;
  // What is missing today may be there tomorrow, with nobody having changed it.
  if (!isComplete) return body;
  const tag = `"${createHash('sha256').update(body).digest('base64url')}"`;
  reply.headers({
    etag: tag,
    'cache-control': 'private, max-age=0, must-revalidate',
    vary: 'authorization, x-purpose',
  });
  if (!names(request.headers['if-none-match'], tag)) return body;
  reply.code(304).removeHeader('content-type').removeHeader('content-length');
  return null;
}

/** Whether an `If-None-Match` names the tag; weak tags count as strong ones there. */
function names(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  if (header.trim() === '*') return true;
  return header.split(',').some((one) => one.trim().replace(/^W\//, '') === tag);
}
