import type { CaseResult } from './measure-case.js';

/** A case for people. */
export function caseText({ name, throughput, processor, on, off, answers }: CaseResult): readonly string[] {
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

/** A time for people. */
export function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(milliseconds < 10 ? 2 : 0)} ms`;
}
