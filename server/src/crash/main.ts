import { parseArgs } from 'node:util';
import { reportText } from './report-text.js';
import { runCrashTest } from './run-crash-test.js';

const usage = `Usage: npm run test:crash -- --kills N [--seconds-between S] [--json]

Kills the gateway, a subgraph, the audit log's integrator, its witness and PostgreSQL at random moments under load, lets them come up again, and compares every
byte that clients received with the audit log.

--kills N             how often something is killed
--seconds-between S   average pause between two kills (3 when not given)
--json                one object on standard output

Ends with 0 when all that was received is on record exactly once, 1 when not, 2 for a command that cannot be read.`;

process.exitCode = await main();

async function main(): Promise<number> {
  const given = readArguments();
  if (typeof given === 'string') {
    console.error(given);
    return 2;
  }
  try {
    const report = await runCrashTest({
      kills: given.kills,
      secondsBetween: given.secondsBetween,
      onProgress: (line) => console.error(line),
    });
    console.log(given.json ? JSON.stringify(report) : reportText(report));
    return report.violations.length === 0 ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

/** How often to kill, or why the command line cannot be read. */
function readArguments() {
  const options = {
    kills: { type: 'string' },
    'seconds-between': { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
  } as const;
  try {
    const { values } = parseArgs({ options });
    const kills = Number(values.kills);
    const secondsBetween = Number(values['seconds-between']);
    if (!Number.isSafeInteger(kills) || kills < 1)
      return `--kills must be a whole number of 1 or more.\n\n${usage}`;
    if (!(secondsBetween >= 0 && secondsBetween <= 3_600)) {
      return `--seconds-between must be a number of seconds, an hour at most.\n\n${usage}`;
    }
    return { kills, secondsBetween, json: values.json };
  } catch (error) {
    return `${error instanceof Error ? error.message : 'Cannot read the command line'}\n\n${usage}`;
  }
}
