import { ms } from '../compare/case-text.js';
import type { ReloadReport, Waited } from './measure-reload.js';

/** A report for people. */
export function reloadText({ rate, machine, ...report }: ReloadReport): string {
  const seconds = report.seconds.map((one) => one.toFixed(1)).join(', ');
  return [
    `${report.reloads} reloads of the supergraph under load: ${rate.sent.toFixed(0)} requests a second, of ${rate.most.toFixed(0)} that the gateway can do;`,
    `${report.operations} operations in turns, all of them planned anew each time`,
    '',
    `  failed   ${report.failed} of ${report.requests} requests${report.firstFault === null ? '' : `: ${report.firstFault}`}`,
    waitedText('around', report.around),
    waitedText('without', report.without),
    `  from the order until the new one is served: ${seconds} s`,
    '',
    `No request may fail: ${report.reached ? 'reached' : 'not reached'}.`,
    ...(report.quick ? ['This was --quick: the figures say nothing.'] : []),
    `${machine.processor}, ${machine.cores} cores, Node ${machine.node}; ${machine.placement}.`,
  ].join('\n');
}

function waitedText(what: string, { answers, p50, p99, max }: Waited): string {
  return `  ${what.padEnd(8)} p50 ${ms(p50)}, p99 ${ms(p99)}, most ${ms(max)} (${answers} answers)`;
}
