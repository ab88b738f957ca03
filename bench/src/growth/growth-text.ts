import { ms } from '../compare/case-text.js';
import type { GrowthCase, GrowthReport } from './measure-growth.js';

/** A report for people. */
export function growthText({ machine, ...report }: GrowthReport): string {
  return [
    "Processor time of answers with the bank's own lists, by their rows",
    '',
    ...report.cases.flatMap(caseText),
    'Where the time goes of the process that has gateway and subgraphs in it:',
    ...report.profile
      .filter(({ share }) => share >= 0.005)
      .map(({ name, share }) => `  ${(100 * share).toFixed(1).padStart(5)} %  ${name}`),
    '',
    `A row of the largest answer over one of the second largest at most ${report.target}: ${report.reached ? 'reached' : 'not reached'}.`,
    `${report.checked} answers, every one of them checked.`,
    ...(report.quick ? ['This was --quick: the figures say nothing.'] : []),
    `${machine.processor}, ${machine.cores} cores, Node ${machine.node}; ${machine.placement}.`,
  ].join('\n');
}

function caseText({ name, sizes, growth }: GrowthCase): readonly string[] {
  return [
    name,
    ...sizes.map(
      ({ rows, bytes, processorMs, microsecondsPerRow, latencyMs }) =>
        `  ${rows.toLocaleString('en').padStart(6)} rows, ${bytes.toLocaleString('en').padStart(9)} bytes: processor ${ms(processorMs)}, ` +
        `${microsecondsPerRow.toFixed(0)} µs a row; latency ${ms(latencyMs)}`,
    ),
    `  a row beyond the second largest over one before: ${growth.toFixed(2)}`,
    '',
  ];
}
