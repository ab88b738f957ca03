import { describe, expect, it } from '@jest/globals';
import type { ContextReport } from './context/measure-context.js';
import type { FederationReport } from './federation/federation-report.js';
import { installedPeers } from './federation/installed-peers.js';
import type { LineageReport } from './lineage/measure-lineage.js';
import type { ReloadReport } from './reload/measure-reload.js';
import { bench, quickReport } from './run-bench.fixture.js';

// Nothing here is about time: a machine that runs tests is busy. That answers are right is checked by the command itself.
// The other measurements, which take longer, are in main.thorough.test.ts.
describe('bench', () => {
  it('measures lineage and the timeline at the database, with every answer checked', async () => {
    const { report } = await quickReport<LineageReport>('lineage');
    expect(report).toMatchObject({
      benchmark: 'lineage',
      quick: true,
      ledger: { decisions: 2_000, timeline: 500 },
      targets: { lineageMs: 50, timelineMs: 50 },
    });
    for (const { questions, median, p99 } of [report.lineage, report.timeline]) {
      expect(questions).toBe(10);
      expect(median).toBeGreaterThan(0);
      expect(p99).toBeGreaterThanOrEqual(median);
    }
    expect(report.reached).toBe(report.lineage.median < 50 && report.timeline.median < 50);
  }, 180_000);

  it('measures the channel context against a backend written by hand, which answers the same', async () => {
    const { report } = await quickReport<ContextReport>('context');
    expect(report).toMatchObject({ benchmark: 'context', quick: true, target: 0.7 });
    expect(report.ratio).toBe(report.cases.warm.throughput.ratio);
    for (const { answers, on, off } of Object.values(report.cases)) {
      expect(answers.rows).toBe(30);
      expect(answers.checked).toBeGreaterThan(0);
      expect(on.throughput.rounds).toHaveLength(2);
      expect(off.processorMs.median).toBeGreaterThan(0);
    }
  }, 180_000);

  // With the peers that happen to be installed; nothing is installed for it.
  it('measures federated execution, with every answer checked and every answer on record', async () => {
    const { report, progress } = await quickReport<FederationReport>('federation');
    expect(report).toMatchObject({ benchmark: 'federation', quick: true });
    const [ours, ...others] = report.gateways;
    expect([ours?.name, others.at(-1)?.name]).toEqual(['bankgraph', 'speed-of-light']);
    // The fewest that ours was seen to make: it joins what happens to become ready together.
    expect(others.at(-1)?.subgraphCalls).toBeLessThanOrEqual(ours?.subgraphCalls ?? 0);
    expect(report.ratios.speedOfLight).toBe(others.at(-1)?.ratio.ratio);
    expect(report.ratios.apolloGateway === null).toBe(installedPeers() === null);
    for (const { throughput, checked, subgraphCalls } of report.gateways) {
      expect(throughput.rounds).toHaveLength(2);
      expect(checked).toBeGreaterThanOrEqual(30);
      expect(subgraphCalls).toBeGreaterThan(3);
    }
    expect(progress).toContain('Rounds');
  }, 180_000);

  it('measures a reload under load, over which no request fails', async () => {
    const { report } = await quickReport<ReloadReport>('reload');
    expect(report).toMatchObject({ benchmark: 'reload', quick: true, reloads: 2, failed: 0, reached: true });
    expect(report.firstFault).toBeNull();
    expect(report.seconds).toHaveLength(2);
    expect(report.requests).toBeGreaterThan(0);
    expect(report.rate.sent).toBeLessThan(report.rate.most);
    for (const { answers, p50, p99, max } of [report.around, report.without]) {
      expect(answers).toBeGreaterThan(0);
      expect(p50).toBeGreaterThan(0);
      expect(p99).toBeGreaterThanOrEqual(p50);
      expect(max).toBeGreaterThanOrEqual(p99);
    }
  }, 180_000);

  it('says what there is to measure', async () => {
    for (const words of [
      [],
      ['speed'],
      ['policy', 'tipping-off'],
      ['policy', '--slow'],
      ['policy', '--profile', 'x'],
    ]) {
      const { code, out, err } = await bench(...words);
      expect([code, out]).toEqual([2, '']);
      expect(err).toContain('npm run bench -- NAME');
    }
  });
});
