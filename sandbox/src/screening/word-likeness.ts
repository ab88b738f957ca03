import { editDistance } from './edit-distance.js';
import type { NamePart } from './name-parts.js';
import { openSkeleton } from './sound-keys.js';

/**
 * How alike two words of names are, 0 to 1. 1 only for the same letters. Below 0.75 they should not count as
 * the same word.
 */
export function wordLikeness(left: NamePart, right: NamePart): number {
  if (left.text === right.text) return 1;
  // Numbers name different things when a digit differs.
  if (/\d/.test(left.text) || /\d/.test(right.text)) return 0;
  if (left.folded === right.folded) return 0.97;
  if (left.vowelless !== right.vowelless) {
    const [a, b] = [openSkeleton(left.text), openSkeleton(right.text)];
    if (a === b) return a.length >= 2 ? 0.93 : 0.78;
    return a.length >= 4 && b.length >= 4 && editDistance(a, b, 1) === 1 ? 0.8 : 0;
  }
  const [a, b] = [left.folded, right.folded];
  const longest = Math.max(a.length, b.length);
  const distance = Math.min(editDistance(a, b, 2), editDistance(left.text, right.text, 2));
  // `Antonio` and `Antonia` are two people, however near their letters.
  if (distance === 1 && isGenderPair(a, b)) return 0.76;
  const soundsAlike = left.skeleton === right.skeleton && left.skeleton.length >= 2;
  // One letter of a short word makes another name: Ping and Peng, Amir and Emir.
  if (distance === 1 && longest <= 4) return soundsAlike ? 0.8 : longest === 4 ? 0.76 : 0;
  if (distance === 1) return soundsAlike ? 0.93 : longest >= 6 ? 0.9 : 0.86;
  if (distance === 2 && longest >= 5)
    return soundsAlike ? 0.88 : longest >= 8 ? 0.83 : longest >= 7 ? 0.76 : 0;
  return soundsAlike && left.skeleton.length >= 3 && longest >= 5 ? 0.8 : 0;
}

/** An initial stands for any word that starts with it. */
export function isInitialOf(left: NamePart, right: NamePart): boolean {
  const [short, long] = left.text.length < right.text.length ? [left, right] : [right, left];
  return short.text.length === 1 && long.text.length > 1 && long.text.startsWith(short.text);
}

function isGenderPair(left: string, right: string): boolean {
  const [a, b] = [left.at(-1), right.at(-1)];
  return left.slice(0, -1) === right.slice(0, -1) && ((a === 'o' && b === 'a') || (a === 'a' && b === 'o'));
}
