import { BankgraphError } from '@bankgraph/errors';

/** What the directory is searched for. */
export interface CustomerSearch {
  /** As given, trimmed: compared with customer numbers. */
  readonly text: string;
  /** Words without accents and case: each must be part of the name. */
  readonly words: readonly string[];
}

const shortest = 2;
const longest = 100;

/**
 * Reads the text of a search for customers.
 *
 * @throws BAD_USER_INPUT when it has fewer than two characters or more than a hundred
 */
export function customerSearch(input: string): CustomerSearch {
  const text = input.replaceAll(/\p{C}+/gu, ' ').trim();
  const length = [...text].length;
  if (length < shortest || length > longest) {
    throw new BankgraphError('BAD_USER_INPUT', {
      advice: `search needs ${shortest} to ${longest} characters: part of a name, or a customer number.`,
    });
  }
  return { text, words: folded(text).split(' ').filter(Boolean) };
}

/**
 * A name as the directory keeps it for searching: NFKD without combining marks, lower case, in any script, so that
 * `Müller` is found as `muller` and `ΑΘΗΝΆ` as `Αθηνά`.
 */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/\s+/gu, ' ')
    .trim();
}
