import { jsonNumber } from '@bankgraph/bank-sources';
import { z } from 'zod';

/** A score or weight as decimal text with at most six decimals: it is a float at its source, so nothing exact is lost. */
export function scoreText(score: number): string {
  return score.toFixed(6).replace(/\.?0+$/, '');
}

/** A JSON number within bounds, as decimal text. */
export function score(least: number, most: number) {
  return jsonNumber.pipe(z.number().min(least).max(most)).transform(scoreText);
}
