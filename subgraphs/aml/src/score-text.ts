import { scoreBetween } from '@bankgraph/bank-sources';

/** A JSON number that is a score, weight or threshold, as decimal text. */
export const scoreText = scoreBetween(-1e12, 1e12);
