import type { MatrixCell, MatrixRow } from '@bankgraph/authorization';
import { roles } from '@bankgraph/identity';
import { escapeHtml } from './escape-html.js';

const signs: Readonly<Record<MatrixCell['extent'], string>> = {
  full: '●',
  conditional: '◐',
  masked: '▒',
  none: '–',
};

/** The matrix as one HTML page that needs nothing else: it may be mailed to a reviewer and opened offline. */
export function policyMatrixPage(version: string, rows: readonly MatrixRow[]): string {
  const subgraphs = [...new Set(rows.map((row) => row.subgraph))];
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Bankgraph: who sees what (policies ${escapeHtml(version)})</title>
<style>
  :root { color-scheme: light dark; --line: #8884; --soft: #8882; }
  body { font: 14px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 96rem; padding: 0 1rem; }
  h2 { margin-top: 2.5rem; }
  table { border-collapse: collapse; width: 100%; }
  th, td { border-bottom: 1px solid var(--line); padding: .3rem .4rem; text-align: center; vertical-align: top; }
  thead th { position: sticky; top: 0; background: Canvas; font-weight: 600; }
  th[scope=row] { text-align: left; font-weight: 500; white-space: nowrap; }
  td.none { color: #8888; }
  td details > summary { cursor: pointer; list-style: none; }
  td ul { text-align: left; margin: .3rem 0 0; padding-left: 1rem; font-size: 12px; min-width: 9rem; }
  .class { font-size: 11px; padding: 0 .3rem; border-radius: .5rem; background: var(--soft); }
  .class.restricted { background: #c003; }
  .because { display: block; font-size: 12px; opacity: .7; white-space: normal; max-width: 24rem; }
  nav a { margin-right: .8rem; }
</style>
<h1>Who sees what</h1>
<p>Policies <code>${escapeHtml(version)}</code>. ● full · ◐ under conditions (open the cell) · ▒ never more than masked · – looks
exactly like no data. A type without a field stands for its rows: which of them exist at all for the role.</p>
<nav>${subgraphs.map((name) => `<a href="#${escapeHtml(name)}">${escapeHtml(name)}</a>`).join('')}</nav>
${subgraphs
  .map((name) =>
    tableOf(
      name,
      rows.filter((row) => row.subgraph === name),
    ),
  )
  .join('\n')}
</html>
`;
}

function tableOf(subgraph: string, rows: readonly MatrixRow[]): string {
  return `<h2 id="${escapeHtml(subgraph)}">${escapeHtml(subgraph)}</h2>
<table>
<thead><tr><th></th>${roles.map((role) => `<th scope="col">${escapeHtml(role)}</th>`).join('')}</tr></thead>
<tbody>
${rows.map(rowOf).join('\n')}
</tbody>
</table>`;
}

function rowOf(row: MatrixRow): string {
  const head = `<th scope="row"><code title="${escapeHtml(row.source)}">${escapeHtml(row.field)}</code> <span class="class ${row.class}">${row.class}</span><span class="because">${escapeHtml(row.because)}</span></th>`;
  return `<tr>${head}${row.cells.map(cellOf).join('')}</tr>`;
}

function cellOf(cell: MatrixCell): string {
  if (cell.extent === 'none') return '<td class="none">–</td>';
  const lines = cell.lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('');
  return `<td><details><summary>${signs[cell.extent]}</summary><ul>${lines}</ul></details></td>`;
}
