import { type FederationReport, federationTargets } from './federation-report.js';
import type { GatewayResult } from './measure-gateways.js';

/** Measured figures of a test. */
export interface TestFigures {
  readonly name: string;
  readonly rate: number;
  readonly p50?: number;
  readonly p99?: number;
  readonly peakMb?: number | null;
}

/** Results as if they had been measured, ours first. */
export function results(...all: readonly TestFigures[]): readonly GatewayResult[] {
  const ours = all[0]?.rate ?? 0;
  return all.map(({ name, rate, p50 = 100, p99 = 200, peakMb = 300 }) => {
    const ratio = { ratio: ours / rate, from: ours / rate, to: ours / rate };
    return {
      name,
      title: `Title of <${name}>`,
      throughput: { median: rate, spread: 0.1, rounds: [rate] },
      processorMs: { median: 1000 / rate, spread: 0.1, rounds: [1000 / rate] },
      busy: 1,
      latency: { p50, p99 },
      ratio,
      processorRatio: ratio,
      subgraphCalls: 16,
      computedCalls: 0,
      peakMb,
      checked: 100,
    };
  });
}

/** A report of these results. */
export function reportOf(gateways: readonly GatewayResult[]): FederationReport {
  return {
    benchmark: 'federation',
    ratios: { apolloGateway: 13.5, bestNodePeer: null, speedOfLight: 0.25 },
    targets: federationTargets,
    reached: false,
    bestNodePeer: null,
    gateways: gateways.map((gateway, at) => ({ ...gateway, version: at === 0 ? null : '1.2.3' })),
    answerBytes: 88_000,
    connections: 50,
    flags: ['--flag'],
    quick: false,
    machine: { processor: 'A & B', cores: 2, memoryGb: 8, node: 'v20', placement: 'somewhere' },
  };
}
