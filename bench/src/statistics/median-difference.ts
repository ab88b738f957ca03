import { median, quantileSorted } from 'simple-statistics';
import { randomOf } from './random.js';

/** A number and the interval in which it lies with the stated confidence. */
export interface Estimate {
  readonly value: number;
  readonly from: number;
  readonly to: number;
}

/** Two measurements that were made one right after the other. */
export interface Pair {
  readonly first: number;
  readonly second: number;
}

/**
 * Median of the first minus median of the second, with its percentile bootstrap interval (Efron and Tibshirani, An
 * Introduction to the Bootstrap, 1993, chapter 13). Whole pairs are drawn, so that whatever slows down both of a pair
 * does not widen the interval.
 *
 * @param confidence for example 0.95
 * @param seed of the draws: the same data give the same interval
 * @throws RangeError when there are no pairs
 */
export function medianDifference(
  pairs: readonly Pair[],
  { confidence = 0.95, draws = 2_000, seed = 1 } = {},
): Estimate {
  if (pairs.length === 0) throw new RangeError('There are no pairs.');
  const random = randomOf(seed);
  const drawn = Array.from({ length: draws }, () => {
    const sample = pairs.map(() => pairs[Math.floor(random() * pairs.length)] as Pair);
    return differenceOf(sample);
  }).sort((one, other) => one - other);
  const outside = (1 - confidence) / 2;
  return {
    value: differenceOf(pairs),
    from: quantileSorted(drawn, outside),
    to: quantileSorted(drawn, 1 - outside),
  };
}

function differenceOf(pairs: readonly Pair[]): number {
  return median(pairs.map(({ first }) => first)) - median(pairs.map(({ second }) => second));
}
