import { jsonNumber } from '@bankgraph/bank-sources';
import { z } from 'zod';

/** A JSON number from 0 to 1, as a matcher gives it. */
export const unitScore = jsonNumber.pipe(z.number().min(0).max(1));

/** A score as decimal text with at most ten decimals: a score is a float at its source, so nothing exact is lost. */
export function scoreText(score: number): string {
  return score.toFixed(10).replace(/\.?0+$/, '');
}
