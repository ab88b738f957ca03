import { checkBreaking, checkSupergraph, describeProblem, writeSupergraph } from '@bankgraph/schema';

/** What a command prints, and whether it failed. */
export interface Report {
  readonly text: string;
  readonly failed: boolean;
}

/** Composes the authored SDL and writes the supergraph where it differs. */
export function composeReport(): Report {
  const found = writeSupergraph();
  if (found.state === 'invalid')
    return { text: found.problems.map(describeProblem).join('\n'), failed: true };
  if (found.state === 'current') return { text: 'The supergraph is up to date.', failed: false };
  return { text: `Composed ${found.files.map((file) => `schema/${file}`).join(', ')}.`, failed: false };
}

/** Whether the committed supergraph is the composed one and, against a revision, whether clients would break. */
export async function checkReport(options: {
  readonly against?: string;
  readonly json: boolean;
}): Promise<Report> {
  const supergraph = checkSupergraph();
  const breaking =
    options.against === undefined || supergraph.state === 'invalid'
      ? null
      : await checkBreaking(options.against);
  const failed = supergraph.state !== 'current' || breaking?.exitCode === 1;
  if (options.json) return { text: JSON.stringify({ supergraph, breaking }, null, 2), failed };
  const lines: string[] = [];
  if (supergraph.state === 'invalid') lines.push(...supergraph.problems.map(describeProblem));
  else if (supergraph.state === 'stale') {
    lines.push(
      `Stale: ${supergraph.files.map((file) => `schema/${file}`).join(', ')}. Run: npx bankgraph schema compose`,
    );
  } else lines.push('The committed supergraph is what the authored SDL composes to.');
  for (const change of breaking?.changes ?? []) {
    lines.push(
      `${change.level.padEnd(9)} ${change.message}${change.reason === undefined ? '' : ` (${change.reason})`}`,
    );
  }
  if (breaking !== null && breaking.changes.length === 0)
    lines.push(`Nothing has changed for clients since ${breaking.ref}.`);
  return { text: lines.join('\n'), failed };
}
