import type { NamePart, ParsedName } from './name-parts.js';
import { Rarity } from './rarity.js';
import { openSkeleton } from './sound-keys.js';

/** One name in the index. */
export interface IndexedName {
  readonly entity: number;
  readonly name: ParsedName;
  /** A nickname that the list itself calls weak. */
  readonly weak: boolean;
}

/**
 * Finds the names worth comparing with a query: those that share a word, a word with one typing error (by
 * deletions of one letter), the consonants of a word, the whole writing, or the letters divided otherwise.
 */
export class NameIndex {
  readonly rarity = new Rarity();
  readonly names: IndexedName[] = [];
  /** Word (folded) → names that hold it. */
  readonly #postings = new Map<string, number[]>();
  /** Key of a word (its consonants, the word less one letter) → words. */
  readonly #bySound = new Map<string, string[]>();
  readonly #byOpenSound = new Map<string, string[]>();
  readonly #byDeletion = new Map<string, string[]>();
  readonly #whole = new Map<string, number[]>();

  /** Adds all names of one entity. */
  add(entity: number, names: readonly { readonly name: ParsedName; readonly weak: boolean }[]): void {
    this.rarity.count(names.flatMap(({ name }) => name.parts.map((part) => part.folded)));
    for (const { name, weak } of names) {
      const id = this.names.length;
      this.names.push({ entity, name, weak });
      push(this.#whole, `l:${name.literal}`, id);
      push(this.#whole, `j:${name.joined}`, id);
      for (const part of new Map(name.parts.map((one) => [one.folded, one])).values())
        this.#addWord(part, id);
    }
  }

  #addWord(part: NamePart, id: number): void {
    const known = this.#postings.get(part.folded);
    if (known !== undefined) {
      known.push(id);
      return;
    }
    this.#postings.set(part.folded, [id]);
    push(this.#bySound, part.skeleton, part.folded);
    push(this.#byOpenSound, openSkeleton(part.text), part.folded);
    for (const shorter of deletions(part.folded)) push(this.#byDeletion, shorter, part.folded);
  }

  /** The most promising names, at most `limit`, best first by the words they share. */
  candidates(query: ParsedName, limit: number): IndexedName[] {
    const found = new Map<number, number>();
    for (const id of [
      ...(this.#whole.get(`l:${query.literal}`) ?? []),
      ...(this.#whole.get(`j:${query.joined}`) ?? []),
    ]) {
      found.set(id, 10);
    }
    for (const part of query.parts) {
      const seen = new Set<number>();
      const frequency = this.#postings.get(part.folded)?.length ?? 0;
      for (const [word, likeness] of this.#similarWords(part)) {
        const postings = this.#postings.get(word) ?? [];
        // A word on many names tells little, and a rare misspelling of a common word no more than that word.
        const weight = (likeness * likeness) / Math.log(3 + Math.max(frequency, postings.length));
        for (const id of postings) {
          if (seen.has(id)) continue;
          seen.add(id);
          found.set(id, (found.get(id) ?? 0) + weight);
        }
      }
    }
    return [...found]
      .map(([id, weight]) => ({ indexed: this.names[id], weight }))
      .map(({ indexed, weight }) => ({
        indexed,
        weight: weight - 0.02 * Math.abs((indexed?.name.parts.length ?? 0) - query.parts.length),
      }))
      .sort((a, b) => b.weight - a.weight)
      .slice(0, limit)
      .flatMap(({ indexed }) => (indexed === undefined ? [] : [indexed]));
  }

  /** Words of the index like this one, the most alike first. */
  #similarWords(part: NamePart): Map<string, number> {
    const words = new Map<string, number>();
    const note = (list: readonly string[] | undefined, likeness: number): void => {
      for (const word of list ?? []) if (!words.has(word)) words.set(word, likeness);
    };
    if (this.#postings.has(part.folded)) words.set(part.folded, 1);
    const sounds = part.vowelless
      ? this.#byOpenSound.get(openSkeleton(part.text))
      : this.#bySound.get(part.skeleton);
    note(sounds, 0.85);
    if (!part.vowelless) {
      for (const shorter of deletions(part.folded)) {
        note(this.#byDeletion.get(shorter), 0.8);
      }
    }
    return words;
  }
}

/** The word itself and the word less each of its letters; short words have too many neighbours. */
function deletions(word: string): string[] {
  if (word.length < 4 || word.length > 24) return [word];
  const all = [word];
  for (let index = 0; index < word.length; index += 1) all.push(word.slice(0, index) + word.slice(index + 1));
  return all;
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
