import type { CaseResult } from './measure-case.js';
import type { PolicyReport } from './measure-policy.js';

/** A report for people. */
export function policyText(report: PolicyReport): string {
  const { engine, machine } = report;
  return [
    'Throughput of the gateway with policies over the same without (1 would be: policies cost nothing)',
    '',
    ...report.cases.flatMap(caseText),
    `The engine alone: ${ms(engine.on.median)} with policies, ${ms(engine.off.median)} without, for ${engine.fields} fields:`,
    `  ${engine.microsecondsPerField.toFixed(2)} µs a field; ratio ${engine.speed.ratio.toFixed(2)} (${engine.speed.from.toFixed(2)} to ${engine.speed.to.toFixed(2)}).`,
    '',
    `Worst ratio ${report.ratio.toFixed(3)}; target ${report.target}: ${report.reached ? 'reached' : 'not reached'}.`,
    ...(report.quick ? ['This was --quick: the figures say nothing.'] : []),
    `${machine.processor}, ${machine.cores} cores, Node ${machine.node}; ${machine.placement}.`,
  ].join('\n');
}

function caseText({ name, throughput, processor, on, off, answers }: CaseResult): readonly string[] {
  const range = ({ ratio, from, to }: CaseResult['throughput']) =>
    `${ratio.toFixed(3)} (rounds ${from.toFixed(2)} to ${to.toFixed(2)})`;
  const side = (what: string, { throughput: rate, processorMs, busy, latency }: CaseResult['on']) =>
    `  ${what.padEnd(8)} ${rate.median.toFixed(1)} a second (±${(50 * rate.spread).toFixed(1)} %), processor ${ms(processorMs.median)}, ` +
    `core ${(100 * busy).toFixed(0)} % busy, p50 ${ms(latency.p50)}, p99 ${ms(latency.p99)}`;
  return [
    name,
    `  ratio    ${range(throughput)}; by processor time ${range(processor)}`,
    side('with', on),
    side('without', off),
    `  ${answers.checked} answers checked, ${answers.rows} transactions and ${answers.bytes} bytes each`,
    '',
  ];
}

function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(milliseconds < 10 ? 2 : 0)} ms`;
}
