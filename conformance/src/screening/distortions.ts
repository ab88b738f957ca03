import type { ListedName } from './listed-names.js';

/** What happens to a name on its way through forms. */
export interface Distortion {
  /** Share of the distorted names that must still be found. */
  readonly floor: number;
  /** Undefined where the name would stay the same. */
  readonly apply: (listed: ListedName, random: () => number) => string | undefined;
}

const plain = 'aceinosuyz';
const marked = 'áçéíñóšúýž';
const letters = 'abcdefghijklmnopqrstuvwxyz';

export const distortions: Readonly<Record<string, Distortion>> = {
  'words in reverse order': {
    floor: 0.98,
    apply: ({ name }) => {
      const words = name.split(/\s+/);
      return words.length > 1 ? words.reverse().join(' ') : undefined;
    },
  },
  'surname first, with comma': {
    floor: 0.99,
    apply: ({ name, asListed }) => (asListed === name ? undefined : asListed),
  },
  // A name without its middle part may be common, so not all of these can be told from somebody else.
  'middle name dropped': {
    floor: 0.9,
    apply: ({ name, kind }) => {
      const words = name.split(/\s+/);
      return kind === 'individual' && words.length > 2 ? words.toSpliced(1, 1).join(' ') : undefined;
    },
  },
  'one typing error': {
    floor: 0.94,
    apply: ({ name }, random) => {
      const longest = name.split(/\s+/).toSorted((one, other) => other.length - one.length)[0] ?? '';
      if (!/^\p{L}{5,}$/u.test(longest)) return undefined;
      const mistyped = withTypingError(longest, random);
      return mistyped === longest ? undefined : name.replace(longest, mistyped);
    },
  },
  'diacritics put on': {
    floor: 0.96,
    apply: ({ name }) => {
      const changed = [...name.toLowerCase()]
        .map((letter) => marked[plain.indexOf(letter)] ?? letter)
        .join('');
      return changed === name.toLowerCase() ? undefined : changed;
    },
  },
  'diacritics taken off': { floor: 0.96, apply: ({ name }) => withoutDiacritics(name) },
};

/** `Pachodavová` → `Pachodavova`; undefined when there are none. */
export function withoutDiacritics(name: string): string | undefined {
  const bare = name
    .normalize('NFD')
    .replaceAll(/(?<=\p{Script=Latin})\p{M}/gu, '')
    .normalize('NFC');
  return bare === name ? undefined : bare;
}

/** A letter left out, struck twice, swapped with the next or mistaken; never the first, which people get right. */
function withTypingError(word: string, random: () => number): string {
  const at = 1 + Math.floor(random() * (word.length - 2));
  const [before, letter, after] = [word.slice(0, at), word.charAt(at), word.slice(at + 1)];
  const wrong = letters.charAt(Math.floor(random() * letters.length));
  const errors = [before + after, before + letter + letter + after, before + wrong + after];
  errors.push(before + after.charAt(0) + letter + after.slice(1));
  return errors[Math.floor(random() * errors.length)] ?? word;
}
