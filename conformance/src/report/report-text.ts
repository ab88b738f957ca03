import type { PartReport, Table } from './part-report.js';

const widestCell = 110;

/** One part as text: its table, single findings, and what was expected. */
export function partText(report: PartReport): string {
  const { title, table, findings, expectations, durationMs } = report;
  return [
    '',
    `${title} (${seconds(durationMs)})`,
    '',
    ...tableLines(table),
    ...(findings.length === 0 ? [] : ['', ...findings.map((finding) => `  ${finding}`)]),
    '',
    ...expectations.map(({ what, found, holds }) => `  ${holds ? 'ok  ' : 'FAIL'} ${what}: ${found}`),
  ].join('\n');
}

/** How all parts ended, one line each. */
export function summaryText(reports: readonly PartReport[]): string {
  const rows = reports.map(({ title, expectations, durationMs }) => {
    const failed = expectations.filter(({ holds }) => !holds).length;
    return [
      title,
      String(expectations.length),
      failed === 0 ? 'all hold' : `${failed} FAIL`,
      seconds(durationMs),
    ];
  });
  return ['', ...tableLines({ columns: ['Part', 'Expectations', 'Outcome', 'Time'], rows })].join('\n');
}

function tableLines({ columns, rows }: Table): string[] {
  const cut = (cell: string) => (cell.length <= widestCell ? cell : `${cell.slice(0, widestCell - 1)}…`);
  const lines = [columns, ...rows].map((line) => line.map(cut));
  const widths = columns.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  const text = (line: readonly string[]) =>
    `  ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd();
  const [head = [], ...body] = lines;
  return [text(head), text(widths.map((width) => '─'.repeat(width))), ...body.map(text)];
}

function seconds(durationMs: number): string {
  return `${(durationMs / 1000).toFixed(1)} s`;
}
