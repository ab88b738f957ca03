import { describe, expect, it } from '@jest/globals';
import type { DecisionEventRow } from './decision-event.js';
import { fourEyesOf } from './four-eyes.js';
import { riskHistoryOf } from './risk-history.js';

const rated = (
  id: string,
  decision: string,
  occurredAt: string,
  recordedAt: string,
  supersedes: string | null = null,
  kind = 'kyc.risk-rating',
  madeAt: string | null = null,
) =>
  ({
    id,
    kind,
    decision,
    occurredAt: `2026-${occurredAt}T00:00:00.000Z`,
    recordedAt: `2026-${recordedAt}T00:00:00.000Z`,
    supersedes,
    actor: { type: 'MODEL', id: 'model', role: null, onBehalfOf: null },
    reasonInternal: null,
    inputs:
      madeAt === null
        ? []
        : ([{ asOf: `2026-${madeAt}T00:00:00.000Z` }] as unknown as DecisionEventRow['inputs']),
  }) as DecisionEventRow;

/** LOW in January; HIGH from March, known in May; in June it turns out that from March it was MEDIUM; HIGH again from July. */
const history = [
  rated('low', 'LOW', '01-01', '01-01'),
  rated('high', 'HIGH', '03-01', '05-01', 'low'),
  rated('medium', 'MEDIUM', '03-01', '06-01', 'high'),
  rated('again', 'HIGH', '07-01', '07-01', 'medium'),
  rated('still', 'HIGH', '08-01', '08-02', 'again'),
  rated('alert', 'HIGH', '02-01', '02-01', null, 'aml.alert'),
];

const at = (asOf: string, knownAt: string) => {
  const day = (text: string) => new Date(`2026-${text}T12:00:00Z`);
  const { current, firstIdentified, levels } = riskHistoryOf(history, {
    asOf: day(asOf),
    knownAt: day(knownAt),
  });
  return [current?.decisionId, firstIdentified?.decisionId, levels?.map(({ decisionId }) => decisionId)];
};

describe('risk in two times', () => {
  it('is what held then, as it was known then', () => {
    expect(at('04-01', '04-01')).toEqual(['low', 'low', ['low']]);
    expect(at('04-01', '05-15')).toEqual(['high', 'high', ['low', 'high']]);
    // Corrected from the same time on: it never held.
    expect(at('04-01', '06-15')).toEqual(['medium', 'medium', ['low', 'medium']]);
    // What follows later takes nothing away from what held before.
    expect(at('04-01', '12-01')).toEqual(['medium', 'medium', ['low', 'medium']]);
    expect(at('02-01', '12-01')).toEqual(['low', 'low', ['low']]);
    expect(at('12-01', '12-01')).toEqual(['still', 'again', ['low', 'medium', 'again', 'still']]);
    expect(riskHistoryOf(history, { asOf: new Date(0), knownAt: new Date() })).toEqual({
      current: null,
      firstIdentified: null,
      levels: [],
    });
  });

  it('goes by when a rating was made, in whatever order the ledger heard of them', () => {
    const told = [
      rated('low', 'LOW', '01-01', '01-01'),
      // Made in May, and holds from February: what was made in March is none any more, also where it is heard of later.
      rated('backdated', 'HIGH', '02-01', '05-01', null, 'kyc.risk-rating', '05-01'),
      rated('heard late', 'MEDIUM', '03-01', '06-01', null, 'kyc.risk-rating', '03-01'),
    ];
    const levelsAt = (knownAt: string) =>
      riskHistoryOf(told, { asOf: new Date('2026-12-01'), knownAt: new Date(`2026-${knownAt}`) }).levels?.map(
        ({ decisionId }) => decisionId,
      );
    expect(levelsAt('05-15')).toEqual(['low', 'backdated']);
    expect(levelsAt('06-15')).toEqual(['low', 'backdated']);
    // Heard of late, and of a time before: it is history.
    const early = rated('early', 'MEDIUM', '01-15', '06-01', null, 'kyc.risk-rating', '01-15');
    expect(
      riskHistoryOf([...told, early], {
        asOf: new Date('2026-12-01'),
        knownAt: new Date('2026-12-01'),
      }).levels?.map(({ decisionId }) => decisionId),
    ).toEqual(['low', 'early', 'backdated']);
  });

  it('says from when until when, and what was recorded later', () => {
    const { levels } = riskHistoryOf(history, {
      asOf: new Date('2026-07-15'),
      knownAt: new Date('2026-07-15'),
    });
    expect(levels).toMatchObject([
      { level: 'LOW', validTo: '2026-03-01T00:00:00.000Z', recordedLater: false },
      { level: 'MEDIUM', validTo: '2026-07-01T00:00:00.000Z', recordedLater: true },
      { level: 'HIGH', validTo: null, recordedLater: false },
    ]);
  });
});

it('four eyes are those of two persons', () => {
  const person = { type: 'HUMAN', id: 'S-1', onBehalfOf: null };
  expect(fourEyesOf({ actor: person, approvals: [{ by: 'S-2' }] })).toBe(true);
  expect(fourEyesOf({ actor: person, approvals: [{ by: 'S-1' }] })).toBe(false);
  expect(fourEyesOf({ actor: person, approvals: [] })).toBe(false);
  expect(fourEyesOf({ actor: { ...person, onBehalfOf: 'C-1' }, approvals: [{ by: 'C-1' }] })).toBe(false);
  expect(fourEyesOf({ actor: { type: 'MODEL', id: 'm' }, approvals: [{ by: 'S-1' }] })).toBeNull();
});
