/**
 * Where two answers differ in more than values: a field, a row or a value that one of them has and the other has not.
 * Null when they are of one shape, so that making the one was as much work as making the other, masks apart.
 */
export function differenceInShape(one: unknown, other: unknown, path = 'answer'): string | null {
  if (kindOf(one) !== kindOf(other)) return `${path} is ${kindOf(one)} and ${kindOf(other)}`;
  if (Array.isArray(one) && Array.isArray(other) && one.length !== other.length) {
    return `${path} has ${one.length} and ${other.length} rows`;
  }
  if (typeof one !== 'object' || one === null) return null;
  const [left, right] = [one, other] as Readonly<Record<string, unknown>>[];
  const names = new Set([...Object.keys(one), ...Object.keys(other as object)]);
  for (const name of names) {
    const found = differenceInShape(left?.[name], right?.[name], `${path}.${name}`);
    if (found !== null) return found;
  }
  return null;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (value === undefined) return 'absent';
  return Array.isArray(value) ? 'a list' : typeof value;
}
