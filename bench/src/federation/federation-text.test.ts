import { describe, expect, it } from '@jest/globals';
import { federationChart } from './federation-chart.js';
import { federationText } from './federation-text.js';
import { reportOf, results } from './report.fixture.js';

const report = reportOf(
  results(
    { name: 'bankgraph', rate: 600 },
    { name: 'apollo-gateway', rate: 50, peakMb: null },
    { name: 'speed-of-light', rate: 1_200 },
  ),
);

describe('the report for people', () => {
  it('is one table with a line for each gateway, and what was to be reached', () => {
    const lines = federationText(report).split('\n');
    expect(lines[2]).toMatch(/^Gateway +answers\/s/);
    expect(lines[4]).toMatch(
      /^Title of <apollo-gateway> \(1\.2\.3\) +50 .* 12\.00 \(12\.00 to 12\.00\) .*\?$/,
    );
    expect(federationText(report)).toContain('over the fastest peer not measured (least 3.5)');
    expect(federationText(report)).toContain('not reached');
    expect(federationText(report)).not.toContain('--quick');
    expect(federationText({ ...report, quick: true, reached: true })).toContain('the figures say nothing');
  });

  it('is a chart with bars as long as the figures, the fastest first', () => {
    const chart = federationChart(report);
    const bars = [...chart.matchAll(/<rect class="(\w+)".* width="([\d.]+)"/g)];
    expect(bars.map(([, kind]) => kind)).toEqual(['bound', 'ours', 'peer']);
    const [light, ours, apollo] = bars.map(([, , width]) => Number(width));
    expect((ours ?? 0) / (light ?? 0)).toBeCloseTo(0.5, 2);
    expect((ours ?? 0) / (apollo ?? 0)).toBeCloseTo(12, 0);
    expect(chart).toContain('50 (ours 12.0×)');
    // Whatever stands in a name or a machine's is text there.
    expect(chart).toContain('&lt;bankgraph&gt;');
    expect(chart).toContain('A &amp; B');
    expect(chart).not.toMatch(/&(?!amp;|lt;|gt;)/);
  });
});
