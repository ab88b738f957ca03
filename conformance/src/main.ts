import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { UnusableInput } from './published-data.js';
import { progressLine } from './report/progress.js';
import { partText, summaryText } from './report/report-text.js';
import { allHold, type PartName, partNames, runConformance } from './run-conformance.js';

const usage = `Usage: npm run conformance -- DIR [--json] [--only ${partNames.join(',')}]

Runs the sandbox and the adapters against the published input in DIR (conformance/README.md says what must lie there).
Ends with 0 when everything holds, 1 when something does not, 2 when it cannot run.`;

process.exitCode = await main().catch((error: unknown) => {
  if (!(error instanceof UnusableInput)) throw error;
  console.error(error.message);
  return 2;
});

async function main(): Promise<number> {
  const given = readArguments();
  if (typeof given === 'string') {
    console.error(given);
    return 2;
  }
  const { folder, json, only } = given;
  const { progress, end } = progressLine(process.stderr);
  const reports = await runConformance({
    folder,
    policies: fileURLToPath(new URL('../../policies', import.meta.url)),
    only,
    onProgress: progress,
    onPart: (report) => {
      end();
      if (!json) console.log(partText(report));
    },
  });
  const passed = allHold(reports);
  console.log(json ? JSON.stringify({ passed, parts: reports }, null, 2) : summaryText(reports));
  return passed ? 0 : 1;
}

/** What to run, or why the command line cannot be read. */
function readArguments() {
  const options = { json: { type: 'boolean' }, only: { type: 'string' }, help: { type: 'boolean' } } as const;
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const [folder, ...more] = positionals;
    const only = (values.only?.split(',') ?? partNames) as PartName[];
    const strange = only.filter((part) => !partNames.includes(part));
    if (folder === undefined || more.length > 0 || values.help) return usage;
    if (strange.length > 0) return `No part ${strange.join(', ')}.\n${usage}`;
    return { folder, json: values.json ?? false, only };
  } catch (error) {
    return `${error instanceof Error ? error.message : 'Cannot read the command line'}\n${usage}`;
  }
}
