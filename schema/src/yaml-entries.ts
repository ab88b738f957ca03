import { isMap, isScalar } from 'yaml';

/** Key, value and place (offset in the text) of each entry of a YAML mapping; none when it is no mapping. */
export function yamlEntries(node: unknown): readonly (readonly [string, unknown, number])[] {
  if (!isMap(node)) return [];
  return node.items.map(({ key, value }) => [
    isScalar(key) ? String(key.value) : '',
    value,
    isScalar(key) ? (key.range?.[0] ?? 0) : 0,
  ]);
}

/** A YAML mapping as text and numbers; what is neither is undefined. */
export function yamlScalars(node: unknown): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    yamlEntries(node).map(([key, value]) => [key, isScalar(value) ? value.value : undefined]),
  );
}
