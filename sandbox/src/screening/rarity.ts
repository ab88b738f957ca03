import { commonBusinessWords, commonNameWords } from './common-words.js';
import type { NamePart } from './name-parts.js';

const often = Math.log(150);

/** How telling a word of a name is: from 0 (half the town is called so) to 1 (nobody else is). */
export class Rarity {
  readonly #entities = new Map<string, number>();

  /** Counts the words of all names of one entity, each word once. */
  count(folded: Iterable<string>): void {
    for (const word of new Set(folded)) this.#entities.set(word, (this.#entities.get(word) ?? 0) + 1);
  }

  of(part: NamePart): number {
    const counted = 1 - Math.log(1 + (this.#entities.get(part.folded) ?? 0)) / often;
    const ceiling = commonNameWords.has(part.text) ? 0.25 : commonBusinessWords.has(part.text) ? 0.1 : 1;
    const length = part.text.length <= 2 ? 0.3 : part.text.length === 3 ? 0.7 : 1;
    return Math.max(0.03, Math.min(counted, ceiling, length));
  }
}
