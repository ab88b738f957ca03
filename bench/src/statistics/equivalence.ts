import { median } from 'simple-statistics';
import { type MannWhitney, mannWhitney } from './mann-whitney.js';
import { type Estimate, medianDifference, type Pair } from './median-difference.js';

/** How two latencies compare, in milliseconds. */
export interface Equivalence {
  readonly pairs: number;
  readonly medianFirst: number;
  readonly medianSecond: number;
  /** First minus second, with its 95 % interval. */
  readonly difference: Estimate;
  /** The largest difference, in either direction, that counts as none. */
  readonly margin: number;
  /** The whole interval lies within the margin. */
  readonly equivalent: boolean;
  readonly mannWhitney: MannWhitney;
}

/**
 * Whether two latencies are equivalent: the 95 % interval of the difference of their medians lies within the margin on
 * either side (two one-sided tests at 2.5 % each: Schuirmann, J. Pharmacokinet. Biopharm. 15, 1987, 657–680). Too few
 * or too noisy pairs give a wide interval and thus no equivalence: it has to be shown, never assumed.
 *
 * @param marginShare of the second's median, for example 0.05
 */
export function compareLatencies(pairs: readonly Pair[], marginShare: number): Equivalence {
  const first = pairs.map((pair) => pair.first);
  const second = pairs.map((pair) => pair.second);
  const difference = medianDifference(pairs);
  const margin = marginShare * median(second);
  return {
    pairs: pairs.length,
    medianFirst: median(first),
    medianSecond: median(second),
    difference,
    margin,
    equivalent: difference.from > -margin && difference.to < margin,
    mannWhitney: mannWhitney(first, second),
  };
}
