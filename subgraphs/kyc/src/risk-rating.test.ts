import { describe, expect, it } from '@jest/globals';
import { newestFirst, type RiskRating, ratingInForce } from './risk-rating.js';

const first: RiskRating = {
  id: 'RR-1',
  band: 'LOW',
  score: '12',
  reason: 'ONBOARDING',
  modelVersion: 'customer-risk@4.1.0',
  validFrom: '2024-01-01T00:00:00Z',
  validTo: '2026-03-01T00:00:00Z',
  recordedAt: '2024-01-01T00:02:00Z',
};
const second: RiskRating = {
  ...first,
  id: 'RR-2',
  band: 'MEDIUM',
  validFrom: '2026-03-01T00:00:00Z',
  validTo: null,
  recordedAt: '2026-03-04T10:00:00Z',
};

describe('the risk rating in force', () => {
  it('is the one that applies, and none before the first or when the last has ended', () => {
    const ratings = [first, second];
    const at = (moment: string) => ratingInForce(ratings, new Date(moment))?.id;
    expect(at('2023-12-31T23:59:59Z')).toBeUndefined();
    expect(at('2025-01-01T00:00:00Z')).toBe('RR-1');
    expect(at('2026-06-30T00:00:00Z')).toBe('RR-2');
    expect(ratingInForce([first], new Date('2026-03-01T00:00:00Z'))).toBeNull();
    expect(ratingInForce([], new Date())).toBeNull();
  });

  it('is what the bank knew: a rating written down later does not apply before it was', () => {
    const open = { ...first, validTo: null };
    const at = (moment: string) => ratingInForce([second, open], new Date(moment))?.id;
    expect(at('2026-03-02T00:00:00Z')).toBe('RR-1');
    expect(at('2026-03-05T00:00:00Z')).toBe('RR-2');
  });

  it('is the correction where a time was rated twice', () => {
    const correction = { ...second, id: 'RR-3', band: 'HIGH' as const, recordedAt: '2026-04-01T00:00:00Z' };
    const ratings = [correction, first, second].sort(newestFirst);
    expect(ratings.map(({ id }) => id)).toEqual(['RR-3', 'RR-2', 'RR-1']);
    expect(ratingInForce(ratings, new Date('2026-06-30T00:00:00Z'))).toEqual(correction);
  });
});
