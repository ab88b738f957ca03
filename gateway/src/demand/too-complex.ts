import { BankgraphError } from '@bankgraph/errors';
import type { OperationLimits } from './client-limits.js';

/** What each limit counts, in words. */
const words: Readonly<Record<keyof OperationLimits, string>> = {
  tokens: 'tokens',
  depth: 'levels of fields',
  aliases: 'aliases',
  directives: 'directives',
  repeats: 'repeated fields',
  selections: 'selections with its fragments written out',
  rootFields: 'fields of the root',
  cost: 'as its estimated cost',
};

/** The refusal of an operation that is beyond a limit: which one, what the operation has, and what it may have. */
export function tooComplex(limit: keyof OperationLimits, has: number | null, most: number): BankgraphError {
  const count = has === null ? `more than ${most}` : Number.isFinite(has) ? String(has) : 'too many';
  const advice = `The operation is beyond the limit "${limit}": it has ${count} ${words[limit]}, and may have ${most}.`;
  return new BankgraphError('OPERATION_TOO_COMPLEX', { advice });
}

/** The first limit that a document or its cost is beyond, as a refusal; null when it is within all of them. */
export function beyondLimit(
  measure: Partial<OperationLimits>,
  limits: OperationLimits,
): BankgraphError | null {
  for (const limit of Object.keys(words) as (keyof OperationLimits)[]) {
    const has = measure[limit];
    if (has !== undefined && has > limits[limit]) return tooComplex(limit, has, limits[limit]);
  }
  return null;
}
