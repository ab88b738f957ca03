import { caseText, ms } from '../compare/case-text.js';
import type { Ratio } from '../statistics/rounds.js';
import type { AuditReport } from './measure-audit.js';
import type { GrowthSide } from './measure-growth.js';

/** A report for people. */
export function auditText({ channelContext, log, targets, ...report }: AuditReport): string {
  const { growth, verified } = log;
  return [
    'Throughput of the gateway with the audit log over the same without (1 would be: the log costs nothing)',
    '',
    ...caseText(channelContext),
    `The log by itself, ${log.fieldsInLeaf} field records in a leaf`,
    sideText(log.short),
    sideText(log.long),
    `  long over short: written ${range(growth.fieldRecords)}, taken in ${range(growth.integrated)}, time of a proof ${range(growth.proof)}`,
    `  ${whole(verified.records)} records verified in ${verified.seconds.toFixed(1)} s`,
    '',
    `Targets: ratio ${targets.ratio}, ${whole(targets.fieldRecords)} field records a second, a proof below ${ms(targets.proofMs)}: ${report.reached ? 'reached' : 'not reached'}.`,
    ...(report.quick ? ['This was --quick: the figures say nothing.'] : []),
    `${report.machine.processor}, ${report.machine.cores} cores, Node ${report.machine.node}; ${report.machine.placement}.`,
  ].join('\n');
}

function sideText({ records, fieldRecords, integrated, proof }: GrowthSide): string {
  return (
    `  ${whole(records).padStart(9)} records: ${whole(fieldRecords.median)} field records a second durable (±${(50 * fieldRecords.spread).toFixed(1)} %), ` +
    `${whole(integrated.median)} records a second into the tree, proof p50 ${ms(proof.median)}, p99 ${ms(proof.p99)}`
  );
}

function range({ ratio, from, to }: Ratio): string {
  return `${ratio.toFixed(2)} (rounds ${from.toFixed(2)} to ${to.toFixed(2)})`;
}

function whole(number: number): string {
  return Math.round(number).toLocaleString('en');
}
