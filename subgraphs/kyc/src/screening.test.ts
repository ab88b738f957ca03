import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  believable,
  believableStatus,
  matchStatuses,
  screeningOutcome,
  screeningStatuses,
} from './screening.js';

const moment = '2026-06-30T08:00:00Z';

describe('a hit', () => {
  it('is never made by a matcher, however sure it is', () => {
    expect(screeningOutcome({ match: true, score: 1 })).toBe('PENDING');
    expect(screeningOutcome({ match: false, score: 0.69 })).toBe('NO_HIT');
    expect(screeningOutcome({ match: false, score: 0.72 }, 0.7)).toBe('PENDING');
    fc.assert(
      fc.property(fc.boolean(), fc.double({ min: 0, max: 1, noNaN: true }), (match, score) => {
        expect(['PENDING', 'NO_HIT']).toContain(screeningOutcome({ match, score }));
      }),
    );
  });

  it('is not believed without a person who confirmed it, and is then still to be judged', () => {
    const confirmed = { status: 'CONFIRMED_HIT', reviewedBy: 'S-kyc-analyst-1', reviewedAt: moment } as const;
    expect(believable(confirmed)).toEqual(confirmed);
    expect(believable({ ...confirmed, reviewedBy: null })).toEqual({
      status: 'PENDING',
      reviewedBy: null,
      reviewedAt: moment,
    });
    expect(believable({ ...confirmed, reviewedAt: null }).status).toBe('PENDING');
    const cleared = { status: 'NO_HIT', reviewedBy: null, reviewedAt: null } as const;
    expect(believable(cleared)).toEqual(cleared);
  });

  it('makes the screening one, and nothing else does', () => {
    const review = fc.record({
      status: fc.constantFrom(...matchStatuses),
      reviewedBy: fc.constantFrom('S-kyc-analyst-1', null),
      reviewedAt: fc.constantFrom(moment, null),
    });
    fc.assert(
      fc.property(fc.constantFrom(...screeningStatuses), fc.array(review), (said, reviews) => {
        const matches = reviews.map(believable);
        const confirmed = matches.some(({ status }) => status === 'CONFIRMED_HIT');
        const open = matches.some(({ status }) => status === 'PENDING');
        const status = believableStatus(said, matches);
        expect(status === 'HIT').toBe(confirmed);
        if (open) expect(status).not.toBe('CLEAR');
      }),
    );
    expect(believableStatus('CLEAR', [])).toBe('CLEAR');
    expect(believableStatus('IN_REVIEW', [])).toBe('IN_REVIEW');
    expect(believableStatus('HIT', [])).toBe('IN_REVIEW');
  });
});
