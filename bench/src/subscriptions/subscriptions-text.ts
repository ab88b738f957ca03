import { ms } from '../compare/case-text.js';
import type { SizeResult, SubscriptionsReport } from './measure-subscriptions.js';

/** A report for people. */
export function subscriptionsText({ sizes, ...report }: SubscriptionsReport): string {
  return [
    'Open subscriptions of one gateway, each of another customer, by server-sent events',
    '',
    ...sizes.map(line),
    '',
    'The delay is from publishing an event to its payload; 100 ms of it every payload waits.',
    ...(report.quick ? ['This was --quick: the figures say nothing.'] : []),
    `${report.machine.processor}, ${report.machine.cores} cores, Node ${report.machine.node}; ${report.machine.placement}.`,
  ].join('\n');
}

function line({ open, openingSeconds, memoryKb, checks, delay }: SizeResult): string {
  return [
    `  ${open.toLocaleString('en')} open:`,
    `    memory for each ${memoryKb.heap.toFixed(0)} KiB of the heap (${memoryKb.resident.toFixed(0)} KiB resident)`,
    `    standing checks ${(100 * checks.busy).toFixed(1)} % of a core, ${ms(checks.processorMs)} of processor time each`,
    `    delay p50 ${ms(delay.median)}, p99 ${ms(delay.p99)} (${delay.events} events)`,
    `    opened in ${ms(1_000 * openingSeconds)} each`,
  ].join('\n');
}
