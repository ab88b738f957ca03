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
  /** Which of them was made before the other. */
  readonly before: 'first' | 'second';
}

/**
 * By which share the first of a pair is larger than the second, with its percentile bootstrap interval (Efron and
 * Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13).
 *
 * Only measurements of one pair are compared, so that whatever slows down both of them makes no difference: the median
 * of the logarithms of first over second, taken apart for each order in which pairs were made and then averaged, so that
 * an advantage of coming second makes none either.
 *
 * @param confidence for example 0.95
 * @param seed of the draws: the same data give the same interval
 * @throws RangeError when pairs of one of the two orders are missing
 */
export function pairedDifference(
  pairs: readonly Pair[],
  { confidence = 0.95, draws = 2_000, seed = 1 } = {},
): Estimate {
  const logarithms = (before: Pair['before']) =>
    pairs.filter((pair) => pair.before === before).map(({ first, second }) => Math.log(first / second));
  const orders = [logarithms('first'), logarithms('second')];
  if (orders.some((values) => values.length === 0)) throw new RangeError('Pairs of both orders are needed.');
  const random = randomOf(seed);
  const redrawn = (values: readonly number[]) =>
    values.map(() => values[Math.floor(random() * values.length)] as number);
  const drawn = Array.from({ length: draws }, () => shareOf(orders.map(redrawn))).sort((a, b) => a - b);
  const outside = (1 - confidence) / 2;
  return {
    value: shareOf(orders),
    from: quantileSorted(drawn, outside),
    to: quantileSorted(drawn, 1 - outside),
  };
}

function shareOf(orders: readonly (readonly number[])[]): number {
  const sum = orders.reduce((total, logarithms) => total + median(logarithms), 0);
  return Math.exp(sum / orders.length) - 1;
}
