import { isLosslessNumber } from './exact-json.js';

/**
 * JSON of which there is only one way to write it: members sorted by code unit, no white space, numbers with the
 * digits that were received. Two records that say the same thus have the same hash, in whatever order they say it.
 *
 * @param value as `parseExactJson` gives it, or without numbers (then as RFC 8785 has it)
 */
export function canonicalJson(value: unknown): string {
  if (isLosslessNumber(value)) return value.toString();
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}
