import type { FederationReport } from './federation-report.js';
import { bankgraph, speedOfLight } from './measured-gateway.js';

const width = 760;
const labelWidth = 300;
const valueWidth = 110;
const barHeight = 22;
const rowHeight = 34;
const top = 56;
const bottom = 34;

/** A chart of the throughputs as SVG: horizontal bars, to be read on light and on dark. */
export function federationChart({ gateways, machine }: FederationReport): string {
  const sorted = gateways.toSorted((one, other) => other.throughput.median - one.throughput.median);
  const most = Math.max(...sorted.map(({ throughput }) => throughput.median));
  const height = top + rowHeight * sorted.length + bottom;
  const ours = gateways.find(({ name }) => name === bankgraph.name)?.throughput.median ?? 0;
  const rows = sorted.map(({ name, title, throughput: { median } }, at) => {
    const y = top + rowHeight * at;
    const bar = Math.max(1, ((width - labelWidth - valueWidth) * median) / most);
    const middle = y + barHeight / 2;
    const kind = name === bankgraph.name ? 'ours' : name === speedOfLight.name ? 'bound' : 'peer';
    const [label = ''] = title.split(/[:]/);
    return [
      `  <text class="label" x="${labelWidth - 12}" y="${middle}" text-anchor="end">${escaped(label)}</text>`,
      `  <rect class="${kind}" x="${labelWidth}" y="${y}" width="${bar.toFixed(1)}" height="${barHeight}" rx="3"/>`,
      `  <text class="value" x="${(labelWidth + bar + 8).toFixed(1)}" y="${middle}">${median.toFixed(0)}${
        kind === 'peer' ? ` (ours ${(ours / median).toFixed(1)}×)` : ''
      }</text>`,
    ].join('\n');
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title">
  <title id="title">Answers a second of federated gateways on one core</title>
  <style>
    text { font: 13px system-ui, sans-serif; fill: #24292f; dominant-baseline: central; }
    .head { font-size: 15px; font-weight: 600; }
    .note { font-size: 11px; }
    .label, .note { fill: #57606a; }
    .ours { fill: #1a7f37; }
    .peer { fill: #8c959f; }
    .bound { fill: none; stroke: #8c959f; stroke-dasharray: 4 3; }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3; }
      .label, .note { fill: #9da7b3; }
      .ours { fill: #3fb950; }
      .peer { fill: #6e7681; }
      .bound { stroke: #6e7681; }
    }
  </style>
  <text class="head" x="16" y="26">Answers a second, one core each, every answer checked</text>
${rows.join('\n')}
  <text class="note" x="16" y="${height - 16}">${escaped(`npm run bench -- federation; ${machine.processor}, Node ${machine.node}`)}</text>
</svg>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
