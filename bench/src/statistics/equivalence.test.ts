import { describe, expect, it } from '@jest/globals';
import { compareLatencies } from './equivalence.js';
import { latencies } from './latencies.fixture.js';

describe('comparing two latencies', () => {
  it('shows that there is no difference where there is none', () => {
    const comparison = compareLatencies(latencies(600, 0), 0.05);
    expect(comparison.equivalent).toBe(true);
    expect(comparison.difference.from).toBeLessThan(comparison.difference.value);
    expect(comparison.difference.to).toBeGreaterThan(comparison.difference.value);
    expect(comparison.mannWhitney.p).toBeGreaterThan(0.05);
  });

  it('finds a difference of twice the margin, in either direction', () => {
    for (const ms of [2.5, -2.5]) {
      const comparison = compareLatencies(latencies(600, ms), 0.05);
      expect(comparison.equivalent).toBe(false);
      expect(Math.sign(comparison.difference.from)).toBe(Math.sign(comparison.difference.to));
      expect(comparison.mannWhitney.p).toBeLessThan(0.001);
    }
  });

  it('shows nothing with too few measurements, even of equal latencies', () => {
    expect(compareLatencies(latencies(10, 0), 0.05).equivalent).toBe(false);
  });

  it('says the same of the same measurements', () => {
    expect(compareLatencies(latencies(50, 0), 0.05)).toEqual(compareLatencies(latencies(50, 0), 0.05));
  });

  it('refuses to compare nothing', () => {
    expect(() => compareLatencies([], 0.05)).toThrow();
  });
});
