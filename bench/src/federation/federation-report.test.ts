import { describe, expect, it } from '@jest/globals';
import { compare } from './federation-report.js';
import { results, type TestFigures } from './report.fixture.js';

const ours: TestFigures = { name: 'bankgraph', rate: 1_200, p99: 90, peakMb: 200 };
const apollo: TestFigures = { name: 'apollo-gateway', rate: 100, peakMb: 250 };
const router: TestFigures = { name: 'hive-gateway-router-runtime', rate: 300 };
const light: TestFigures = { name: 'speed-of-light', rate: 2_000, p50: 1, peakMb: 100 };

describe('comparing gateways', () => {
  it('tells ours over Apollo Gateway, the fastest peer and the speed of light', () => {
    expect(compare(results(ours, apollo, router, light))).toEqual({
      ratios: { apolloGateway: 12, bestNodePeer: 4, speedOfLight: 0.6 },
      reached: true,
      bestNodePeer: 'hive-gateway-router-runtime',
    });
  });

  it.each([
    ['slower than 12 × Apollo Gateway', [{ ...ours, rate: 1_190 }, apollo, router, light]],
    ['slower than 3.5 × the fastest peer', [ours, apollo, { ...router, rate: 350 }, light]],
    ['slower than half the speed of light', [ours, apollo, router, { ...light, rate: 2_500 }]],
    ['a p99 above the p50 of a peer', [ours, apollo, { ...router, p50: 90 }, light]],
    ['more memory than Apollo Gateway', [{ ...ours, peakMb: 250 }, apollo, router, light]],
    ['memory that nobody tells', [{ ...ours, peakMb: null }, apollo, router, light]],
  ])('does not reach its targets with %s', (_why, figures) => {
    expect(compare(results(...figures)).reached).toBe(false);
  });

  it('says of what was not measured that it was not', () => {
    expect(compare(results(ours, light))).toEqual({
      ratios: { apolloGateway: null, bestNodePeer: null, speedOfLight: 0.6 },
      reached: false,
      bestNodePeer: null,
    });
  });
});
