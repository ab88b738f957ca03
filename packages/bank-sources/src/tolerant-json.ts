import { JSONRepairError, jsonrepair } from 'jsonrepair';
import { parseExactJson } from './exact-json.js';

/** A comma that was taken out or put in, and where (1-based). */
export interface JsonRepair {
  readonly rule: 'trailing-comma-removed' | 'missing-comma-added';
  readonly line: number;
  readonly column: number;
}

export type TolerantJson =
  | { readonly value: unknown; readonly repairs: readonly JsonRepair[] }
  | { readonly refused: string };

/**
 * Parses published sample documents that are not quite JSON. **For conformance runs only**: what a bank
 * system sends is parsed strictly.
 *
 * Only commas are repaired (taken out before a closing bracket, put in between two members), since that
 * cannot change what the document says. Anything else — elided parts, cut text, missing brackets or quotes —
 * is refused with the place where it was found. Numbers stay exact as in `parseExactJson`.
 */
export function tolerantJson(text: string): TolerantJson {
  try {
    return { value: parseExactJson(text), repairs: [] };
  } catch (error) {
    const twice = keyGivenTwice(text, error);
    if (twice) return { refused: twice };
  }
  let repaired: string;
  try {
    repaired = jsonrepair(text);
  } catch (error) {
    const at = error instanceof JSONRepairError ? error.position : 0;
    return { refused: `not JSON at ${placeText(text, at)}` };
  }
  const found = commaRepairs(text, repaired);
  if (typeof found === 'number') return { refused: `not JSON at ${placeText(text, found)}` };
  try {
    return { value: parseExactJson(repaired), repairs: found };
  } catch (error) {
    return {
      refused: keyGivenTwice(repaired, error) ?? 'still not JSON when its commas are repaired',
    };
  }
}

/** JSON by its grammar, but two readers of it may see two different values. */
function keyGivenTwice(text: string, error: unknown): string | undefined {
  const found = error instanceof Error ? /^Duplicate key .* at position (\d+)$/s.exec(error.message) : null;
  return found
    ? `a key is given twice with different values at ${placeText(text, Number(found[1]))}`
    : undefined;
}

/**
 * Holds the repaired text against the original: the repairs when they differ in commas and white space
 * only, otherwise the position in the original of the first other difference.
 */
function commaRepairs(original: string, repaired: string): readonly JsonRepair[] | number {
  const repairs: JsonRepair[] = [];
  const note = (rule: JsonRepair['rule'], at: number) => repairs.push({ rule, ...placeOf(original, at) });
  let at = 0;
  let to = 0;
  while (at < original.length || to < repaired.length) {
    const was = original[at] ?? '';
    const is = repaired[to] ?? '';
    if (was === is) {
      at += 1;
      to += 1;
    } else if (was === ',') {
      note('trailing-comma-removed', at);
      at += 1;
    } else if (is === ',') {
      note('missing-comma-added', at);
      to += 1;
    } else if (isSpace(was)) at += 1;
    else if (isSpace(is)) to += 1;
    else return at;
  }
  return repairs;
}

function isSpace(character: string): boolean {
  return character !== '' && /\s/.test(character);
}

function placeOf(text: string, at: number): { line: number; column: number } {
  const lines = text.slice(0, at).split('\n');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

function placeText(text: string, at: number): string {
  const { line, column } = placeOf(text, at);
  return `line ${line}, column ${column}`;
}
