import { describe, expect, it } from '@jest/globals';
import { latencies } from './latencies.fixture.js';
import { medianDifference } from './median-difference.js';

describe('the difference of two medians', () => {
  it('is exact for the value and has an interval about it', () => {
    const pairs = [1, 2, 3, 4, 5].map((value) => ({ first: value + 10, second: value }));
    const { value, from, to } = medianDifference(pairs);
    expect(value).toBe(10);
    // Whole pairs are drawn: what moves both of a pair leaves no doubt about their difference.
    expect([from, to]).toEqual([10, 10]);
  });

  it('states an interval that holds the true difference about as often as it says', () => {
    let held = 0;
    for (let run = 0; run < 200; run += 1) {
      const { from, to } = medianDifference(latencies(60, 1, run), { draws: 300 });
      if (from <= 1 && 1 <= to) held += 1;
    }
    // 190 expected; a binomial of 200 lies outside of this about once in a thousand.
    expect(held).toBeGreaterThanOrEqual(179);
  });

  it('states a wider interval for more confidence', () => {
    const pairs = latencies(60, 0);
    const [narrow, wide] = [0.8, 0.99].map((confidence) => medianDifference(pairs, { confidence }));
    expect(narrow?.from).toBeGreaterThan(wide?.from ?? 0);
    expect(narrow?.to).toBeLessThan(wide?.to ?? 0);
  });

  it('refuses to tell of nothing', () => {
    expect(() => medianDifference([])).toThrow(RangeError);
  });
});
