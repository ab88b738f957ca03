import { transliterate } from 'transliteration';

/** A word in Latin letters, and whether its script leaves the short vowels out. */
export interface RomanWord {
  readonly text: string;
  readonly vowelless: boolean;
}

// Arabic and Persian letters, without the marks that a general transliteration table gives them.
const arabic: Readonly<Record<string, string>> = {
  ا: 'a',
  أ: 'a',
  إ: 'i',
  آ: 'a',
  ٱ: 'a',
  ب: 'b',
  ت: 't',
  ث: 'th',
  ج: 'j',
  ح: 'h',
  خ: 'kh',
  د: 'd',
  ذ: 'dh',
  ر: 'r',
  ز: 'z',
  س: 's',
  ش: 'sh',
  ص: 's',
  ض: 'd',
  ط: 't',
  ظ: 'z',
  ع: 'a',
  غ: 'gh',
  ف: 'f',
  ق: 'q',
  ك: 'k',
  ل: 'l',
  م: 'm',
  ن: 'n',
  ه: 'h',
  و: 'w',
  ي: 'y',
  ى: 'a',
  ة: 'a',
  ؤ: 'w',
  ئ: 'y',
  ء: '',
  پ: 'p',
  چ: 'ch',
  ژ: 'zh',
  گ: 'g',
  ک: 'k',
  ی: 'y',
  ە: 'a',
  ـ: '',
}; // prettier-ignore

// Greek writes some single sounds with two letters; they must go before the letters.
const greekDigraphs: readonly (readonly [RegExp, string])[] = [
  [/(^|[^\p{L}])μπ/gu, '$1b'],
  [/(^|[^\p{L}])ντ/gu, '$1d'],
  [/μπ/gu, 'mp'],
  [/ντ/gu, 'nt'],
  [/γκ|γγ/gu, 'g'],
  [/τζ/gu, 'tz'],
  [/ου/gu, 'ou'],
  [/αυ(?=[θκξπσςτφχψ])/gu, 'af'],
  [/αυ/gu, 'av'],
  [/ευ(?=[θκξπσςτφχψ])/gu, 'ef'],
  [/ευ/gu, 'ev'],
  [/χ/gu, 'ch'],
  [/η/gu, 'i'],
  [/υ/gu, 'y'],
];

const arabicScript = /\p{Script=Arabic}/u;
const hebrewScript = /\p{Script=Hebrew}/u;
const greekScript = /\p{Script=Greek}/u;

/**
 * Lower-case Latin words of a name in any script. Marks and apostrophes inside words disappear; every other
 * character that is no letter or digit separates words. A Han character is a word of its own (its Mandarin
 * reading).
 */
export function romanWords(name: string): RomanWord[] {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’‘ʼʻ`´ʹʺ"“”«»„]/gu, '')
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => word !== '')
    .flatMap(romanise);
}

function romanise(word: string): RomanWord[] {
  if (arabicScript.test(word)) return romaniseArabic(word);
  const plain = word
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFC');
  const vowelless = hebrewScript.test(plain);
  // Indic scripts write vowels as marks: their table needs them.
  const source = /\p{Script=Latin}|\p{Script=Greek}|\p{Script=Cyrillic}|\p{Script=Hebrew}/u.test(plain)
    ? plain
    : word;
  const text = greekScript.test(source) ? latinOf(greek(source)) : latinOf(source);
  return text
    .split(' ')
    .filter((part) => part !== '')
    .map((part) => ({ text: part, vowelless }));
}

function greek(word: string): string {
  return greekDigraphs.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), word);
}

function latinOf(word: string): string {
  return transliterate(word)
    .toLowerCase()
    .replace(/[^a-z0-9 ]+/g, '');
}

function romaniseArabic(word: string): RomanWord[] {
  const bare = word.normalize('NFC').replace(/\p{M}+/gu, '');
  // The article is a word of its own in most transcriptions: al-Ahmad.
  const article = /^ال(?=.{3})/u.test(bare) && bare !== 'الله';
  const rest = article ? bare.slice(2) : bare;
  const text = [...rest].map((letter) => arabic[letter] ?? latinOf(letter)).join('');
  return [...(article ? [{ text: 'al', vowelless: false }] : []), { text, vowelless: true }];
}
