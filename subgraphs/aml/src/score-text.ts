import { jsonNumber } from '@bankgraph/bank-sources';
import { z } from 'zod';

/** A JSON number that is a score, weight or threshold (floats at their source), as decimal text. */
export const scoreText = jsonNumber
  .pipe(z.number().min(-1e12).max(1e12))
  .transform((score) => score.toFixed(6).replace(/\.?0+$/, ''));
