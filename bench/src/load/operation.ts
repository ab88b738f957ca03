import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** An operation of `bench/operations`, as text. */
export function readOperation(name: 'channel-context' | 'thousand-rows' | 'rows' | 'test-query'): string {
  return readFileSync(fileURLToPath(new URL(`../../operations/${name}.graphql`, import.meta.url)), 'utf8');
}
