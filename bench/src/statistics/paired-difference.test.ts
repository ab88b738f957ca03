import { describe, expect, it } from '@jest/globals';
import { latencies } from './latencies.fixture.js';
import { type Pair, pairedDifference } from './paired-difference.js';

describe('the difference within pairs', () => {
  it('is exact where every pair differs alike, however much the pairs differ', () => {
    const pairs = [1, 2, 40, 500].map(
      (value, at): Pair => ({
        first: 1.1 * value,
        second: value,
        before: at % 2 === 0 ? 'first' : 'second',
      }),
    );
    const { value, from, to } = pairedDifference(pairs);
    for (const share of [value, from, to]) expect(share).toBeCloseTo(0.1, 12);
  });

  it('is none when whatever comes second is faster', () => {
    const pairs = [1, 2, 3, 4].flatMap((value): readonly Pair[] => [
      { first: value, second: 0.8 * value, before: 'first' },
      { first: 0.8 * value, second: value, before: 'second' },
    ]);
    expect(pairedDifference(pairs).value).toBeCloseTo(0, 12);
  });

  it('states an interval that holds the true difference about as often as it says', () => {
    let held = 0;
    for (let run = 0; run < 200; run += 1) {
      const { from, to } = pairedDifference(latencies(80, 0.04, run), { draws: 300 });
      if (from <= 0.04 && 0.04 <= to) held += 1;
    }
    // 190 expected; a binomial of 200 lies outside of this about once in a thousand.
    expect(held).toBeGreaterThanOrEqual(179);
  });

  it('states a wider interval for more confidence', () => {
    const pairs = latencies(60, 0);
    const [narrow, wide] = [0.8, 0.99].map((confidence) => pairedDifference(pairs, { confidence }));
    expect(narrow?.from).toBeGreaterThan(wide?.from ?? 0);
    expect(narrow?.to).toBeLessThan(wide?.to ?? 0);
  });

  it('refuses to tell anything of one order alone', () => {
    expect(() => pairedDifference([])).toThrow(RangeError);
    expect(() => pairedDifference([{ first: 1, second: 1, before: 'first' }])).toThrow(RangeError);
  });
});
