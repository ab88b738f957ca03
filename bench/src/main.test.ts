import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import type { AuditReport } from './audit/measure-audit.js';
import type { ContextReport } from './context/measure-context.js';
import type { FederationReport } from './federation/federation-report.js';
import { installedPeers } from './federation/installed-peers.js';
import type { GrowthReport } from './growth/measure-growth.js';
import type { LineageReport } from './lineage/measure-lineage.js';
import type { OperationsReport } from './operations/measure-operations.js';
import type { PolicyReport } from './policy/measure-policy.js';
import { type CpuProfile, profileGroups } from './profile/profile-groups.js';
import type { ReloadReport } from './reload/measure-reload.js';
import type { SubscriptionsReport } from './subscriptions/measure-subscriptions.js';
import type { TippingOffReport } from './tipping-off/measure-tipping-off.js';

/** Runs the command as a person does, except that it is the compiled file. */
async function bench(...words: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('main.js', import.meta.url)), ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (text) => {
    out += text;
  });
  child.stderr.on('data', (text) => {
    err += text;
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, out, err };
}

// Nothing here is about time: a machine that runs tests is busy. That answers are right is checked by the command itself.
describe('bench', () => {
  it('measures what policies cost, with every answer checked', async () => {
    const { code, out, err } = await bench('policy', '--quick', '--json');
    expect([code, code === 0 ? '' : err]).toEqual([0, '']);
    const report = JSON.parse(out) as PolicyReport;
    expect(report).toMatchObject({ benchmark: 'policy', target: 0.9, quick: true });
    expect(report.ratio).toBeGreaterThan(0);
    expect(report.ratio).toBe(Math.min(...report.cases.map(({ throughput }) => throughput.ratio)));
    expect(report.reached).toBe(report.ratio >= 0.9);
    expect(report.cases.map(({ name, answers }) => [name, answers.rows])).toEqual([
      ['channel context, as customer', 30],
      ['1,000 rows, as customer', 1_000],
      ['1,000 rows, as AML investigator', 1_000],
    ]);
    for (const { on, off, answers } of report.cases) {
      expect(answers.checked).toBeGreaterThan(0);
      expect(on.throughput.rounds).toHaveLength(2);
      expect(off.throughput.rounds).toHaveLength(2);
      expect(on.processorMs.median).toBeGreaterThan(0);
    }
    expect(report.engine.fields).toBe(11_022);
    expect(Number.isFinite(report.engine.microsecondsPerField)).toBe(true);
    expect(err).toContain('1,000 rows, as customer');
  }, 180_000);

  it('measures what the audit log costs and can do, with every answer checked and the log whole', async () => {
    const { code, out, err } = await bench('audit', '--quick', '--json');
    expect([code, code === 0 ? '' : err]).toEqual([0, '']);
    const report = JSON.parse(out) as AuditReport;
    expect(report).toMatchObject({
      benchmark: 'audit',
      quick: true,
      targets: { ratio: 0.9, fieldRecords: 50_000 },
    });
    expect(report.ratio).toBe(report.channelContext.throughput.ratio);
    expect(report.channelContext.answers.rows).toBe(30);
    const { short, long, growth, verified } = report.log;
    // The record that the writer opened is in the tree too.
    expect([short.records, long.records, verified.records]).toEqual([101, 1_001, 1_901]);
    for (const { fieldRecords, integrated, proof } of [short, long]) {
      for (const { median, rounds } of [fieldRecords, integrated, proof]) {
        expect(median).toBeGreaterThan(0);
        expect(rounds).toHaveLength(2);
      }
    }
    expect(Object.values(growth).every(({ ratio }) => ratio > 0)).toBe(true);
  }, 180_000);

  it('measures lineage and the timeline at the database, with every answer checked', async () => {
    const { code, out, err } = await bench('lineage', '--quick', '--json');
    expect([code, code === 0 ? '' : err]).toEqual([0, '']);
    const report = JSON.parse(out) as LineageReport;
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
    const { code, out, err } = await bench('context', '--quick', '--json');
    expect([code, code === 0 ? '' : err]).toEqual([0, '']);
    const report = JSON.parse(out) as ContextReport;
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
    const { code, out, err } = await bench('federation', '--quick', '--json');
    expect([code, code === 0 ? '' : err]).toEqual([0, '']);
    const report = JSON.parse(out) as FederationReport;
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
    expect(err).toContain('Rounds');
  }, 180_000);

  it('measures a reload under load, over which no request fails', async () => {
    const { code, out, err } = await bench('reload', '--quick', '--json');
    expect([code, code === 0 ? '' : err]).toEqual([0, '']);
    const report = JSON.parse(out) as ReloadReport;
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

  it('measures memory after different operations, with every answer checked and on record', async () => {
    const { code, out, err } = await bench('operations', '--quick', '--json');
    expect([code, code === 0 ? '' : err]).toEqual([0, '']);
    const report = JSON.parse(out) as OperationsReport;
    expect(report).toMatchObject({ benchmark: 'operations', quick: true, target: 1.1, checked: 1_000 });
    expect(report.after.map(({ operations }) => operations)).toEqual([100, 500, 1_000]);
    for (const { heapMb, residentMb, processorMs } of report.after) {
      expect(heapMb).toBeGreaterThan(0);
      expect(residentMb).toBeGreaterThan(heapMb);
      expect(processorMs).toBeGreaterThan(0);
    }
    expect(report.growth).toBe((report.after[2]?.heapMb ?? 0) / (report.after[1]?.heapMb ?? 0));
    expect(report.reached).toBe(report.growth <= 1.1);
  }, 180_000);

  it('measures what a row costs, and writes the profile that says where the time goes', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bankgraph-profile-'));
    try {
      const file = join(folder, 'rows.cpuprofile');
      const { code, out, err } = await bench('growth', '--quick', '--json', '--profile', file);
      expect([code, code === 0 ? '' : err]).toEqual([0, '']);
      const report = JSON.parse(out) as GrowthReport;
      expect(report).toMatchObject({ benchmark: 'growth', quick: true, target: 1.25 });
      expect(report.cases).toHaveLength(2);
      for (const { sizes, growth } of report.cases) {
        expect(sizes.map(({ rows }) => rows)).toEqual([10, 100, 1_000]);
        for (const { processorMs, rows, bytes, rounds } of sizes) {
          expect(processorMs).toBeGreaterThan(0);
          expect(bytes).toBeGreaterThan(100 * rows);
          expect(rounds).toHaveLength(2);
        }
        expect(Number.isFinite(growth)).toBe(true);
      }
      const written = JSON.parse(await readFile(file, 'utf8')) as CpuProfile;
      expect(profileGroups(written)).toEqual(report.profile);
      expect(report.profile.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
      expect(report.profile.map(({ name }) => name)).toEqual(
        expect.arrayContaining(['policies', 'GraphQL', 'HTTP', 'federated execution']),
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }, 240_000);

  it('measures what open subscriptions take, with every payload waited for', async () => {
    const { code, out, err } = await bench('subscriptions', '--quick', '--json');
    expect([code, code === 0 ? '' : err]).toEqual([0, '']);
    const report = JSON.parse(out) as SubscriptionsReport;
    expect(report).toMatchObject({ benchmark: 'subscriptions', quick: true });
    expect(report.sizes.map(({ open, delay }) => [open, delay.events])).toEqual([
      [5, 5],
      [10, 5],
    ]);
    for (const { delay, openingSeconds } of report.sizes) {
      // What every payload waits.
      expect(delay.median).toBeGreaterThan(99);
      expect(delay.p99).toBeGreaterThanOrEqual(delay.median);
      expect(openingSeconds).toBeGreaterThan(0);
    }
  }, 180_000);

  it('compares the twins for every role that must not know, and plants differences', async () => {
    const { code, out, err } = await bench('tipping-off', '--quick', '--json');
    expect([code, code === 0 ? '' : err]).toEqual([0, '']);
    const report = JSON.parse(out) as TippingOffReport;
    expect(report).toMatchObject({ benchmark: 'tipping-off', margin: 0.05, quick: true });
    expect(typeof report.equivalent).toBe('boolean');
    expect(report.roles.map(({ role }) => role)).toEqual([
      'customer',
      'dpo',
      'auditor',
      'frontline-agent',
      'relationship-manager',
      'fraud-analyst',
      'kyc-analyst',
      'marketing',
      'partner',
    ]);
    for (const { operations } of report.roles) {
      expect(operations.everything.pairs).toBe(2);
      expect(operations['reports only'].pairs).toBe(4);
      expect(operations.everything.medianFirst).toBeGreaterThan(0);
      expect(operations.everything.mannWhitney.p).toBeLessThanOrEqual(1);
    }
    expect(report.controls.map(({ operation, plantedMs }) => [operation, plantedMs >= 1])).toEqual([
      ['everything', true],
      ['reports only', true],
    ]);
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
