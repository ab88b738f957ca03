import { describe, expect, it } from '@jest/globals';
import { mannWhitney } from './mann-whitney.js';
import { normal } from './normal.fixture.js';

describe('the Mann–Whitney U test', () => {
  it('gives the figures of other implementations', () => {
    // Hollander, Wolfe and Chicken, example 4.1; p as SciPy 1.17 gives it (asymptotic, with continuity).
    const atTerm = [0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46];
    const earlier = [1.15, 0.88, 0.9, 0.74, 1.21];
    const { u, p } = mannWhitney(atTerm, earlier);
    expect(u).toBe(35);
    expect(p).toBeCloseTo(0.244624, 6);
    const tied = mannWhitney(
      [1, 2, 2, 3, 3, 3, 4, 5, 7, 7, 8, 9],
      [2, 3, 4, 4, 6, 7, 8, 8, 9, 10, 11, 12, 12],
    );
    expect(tied.u).toBe(39);
    expect(tied.p).toBeCloseTo(0.035249, 6);
  });

  it('counts a tie as half a pair', () => {
    expect(mannWhitney([1, 2, 3], [2, 2, 2]).u).toBe(4.5);
    expect(mannWhitney([1, 1], [1, 1])).toEqual({ u: 2, chanceFirstIsLarger: 0.5, p: 1 });
  });

  it('is alike whichever sample comes first', () => {
    const [one, other] = [normal(80, { seed: 3 }), normal(70, { seed: 4, mean: 0.3 })];
    const [there, back] = [mannWhitney(one, other), mannWhitney(other, one)];
    expect(there.u + back.u).toBe(80 * 70);
    expect(there.p).toBeCloseTo(back.p, 12);
  });

  it('finds a shift of half a standard deviation in two hundred values', () => {
    const { p, chanceFirstIsLarger } = mannWhitney(
      normal(200, { seed: 5, mean: 0.5 }),
      normal(200, { seed: 6 }),
    );
    expect(p).toBeLessThan(0.001);
    // Φ(0.5 / √2)
    expect(chanceFirstIsLarger).toBeGreaterThan(0.57);
    expect(chanceFirstIsLarger).toBeLessThan(0.71);
  });

  it('takes samples of one distribution for different about as often as its level says', () => {
    let found = 0;
    for (let run = 0; run < 400; run += 1) {
      const { p } = mannWhitney(normal(50, { seed: 2 * run }), normal(50, { seed: 2 * run + 1 }));
      if (p < 0.05) found += 1;
    }
    // 20 expected; a binomial of 400 lies outside of this less than once in a thousand.
    expect(found).toBeGreaterThan(6);
    expect(found).toBeLessThan(36);
  });

  it('refuses a sample without values', () => {
    expect(() => mannWhitney([], [1])).toThrow(RangeError);
  });
});
