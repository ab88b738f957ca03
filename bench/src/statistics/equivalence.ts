import { median } from 'simple-statistics';
import { type MannWhitney, mannWhitney } from './mann-whitney.js';
import { type Estimate, type Pair, pairedDifference } from './paired-difference.js';

/** How two latencies compare. */
export interface Equivalence {
  readonly pairs: number;
  /** In milliseconds. */
  readonly medianFirst: number;
  /** In milliseconds. */
  readonly medianSecond: number;
  /** By which share the first is larger, with its 95 % interval. */
  readonly difference: Estimate;
  /** The whole interval lies within the margin: there is no difference that counts. */
  readonly equivalent: boolean;
  /** The whole interval lies on one side of zero: there is a difference. */
  readonly different: boolean;
  /** Of all first against all second, whichever pair they are of. */
  readonly mannWhitney: MannWhitney;
}

/**
 * Whether two latencies are equivalent: the 95 % interval of their difference lies within the margin on either side (two
 * one-sided tests at 2.5 % each: Schuirmann, J. Pharmacokinet. Biopharm. 15, 1987, 657–680). Too few or too noisy pairs
 * give a wide interval and thus no equivalence: it has to be shown, never assumed.
 *
 * @param margin as a share, for example 0.05
 * @throws RangeError when pairs of one of the two orders are missing
 */
export function compareLatencies(pairs: readonly Pair[], margin: number): Equivalence {
  const difference = pairedDifference(pairs);
  const first = pairs.map((pair) => pair.first);
  const second = pairs.map((pair) => pair.second);
  return {
    pairs: pairs.length,
    medianFirst: median(first),
    medianSecond: median(second),
    difference,
    equivalent: difference.from > -margin && difference.to < margin,
    different: difference.from > 0 || difference.to < 0,
    mannWhitney: mannWhitney(first, second),
  };
}
