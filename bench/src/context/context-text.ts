import { caseText } from '../compare/case-text.js';
import type { ContextReport } from './measure-context.js';

/** A report for people. */
export function contextText({ cases, machine, quick, ratio, reached, target }: ContextReport): string {
  return [
    'Throughput of the gateway, with policies and audit log, over that of a backend written by hand without',
    '(with: the gateway; without: Fastify and undici over the same systems)',
    '',
    ...caseText(cases.warm),
    ...caseText(cases.withoutCache),
    `Ratio ${ratio.toFixed(3)}; target ${target}: ${reached ? 'reached' : 'not reached'}.`,
    ...(quick ? ['This was --quick: the figures say nothing.'] : []),
    `${machine.processor}, ${machine.cores} cores, Node ${machine.node}; ${machine.placement}.`,
  ].join('\n');
}
