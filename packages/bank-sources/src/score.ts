import { z } from 'zod';
import { jsonNumber } from './field-formats.js';

/** A JSON number from 0 to 1, as a matcher gives it. */
export const unitScore = jsonNumber.pipe(z.number().min(0).max(1));

/**
 * A score, weight or threshold as decimal text: it is a float at its source, so nothing exact is lost.
 *
 * @param decimals at most so many after the point, up to ten
 */
export function scoreText(score: number, decimals = 10): string {
  return score.toFixed(decimals).replace(/\.?0+$/, '');
}

/** A JSON number within bounds, as decimal text with at most six decimals. */
export function scoreBetween(least: number, most: number) {
  return jsonNumber.pipe(z.number().min(least).max(most)).transform((score) => scoreText(score, 6));
}
