import type { ErrorCode } from '@bankgraph/errors';

/** Seconds after which to ask again, for each code whose text says to wait or to ask again later. */
const seconds: Readonly<Partial<Record<ErrorCode, number>>> = {
  RATE_LIMITED: 1,
  OVERLOADED: 1,
  AUDIT_UNAVAILABLE: 5,
};

/**
 * Value of the `Retry-After` header of an answer with errors of these codes: the longest wait, or null when none of
 * them asks for one. It may stand on a 200 too, when only a part of the answer has to be asked for again.
 */
export function retryAfterOf(codes: readonly unknown[]): string | null {
  const waits = codes.map((code) => seconds[code as ErrorCode] ?? 0);
  const longest = Math.max(0, ...waits);
  return longest === 0 ? null : String(longest);
}
