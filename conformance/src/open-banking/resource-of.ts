/**
 * The resource that an endpoint answers with, by the name that the adapter uses for it: `/accounts/{AccountId}` →
 * `accounts`, `/accounts/{AccountId}/product` → `products`.
 */
export function resourceOf(path: string): string {
  const last = path
    .split('/')
    .filter((segment) => !segment.startsWith('{'))
    .at(-1);
  return last === 'product' ? 'products' : (last ?? '');
}

/** The records under `Data`, by its first key, as every published answer has them; a single object is one record. */
export function recordsUnderData(body: unknown): {
  readonly key: string;
  readonly records: readonly unknown[];
} {
  const data = (body as { Data?: unknown } | undefined)?.Data;
  if (typeof data !== 'object' || data === null) return { key: '', records: [] };
  const [key, found] = Object.entries(data)[0] ?? ['', undefined];
  if (Array.isArray(found)) return { key, records: found };
  return { key, records: typeof found === 'object' && found !== null ? [found] : [] };
}
