import { isLosslessNumber } from '@bankgraph/bank-sources';

/** Amounts of an accepted record that the published document does not have: a repair must not change how much. */
export function inventedAmounts(document: unknown, record: object): readonly string[] {
  const published = new Set([...values(document)].flatMap((text) => canonical(text) ?? []));
  return Object.entries(record).flatMap(([field, value]) => {
    const amount = (value as { amount?: unknown } | null)?.amount;
    if (typeof amount !== 'string') return [];
    const found = canonical(amount);
    return found !== undefined && published.has(found) ? [] : [`${field}: an amount that was not published`];
  });
}

function* values(node: unknown): Generator<string> {
  if (typeof node === 'string') yield node;
  else if (isLosslessNumber(node)) yield node.toString();
  else if (typeof node === 'object' && node !== null)
    for (const child of Object.values(node)) yield* values(child);
}

/** `01.50` and `1.5` are the same amount. */
function canonical(text: string): string | undefined {
  const found = /^0*(\d+?)(?:\.(\d*?)0*)?$/.exec(text);
  if (found === null) return undefined;
  return `${found[1]}.${found[2] ?? ''}`;
}
