import { ms } from '../compare/case-text.js';
import type { OperationsReport } from './measure-operations.js';

/** A report for people. */
export function operationsText({ machine, ...report }: OperationsReport): string {
  return [
    'Memory of the gateway after different operations, each asked once, with a forced collection',
    '',
    ...report.after.map(
      ({ operations, heapMb, residentMb, processorMs }) =>
        `  ${operations.toLocaleString('en').padStart(9)}: heap ${heapMb.toFixed(0)} MB, resident ${residentMb.toFixed(0)} MB; ` +
        `processor ${ms(processorMs)} an operation, planning included`,
    ),
    '',
    `Heap after all over that after half of them ${report.growth.toFixed(3)}; target at most ${report.target}: ${report.reached ? 'reached' : 'not reached'}.`,
    `${report.checked.toLocaleString('en')} answers, every one of them right and on record.`,
    ...(report.quick ? ['This was --quick: the figures say nothing.'] : []),
    `${machine.processor}, ${machine.cores} cores, Node ${machine.node}; ${machine.placement}.`,
  ].join('\n');
}
