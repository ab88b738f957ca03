import { caseText, ms } from '../compare/case-text.js';
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
