import { ms } from '../compare/case-text.js';
import type { LineageReport, Milliseconds } from './measure-lineage.js';

/** A report for people. */
export function lineageText({ ledger, lineage, timeline, targets, ...report }: LineageReport): string {
  return [
    `Questions to a ledger of ${ledger.decisions.toLocaleString('en')} decisions, at the database`,
    '',
    line('lineage, ten steps either way', lineage),
    line(`page of 50 of ${ledger.timeline.toLocaleString('en')} decisions on a timeline`, timeline),
    '',
    `Targets: median below ${ms(targets.lineageMs)} and ${ms(targets.timelineMs)}: ${report.reached ? 'reached' : 'not reached'}.`,
    ...(report.quick ? ['This was --quick: the figures say nothing.'] : []),
    `${report.machine.processor}, ${report.machine.cores} cores, Node ${report.machine.node}; ${report.machine.placement}.`,
  ].join('\n');
}

function line(what: string, { questions, median, p99 }: Milliseconds): string {
  return `  ${what}: p50 ${ms(median)}, p99 ${ms(p99)} (${questions.toLocaleString('en')} questions)`;
}
