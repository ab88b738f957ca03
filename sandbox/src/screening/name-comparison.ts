import type { NamePart, ParsedName } from './name-parts.js';
import type { Rarity } from './rarity.js';
import { isInitialOf, wordLikeness } from './word-likeness.js';

/** Two names held against each other. */
export interface NameComparison {
  /** 0 to 1, from the names alone. */
  readonly score: number;
  /** For a person to read: which words met which. */
  readonly detail: string;
}

interface Pair {
  readonly left: number;
  readonly right: number;
  readonly likeness: number;
}

const sameWord = 0.75;
// Beside words that are missing, only such a likeness is evidence.
const surelySameWord = 0.85;
const initialLikeness = 0.6;

/**
 * Compares two names of persons, whatever the order of their words. Equal names of several words score 1
 * less what transcription and typing errors cost; a word too many on one side costs more the commoner the
 * words are that did meet; different words on both sides never reach a match.
 */
export function comparePersonNames(query: ParsedName, listed: ParsedName, rarity: Rarity): NameComparison {
  if (query.literal === listed.literal && query.foreign) return { score: 1, detail: 'same writing' };
  const words = compareWords(query, listed, rarity, { minimumWords: 2, extraWord: [0.1, 0.45] });
  const joined = compareJoined(query, listed);
  return joined.score > words.score ? joined : words;
}

/** Compares names of organisations, ships and planes: numbers must agree, generic words say little. */
export function compareThingNames(query: ParsedName, listed: ParsedName, rarity: Rarity): NameComparison {
  if (query.literal === listed.literal) return { score: 1, detail: 'same writing' };
  const words = compareWords(query, listed, rarity, { minimumWords: 1, extraWord: [0.2, 0.5] });
  const joined = compareJoined(query, listed);
  const best = joined.score > words.score ? joined : words;
  if (numbersOf(query) === numbersOf(listed)) return best;
  return { score: Math.min(best.score, 0.55), detail: `${best.detail}; different numbers` };
}

function compareJoined(query: ParsedName, listed: ParsedName): NameComparison {
  const several = query.parts.length + listed.parts.length > 2;
  if (query.joined === listed.joined && several && query.joined.length >= 5) {
    return { score: 0.96, detail: 'same letters, divided otherwise' };
  }
  return { score: 0, detail: '' };
}

function numbersOf(name: ParsedName): string {
  return name.parts
    .map((part) => part.text)
    .filter((text) => /\d/.test(text) || /^(i|ii|iii|iv|v|vi|vii|viii|ix|x)$/.test(text))
    .sort()
    .join(' ');
}

function compareWords(
  query: ParsedName,
  listed: ParsedName,
  rarity: Rarity,
  rules: { readonly minimumWords: number; readonly extraWord: readonly [number, number] },
): NameComparison {
  const pairs = assign(query.parts, listed.parts);
  const words = pairs.filter((pair) => pair.likeness >= sameWord);
  const detail = describe(pairs, query, listed);
  if (words.length === 0) return { score: 0, detail };

  const extraLeft = query.parts.length - pairs.length;
  const extraRight = listed.parts.length - pairs.length;
  const extra = Math.max(extraLeft, extraRight);

  let weight = 0;
  let quality = 0;
  let evidence = 0;
  for (const pair of pairs) {
    const [left, right] = [query.parts[pair.left], listed.parts[pair.right]];
    if (left === undefined || right === undefined) continue;
    const rare = Math.min(rarity.of(left), rarity.of(right));
    const mean = 0.4 + 0.6 * rare;
    weight += mean;
    // An initial that fits is no error, and no evidence either.
    quality += mean * (pair.likeness === initialLikeness ? 0.96 : pair.likeness);
    if (pair.likeness >= (extra > 0 ? surelySameWord : sameWord)) evidence += rare * pair.likeness;
  }
  quality /= weight;
  const confidence = Math.min(1, evidence / 1.1);
  // Likeness is doubtful where little is telling, and more so where words are missing as well.
  const met = 1 - (1 - quality) * (2 + 2.2 * (1 - confidence)) * (extra > 0 ? 1.6 : 1);

  if (extraLeft > 0 && extraRight > 0) {
    // Something differs: the family name alone, one given name in two. Never a match by itself.
    const share = (2 * words.length) / (query.parts.length + listed.parts.length);
    return { score: Math.min(0.62, met * share), detail };
  }
  if (query.parts.length === 1 && listed.parts.length === 1) {
    const rare = Math.min(...[query.parts[0], listed.parts[0]].map((part) => (part ? rarity.of(part) : 0)));
    const exact = words[0]?.likeness === 1;
    if (rules.minimumWords === 1)
      return { score: exact ? 0.97 : met - (query.joined.length >= 7 ? 0.03 : 0.1), detail };
    return { score: exact ? 0.7 + 0.2 * rare : Math.min(0.66, met), detail };
  }
  if (words.length < rules.minimumWords) return { score: Math.min(0.6, met * 0.6), detail };
  const [surely, atWorst] = rules.extraWord;
  const penalty = extra === 0 ? 0 : (surely + atWorst * (1 - confidence)) * (1 + 0.55 * (extra - 1));
  const initials = pairs.length - words.length;
  const doubt = initials === 0 ? 0 : 0.05 * initials + 0.3 * (1 - confidence);
  // Even the same name is not certain where many carry it; another fact against it then suffices.
  const ceiling = 1 - 0.08 * (1 - confidence);
  return { score: Math.max(0, Math.min(met, ceiling) - penalty - doubt), detail };
}

/** Which word meets which: the best pairs first, each word once. */
function assign(left: readonly NamePart[], right: readonly NamePart[]): Pair[] {
  const all: Pair[] = [];
  left.forEach((a, i) => {
    right.forEach((b, j) => {
      const likeness = wordLikeness(a, b);
      if (likeness >= sameWord) all.push({ left: i, right: j, likeness });
      else if (isInitialOf(a, b)) all.push({ left: i, right: j, likeness: initialLikeness });
    });
  });
  all.sort((a, b) => b.likeness - a.likeness || Math.abs(a.left - a.right) - Math.abs(b.left - b.right));
  const [usedLeft, usedRight] = [new Set<number>(), new Set<number>()];
  return all.filter((pair) => {
    if (usedLeft.has(pair.left) || usedRight.has(pair.right)) return false;
    usedLeft.add(pair.left);
    usedRight.add(pair.right);
    return true;
  });
}

function describe(pairs: readonly Pair[], query: ParsedName, listed: ParsedName): string {
  return pairs
    .map((pair) => {
      const sign = pair.likeness === 1 ? '=' : '≈';
      return `${query.parts[pair.left]?.text}${sign}${listed.parts[pair.right]?.text}`;
    })
    .join(', ');
}
