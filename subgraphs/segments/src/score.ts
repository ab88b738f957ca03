/** A score as decimal text with at most ten decimals: a score is a float at its source, so nothing exact is lost. */
export function scoreText(score: number): string {
  return score.toFixed(10).replace(/\.?0+$/, '');
}
