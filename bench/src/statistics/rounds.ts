import { median, quantile } from 'simple-statistics';

/** One side of an interleaved measurement, for example throughput with policies on. */
export interface Side {
  readonly median: number;
  /** Distance between the quartiles as a share of the median. */
  readonly spread: number;
  readonly rounds: readonly number[];
}

/** What a quantity was over all rounds. */
export function sideOf(rounds: readonly number[]): Side {
  const middle = median([...rounds]);
  const spread = (quantile([...rounds], 0.75) - quantile([...rounds], 0.25)) / middle;
  return { median: middle, spread, rounds };
}

/** How two sides of one interleaved measurement compare. */
export interface Ratio {
  /** Median of the one over median of the other. */
  readonly ratio: number;
  /** Smallest and largest ratio of two rounds that followed one another. */
  readonly from: number;
  readonly to: number;
}

/** The ratio of two quantities that were measured in turns, round by round. */
export function ratioOf(one: readonly number[], other: readonly number[]): Ratio {
  const each = one.map((value, round) => value / (other[round] ?? Number.NaN));
  return {
    ratio: median([...one]) / median([...other]),
    from: Math.min(...each),
    to: Math.max(...each),
  };
}

/**
 * Runs two or more sides in turns: on, off, off, on, on, off … so that none always comes first and whatever changes
 * slowly (heat, neighbours, memory) meets all alike.
 */
export async function inTurns<Name extends string, Round>(
  rounds: number,
  sides: Readonly<Record<Name, (round: number) => Promise<Round>>>,
  onRound: (done: number) => void,
): Promise<Readonly<Record<Name, readonly Round[]>>> {
  const names = Object.keys(sides) as Name[];
  const results = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, Round[]>;
  for (let round = 0; round < rounds; round += 1) {
    const order = round % 2 === 0 ? names : names.toReversed();
    for (const name of order) results[name].push(await sides[name](round));
    onRound(round + 1);
  }
  return results;
}
