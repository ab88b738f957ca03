/** Rules that make the usual ways of writing one sound in Latin letters the same; order matters. */
const folding: readonly (readonly [RegExp, string])[] = [
  [/shch|schtsch|sztch|shtch/g, 'sh'],
  [/tsch|tch|tj(?=$|[aeiou])|cz|tsh/g, 'ch'],
  [/sch|sz|sj(?=[aeiou])/g, 'sh'],
  [/zh|zj|dzh|dj|dzj/g, 'j'],
  [/ph/g, 'f'],
  [/kh|ch(?=[rl])/g, 'h'],
  [/gh/g, 'g'],
  [/th/g, 't'],
  [/dh/g, 'd'],
  [/ck|q|c(?=[aou]|[^aeiouhy]|$)/g, 'k'],
  [/x/g, 'ks'],
  [/w/g, 'v'],
  [/ou|oo|w(?=[^aeiou])/g, 'u'],
  [/ee|ie(?=[^n]|$)/g, 'i'],
  [/(?<=.)(ij|iy|yj|yi|ii|y|j)(?=$|[^aeiou])/g, 'i'],
  [/iu|ju|yu/g, 'yu'],
  [/ia|ja|ya/g, 'ya'],
  [/io|jo|yo/g, 'yo'],
  [/(?<=[aeiou])[yj]/g, 'i'],
  [/ss|zz|ts|tz/g, 's'],
  [/ff$|v$/g, 'f'],
  [/(?<=[^aeiouscgkztdp])h(?=[^aeiou]|$)|(?<=[aeiou])h$/g, ''],
  [/(.)\1+/g, '$1'],
];

/** `Muhammed`/`Mohamed` stay apart (vowels differ), `Vitalij`/`Vitaliy`/`Vitaly` fall together. */
export function foldedForm(word: string): string {
  if (/\d/.test(word)) return word;
  return folding.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), word);
}

const consonants: readonly (readonly [RegExp, string])[] = [
  [/^(y|j)(?=[aeou])/g, 'j'],
  [/^(ye|je)/g, 'e'],
  [/shch|sch|sh|sz|sj/g, 's'],
  [/tch|ch/g, 'k'],
  [/zh|zj|dj|dzh/g, 'j'],
  [/ts|tz|z|c(?=[eiy])/g, 's'],
  [/kh|h/g, 'h'],
  [/gh/g, 'g'],
  [/ph|f|w|v/g, 'v'],
  [/th|dh/g, 't'],
  [/ck|q|c/g, 'k'],
  [/x/g, 'ks'],
  [/(?<=.)[yjw]/g, ''],
  [/(?<=.)h/g, ''],
  [/[aeiou]/g, ''],
  [/(.)\1+/g, '$1'],
];

/** The consonants of a word, coarse enough that transcriptions of one spoken name agree. Never empty. */
export function skeleton(word: string): string {
  const bones = consonants.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), word);
  return bones === '' ? word : bones;
}

/** Consonants as a script without vowels shows them: long vowels may appear as y and w, h is a letter. */
export function openSkeleton(word: string): string {
  const bones = word
    .replace(/kh/g, 'x')
    .replace(/sh/g, 's')
    .replace(/th|dh/g, 't')
    .replace(/gh/g, 'g')
    .replace(/ch|j/g, 'g')
    .replace(/[qck]/g, 'k')
    .replace(/[fp]/g, 'f')
    .replace(/[dt]/g, 't')
    .replace(/[zs]/g, 's')
    .replace(/(?<=.)[ywv]/g, '')
    .replace(/[aeiou]/g, '')
    .replace(/(.)\1+/g, '$1')
    .replace(/(?<=.)h$/g, '');
  return bones === '' ? word : bones;
}
