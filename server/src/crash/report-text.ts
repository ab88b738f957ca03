import type { CrashReport } from './run-crash-test.js';

/** Violations that are printed; all are in the JSON. */
const most = 100;

/** The report for people. */
export function reportText(report: CrashReport): string {
  const killed = Object.entries(report.kills).map(([name, count]) => `${name} ${count}`);
  const total = Object.values(report.kills).reduce((sum, count) => sum + count, 0);
  const { violations } = report;
  const rows: readonly (readonly [string, number | string])[] = [
    ['kills', `${total} in ${report.seconds} s (${killed.join(', ')})`],
    ['questions', report.requests],
    ['whole answers received', report.received],
    ['answers that broke off', report.partial],
    ['turned away, no data', report.turnedAway],
    ['no answer', report.unanswered],
    ['leaves', report.logged],
    ['logged but not received', `${report.notReceived} (allowed)`],
    ['violations', violations.length],
  ];
  return [
    ...rows.map(([name, value]) => `${name.padEnd(26)}${value}`),
    ...violations
      .slice(0, most)
      .map(
        ({ kind, requestId, detail }) =>
          `  ${kind}: ${requestId === null ? '' : `request ${requestId}: `}${detail}`,
      ),
    ...(violations.length > most ? [`  and ${violations.length - most} more (--json has them all)`] : []),
  ].join('\n');
}
