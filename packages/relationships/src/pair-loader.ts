import DataLoader from 'dataloader';

/** Two ids about which something is asked: a member of staff and a customer, a customer and a purpose. */
export type Pair = readonly [string, string];

/** Tells pairs apart. */
export const keyOf = (pair: Pair): string => JSON.stringify(pair);

/** Pairs as Knex binds them. */
export const bindings = (pairs: readonly Pair[]): string[][] => pairs.map((pair) => [...pair]);

/**
 * A loader of answers about pairs: the questions of one turn of the event loop are asked together, and each answer is
 * remembered. So is a failure: a database that is down is asked once for as long as the loader lives.
 *
 * @param ask answers in the order of the pairs
 */
export function pairLoader<Answer>(
  ask: (pairs: readonly Pair[]) => Promise<readonly Answer[]>,
): DataLoader<Pair, Answer, string> {
  return new DataLoader<Pair, Answer, string>(
    // Returned, not thrown: DataLoader remembers only what is returned.
    (pairs) => ask(pairs.map(storable)).catch((failure: Error) => pairs.map(() => failure)),
    { cacheKeyFn: keyOf },
  );
}

/**
 * PostgreSQL has no text with a NUL and refuses the whole statement for one: no id has it, so the pair is found nowhere
 * and those asked about beside it are not lost.
 */
function storable([left, right]: Pair): Pair {
  return [left.replaceAll('\0', '\uFFFD'), right.replaceAll('\0', '\uFFFD')];
}
