import { describe, expect, it } from '@jest/globals';
import { compareLatencies } from './equivalence.js';
import { latencies } from './latencies.fixture.js';

const margin = 0.05;

describe('comparing two latencies', () => {
  it('shows that there is no difference where there is none', () => {
    const comparison = compareLatencies(latencies(300, 0), margin);
    expect(comparison).toMatchObject({ equivalent: true, different: false, pairs: 300 });
    expect(comparison.difference.from).toBeLessThan(comparison.difference.value);
    expect(comparison.difference.to).toBeGreaterThan(comparison.difference.value);
  });

  it('finds a difference of twice the margin, in either direction', () => {
    for (const share of [0.1, -0.1]) {
      const comparison = compareLatencies(latencies(300, share), margin);
      expect(comparison).toMatchObject({ equivalent: false, different: true });
      expect(Math.sign(comparison.difference.value)).toBe(Math.sign(share));
    }
  });

  it('shows nothing with too few measurements, be they equal or not', () => {
    expect(compareLatencies(latencies(8, 0), margin)).toMatchObject({ equivalent: false, different: false });
  });

  it('takes a difference at the edge of the margin for none about once in forty times', () => {
    let equivalent = 0;
    for (let run = 0; run < 40; run += 1) {
      if (compareLatencies(latencies(100, margin, 9_000 + run), margin).equivalent) equivalent += 1;
    }
    expect(equivalent).toBeLessThan(6);
  });

  it('says the same of the same measurements', () => {
    expect(compareLatencies(latencies(50, 0), margin)).toEqual(compareLatencies(latencies(50, 0), margin));
  });
});
