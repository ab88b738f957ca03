import { ms } from '../compare/case-text.js';
import type { FederationReport } from './federation-report.js';

/** A report for people. */
export function federationText(report: FederationReport): string {
  const { ratios, targets, machine } = report;
  const rows = report.gateways.map((one) => [
    one.version === null ? one.title : `${one.title} (${one.version})`,
    one.throughput.median.toFixed(0),
    `±${(50 * one.throughput.spread).toFixed(0)} %`,
    `${one.ratio.ratio.toFixed(2)} (${one.ratio.from.toFixed(2)} to ${one.ratio.to.toFixed(2)})`,
    one.processorRatio.ratio.toFixed(2),
    `${ms(one.latency.p50)} / ${ms(one.latency.p99)}`,
    one.subgraphCalls.toFixed(1),
    `${(100 * one.busy).toFixed(0)} %`,
    one.peakMb === null ? '?' : one.peakMb.toFixed(0),
  ]);
  const told = (name: keyof typeof ratios) =>
    `${ratios[name] === null ? 'not measured' : ratios[name].toFixed(2)} (least ${targets[name]})`;
  return [
    `Federated execution: ${report.answerBytes} bytes an answer, ${report.connections} connections, every request with a token of its own`,
    '',
    ...table(
      [
        'Gateway',
        'answers/s',
        '',
        'ours over it',
        'by processor',
        'p50 / p99',
        'calls',
        'core busy',
        'peak MB',
      ],
      rows,
    ),
    '',
    `Ours over Apollo Gateway ${told('apolloGateway')}, over the fastest peer ${told('bestNodePeer')}, over the speed of light ${told('speedOfLight')};`,
    `our p99 below each peer's p50, our peak memory below Apollo Gateway's: all of it ${report.reached ? 'reached' : 'not reached'}.`,
    ...(report.quick ? ['This was --quick: the figures say nothing.'] : []),
    `Flags of Node for all: ${report.flags.length === 0 ? 'none' : report.flags.join(' ')}.`,
    `${machine.processor}, ${machine.cores} cores, Node ${machine.node}; ${machine.placement}.`,
  ].join('\n');
}

/** The first column to the left, the others to the right. */
function table(header: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const all = [header, ...rows];
  const widths = header.map((_text, at) => Math.max(...all.map((row) => row[at]?.length ?? 0)));
  return all.map((row) =>
    row
      .map((text, at) => (at === 0 ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
