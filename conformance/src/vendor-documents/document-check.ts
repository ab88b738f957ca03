import { isDeepStrictEqual } from 'node:util';

/** A published document through one adapter: what came out, and whether that is the whole expected result. */
export interface DocumentCheck {
  readonly document: string;
  readonly adapter: string;
  readonly found: unknown;
  readonly wanted: unknown;
  readonly holds: boolean;
}

/** Compares whole results. An adapter that throws has a result too: its error, by name and message. */
export function checked(
  document: string,
  adapter: string,
  wanted: unknown,
  read: () => unknown,
): DocumentCheck {
  const found = outcome(read);
  return { document, adapter, found, wanted, holds: isDeepStrictEqual(found, wanted) };
}

function outcome(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    return { error: error instanceof Error ? `${error.name}: ${error.message}` : 'threw' };
  }
}
