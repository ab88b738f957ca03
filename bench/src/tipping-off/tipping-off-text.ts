import type { Equivalence } from '../statistics/equivalence.js';
import type { TippingOffReport } from './measure-tipping-off.js';

/** A report for people. */
export function tippingOffText(report: TippingOffReport): string {
  const margin = `${(100 * report.margin).toFixed(0)} %`;
  const comparisons = report.roles.flatMap(({ role, operations }) =>
    Object.entries(operations).map(([operation, comparison]) => ({ role, operation, comparison })),
  );
  return [
    'Does the time of an answer tell that a report was filed? Twins, one of them reported, asked about in pairs.',
    `Same: the 95 % interval of the difference within pairs lies within ±${margin}.`,
    'p: Mann–Whitney U test over all answers, the chance of such a difference when there is none.',
    '',
    `${'role'.padEnd(22)}${'operation'.padEnd(14)}${'pairs'.padStart(6)}${'reported'.padStart(11)}${'other'.padStart(11)}   difference [95 % interval]         p`,
    ...comparisons.map(({ role, operation, comparison }) => line(role, operation, comparison)),
    '',
    'Planted on purpose, to see that a difference is found:',
    ...report.controls.map(
      ({ role, operation, plantedMs, comparison, found }) =>
        `${line(role, operation, comparison)}   ${plantedMs} ms planted: ${found ? 'found' : 'NOT FOUND'}`,
    ),
    '',
    report.equivalent
      ? 'The twins take the same time for everybody who must not know, and planted differences were found.'
      : 'Not shown that the twins take the same time: see the lines above.',
    ...chanceNote(comparisons.map(({ comparison }) => comparison)),
    ...(report.quick ? ['This was --quick: the figures say nothing.'] : []),
    `${report.machine.processor}, ${report.machine.cores} cores, Node ${report.machine.node}; ${report.machine.placement}.`,
  ].join('\n');
}

function line(role: string, operation: string, comparison: Equivalence): string {
  const { pairs, medianFirst, medianSecond, difference, equivalent, mannWhitney } = comparison;
  const share = (value: number) => `${value >= 0 ? '+' : ''}${(100 * value).toFixed(1)} %`;
  const interval = `${share(difference.value)} [${share(difference.from)}, ${share(difference.to)}]`;
  return (
    role.padEnd(22) +
    operation.padEnd(14) +
    String(pairs).padStart(6) +
    `${medianFirst.toFixed(2)} ms`.padStart(11) +
    `${medianSecond.toFixed(2)} ms`.padStart(11) +
    `   ${interval.padEnd(26)} ${(equivalent ? 'same' : 'NOT SAME').padEnd(9)}${mannWhitney.p.toFixed(3)}`
  );
}

/** Many comparisons make a small p among them likely, so that it is read for what it is. */
function chanceNote(comparisons: readonly Equivalence[]): readonly string[] {
  const smallest = Math.min(...comparisons.map(({ mannWhitney }) => mannWhitney.p));
  const corrected = Math.min(1, smallest * comparisons.length);
  return [
    `Smallest p ${smallest.toFixed(3)} among ${comparisons.length} comparisons: ${corrected.toFixed(2)} with Bonferroni's correction.`,
  ];
}
