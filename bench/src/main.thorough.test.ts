import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { AuditReport } from './audit/measure-audit.js';
import type { GrowthReport } from './growth/measure-growth.js';
import type { OperationsReport } from './operations/measure-operations.js';
import type { PolicyReport } from './policy/measure-policy.js';
import { type CpuProfile, profileGroups } from './profile/profile-groups.js';
import { quickReport } from './run-bench.fixture.js';
import type { SubscriptionsReport } from './subscriptions/measure-subscriptions.js';
import type { TippingOffReport } from './tipping-off/measure-tipping-off.js';

// As in main.test.ts, nothing here is about time.
describe('bench', () => {
  it('measures what policies cost, with every answer checked', async () => {
    const { report, progress } = await quickReport<PolicyReport>('policy');
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
    expect(progress).toContain('1,000 rows, as customer');
  }, 180_000);

  it('measures what the audit log costs and can do, with every answer checked and the log whole', async () => {
    const { report } = await quickReport<AuditReport>('audit');
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

  it('measures memory after different operations, with every answer checked and on record', async () => {
    const { report } = await quickReport<OperationsReport>('operations');
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
      const { report } = await quickReport<GrowthReport>('growth', '--profile', file);
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
    const { report } = await quickReport<SubscriptionsReport>('subscriptions');
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
    const { report } = await quickReport<TippingOffReport>('tipping-off');
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
});
