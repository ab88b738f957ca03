/** What of JSON an entry of the ledger consists of: it has no numbers, so there is no question how one is written. */
export type PlainJson =
  | string
  | boolean
  | null
  | readonly PlainJson[]
  | { readonly [member: string]: PlainJson };

/** The one way to write a value: members sorted by UTF-16 code unit, no white space, strings as RFC 8785 (JCS) has them. */
export function canonicalJson(value: PlainJson): string {
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}

function isList(value: PlainJson): value is readonly PlainJson[] {
  return Array.isArray(value);
}
