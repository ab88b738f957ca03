import type { Seen, Sight } from '@bankgraph/authorization';

/** `if A and B, or if C`; empty for always. */
export function conditionsInWords(when: readonly (readonly string[])[]): string {
  if (when.some((set) => set.length === 0)) return '';
  return when.map((set) => `if ${set.join(' and ')}`).join(', or ');
}

/** What is seen, and when: `always`, `never`, `if assigned to the customer, else initials`. */
export function sightsInWords(sights: readonly Sight[]): string {
  if (sights.length === 0) return 'never';
  return sights
    .map(({ seen, when }) => {
      const conditions = conditionsInWords(when);
      if (seen === 'allow') return conditions || 'always';
      return [`${seen}`, ...(conditions === '' ? [] : [conditions])].join(' ');
    })
    .join(', else ');
}

/** `the value`, `nothing`, or the mask. */
export function seenInWords(seen: Seen): string {
  if (seen === 'allow') return 'the value';
  return seen === 'deny' ? 'nothing' : seen;
}

/** `IdDocument.{number, imageHash}, KycProfile.status`: fields by their type, each once. */
export function fieldsInWords(fields: readonly string[]): string {
  const types = new Map<string, string[]>();
  const words: string[] = [];
  for (const field of new Set(fields)) {
    const [type = '', name] = field.split('.');
    if (name === undefined) words.push(`${type} (rows)`);
    else types.set(type, [...(types.get(type) ?? []), name]);
  }
  for (const [type, names] of types) {
    words.push(names.length === 1 ? `${type}.${names[0]}` : `${type}.{${names.join(', ')}}`);
  }
  return words.join(', ');
}

/** `1 field`, `2 fields`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
