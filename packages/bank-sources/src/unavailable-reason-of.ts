import type { UnavailableReason } from './upstream-unavailable.js';

const REASONS: Readonly<Record<string, UnavailableReason>> = {
  ECONNREFUSED: 'refused',
  ENOTFOUND: 'refused',
  EAI_AGAIN: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'reset',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'reset',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  ETIMEDOUT: 'timeout',
};

/** What an error of the HTTP client or the operating system means for a call. */
export function reasonOf(error: unknown): UnavailableReason {
  // Several addresses of one host fail together as an AggregateError with the code of the first.
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  if (isParserError(error)) return 'reset';
  return REASONS[code] ?? 'unexpected';
}

/** The error as it may be kept in a log: undici's parser error holds the bytes it could not read. */
export function loggable(error: unknown): unknown {
  return isParserError(error) ? new Error('The answer is not HTTP.') : error;
}

function isParserError(error: unknown): boolean {
  return error instanceof Error && error.name === 'HTTPParserError';
}
