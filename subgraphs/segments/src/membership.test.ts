import { UpstreamInvalid } from '@bankgraph/bank-sources';
import { describe, expect, it } from '@jest/globals';
import { currentMemberships, type Membership } from './membership.js';
import type { ModelVersion } from './model-version.js';
import type { SegmentationProfile } from './segmentation-profile.js';

const now = new Date('2026-06-30T12:00:00Z');
const systems = { records: 'segments', segmentation: 'segmentation' };
const model: ModelVersion = {
  name: 'Spending behaviour clusters',
  version: '3.1.0',
  purpose: 'Personalisation of offers',
  assumptions: ['Excludes AML data'],
  limitations: [],
  owner: 'Customer Analytics',
  tier: 3,
  validatedAt: '2026-02-11T00:00:00Z',
  status: 'IN_USE',
};
const saver: Membership = {
  id: 'SEG-1',
  segment: 'saver',
  category: 'MARKETING',
  since: '2026-01-01T00:00:00Z',
  source: 'UNOMI',
  score: '61.2',
  modelRun: model,
  override: null,
};
const watch: Membership = {
  ...saver,
  id: 'SEG-2',
  segment: 'credit-watch',
  category: 'RISK',
  since: '2026-05-01T00:00:00Z',
  source: 'BATCH_MODEL',
};
const held = {
  from: 'saver',
  to: 'financial-support',
  reason: 'Long illness',
  by: 'S-1',
  approvedBy: 'S-2',
  at: '2026-05-28T10:00:00Z',
  expiresAt: '2035-12-31T23:59:59Z',
};
const profile: SegmentationProfile = {
  id: 'unomi-1001',
  segments: ['saver', 'traveller'],
  scores: new Map([
    ['traveller', 71.5],
    ['engagement', 12],
  ]),
  lastUpdated: null,
};
const traveller: Membership = {
  id: 'unomi-1001:traveller',
  segment: 'traveller',
  category: 'MARKETING',
  since: null,
  source: 'Apache Unomi',
  score: '71.5',
  modelRun: null,
  override: null,
};

function join(rows: Membership[], profiles: SegmentationProfile[], unread: UpstreamInvalid[] = []) {
  const { records, faults } = currentMemberships(
    { records: rows, faults: unread },
    { records: profiles, faults: [] },
    now,
    systems,
  );
  return { records, faults: faults.map((fault) => `${fault.details.system} ${fault.details.recordId}`) };
}

describe('memberships as the bank and Unomi know them', () => {
  it('has the bank for category, time and model, and Unomi for what it reports now', () => {
    expect(join([saver, watch], [profile])).toEqual({
      records: [watch, { ...saver, source: 'Apache Unomi' }, traveller],
      faults: [],
    });
  });

  it("takes Unomi's score where it has one of the segment's name, on our scale", () => {
    const scored = (score: number) =>
      join([saver], [{ ...profile, segments: ['saver'], scores: new Map([['saver', score]]) }]).records[0]
        ?.score;
    expect([scored(88), scored(0.125), scored(1_000), scored(-1)]).toEqual(['88', '0.125', '61.2', '61.2']);
  });

  it('ends what Unomi no longer reports, unless a person holds it', () => {
    const silent = { ...profile, segments: [] };
    expect(join([saver, watch], [silent]).records).toEqual([watch]);
    const overridden = { ...saver, override: held };
    expect(join([overridden], [silent]).records).toEqual([{ ...overridden, source: 'Apache Unomi' }]);
    const expired = { ...saver, override: { ...held, expiresAt: '2026-06-01T00:00:00Z' } };
    expect(join([expired], [silent]).records).toEqual([]);
  });

  it('stands as written down where Unomi has no profile', () => {
    expect(join([saver, watch], []).records).toEqual([watch, { ...saver, source: 'Apache Unomi' }]);
  });

  it('never turns a segment of risk into one of marketing', () => {
    const risk = { ...profile, segments: ['credit-watch'] };
    expect(join([watch], [risk]).records).toEqual([{ ...watch, source: 'Apache Unomi' }]);
    // The row that could not be read may be the one about credit-watch.
    expect(
      join(
        [saver],
        [{ ...risk, segments: ['saver', 'credit-watch'] }],
        [new UpstreamInvalid('segments', 'SEG-2', [])],
      ).records,
    ).toEqual([{ ...saver, source: 'Apache Unomi' }]);
  });
});

describe('what is derived from AML', () => {
  it.each<[string, Partial<Membership>]>([
    ['by its segment', { segment: 'aml-watch' }],
    ['by its source', { source: 'Tazama' }],
    ['by the name of its model', { modelRun: { ...model, name: 'SAR propensity' } }],
    ['by the purpose of its model', { modelRun: { ...model, purpose: 'CounterMoneyLaundering' } }],
    ['by the owner of its model', { modelRun: { ...model, owner: 'AML Operations' } }],
    ['by the reason of an override', { override: { ...held, reason: 'AML case opened' } }],
  ])('is set aside when told %s, and does not come back through Unomi', (_how, change) => {
    const row = { ...saver, ...change };
    const found = join([row, watch], [{ ...profile, segments: [row.segment, 'traveller'] }]);
    expect(found).toEqual({ records: [watch, traveller], faults: ['segments SEG-1'] });
  });

  it("is set aside among Unomi's own segments, without its name in the report", () => {
    const found = join([saver], [{ ...profile, segments: ['saver', 'sanctionsNearMiss'] }]);
    expect(found).toEqual({
      records: [{ ...saver, source: 'Apache Unomi' }],
      faults: ['segmentation unomi-1001'],
    });
  });
});
