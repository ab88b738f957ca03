import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { auditText } from './audit/audit-text.js';
import { measureAudit } from './audit/measure-audit.js';
import { contextText } from './context/context-text.js';
import { measureContext } from './context/measure-context.js';
import { federationChart } from './federation/federation-chart.js';
import { federationText } from './federation/federation-text.js';
import { measureFederation } from './federation/measure-federation.js';
import { growthText } from './growth/growth-text.js';
import { measureGrowth } from './growth/measure-growth.js';
import { lineageText } from './lineage/lineage-text.js';
import { measureLineage } from './lineage/measure-lineage.js';
import { measureOperations } from './operations/measure-operations.js';
import { operationsText } from './operations/operations-text.js';
import { measurePolicy } from './policy/measure-policy.js';
import { policyText } from './policy/policy-text.js';
import { progress } from './progress.js';
import { measureReload } from './reload/measure-reload.js';
import { reloadText } from './reload/reload-text.js';
import { measureSubscriptions } from './subscriptions/measure-subscriptions.js';
import { subscriptionsText } from './subscriptions/subscriptions-text.js';
import { measureTippingOff } from './tipping-off/measure-tipping-off.js';
import { tippingOffText } from './tipping-off/tipping-off-text.js';

const usage = `Usage: npm run bench -- NAME [--json] [--quick] [--profile FILE]

  audit         durable field records a second; throughput with the audit log over throughput without; proofs; growth
  context       throughput of the channel context, with policies and audit log, over that of a backend written by hand
  federation    throughput of federated execution over that of other gateways on Node; installs those the first time
  growth        processor time for a row, over 10 to 10,000 rows of the bank's own lists, and where it goes
  lineage       lineage over 100,000 decisions, and a page of a timeline of 10,000, at the database
  operations    memory of the gateway after 100,000 different operations
  policy        throughput with policies over throughput without
  reload        what clients notice when the gateway takes over another supergraph under load
  subscriptions what an open subscription takes, and how long an event is on its way
  tipping-off   whether the time of an answer tells that a report was filed

--json    one object on standard output
--quick   a run of seconds that shows that the measurement works; its figures say nothing
--profile with growth: a file for its CPU profile, of which flame graphs are drawn (NAME.cpuprofile)`;

const benchmarks = {
  audit: async (quick: boolean) => {
    const report = await measureAudit({ quick }, progress(process.stderr));
    return { report, text: auditText(report) };
  },
  context: async (quick: boolean) => {
    const report = await measureContext({ quick }, progress(process.stderr));
    return { report, text: contextText(report) };
  },
  federation: async (quick: boolean) => {
    const report = await measureFederation({ quick }, progress(process.stderr));
    // Figures that say nothing are not drawn.
    if (!quick) await writeFile(new URL('../federation.svg', import.meta.url), federationChart(report));
    return { report, text: federationText(report) };
  },
  growth: async (quick: boolean, profile: string | null) => {
    const report = await measureGrowth({ quick, profile }, progress(process.stderr));
    return { report, text: growthText(report) };
  },
  lineage: async (quick: boolean) => {
    const report = await measureLineage({ quick }, progress(process.stderr));
    return { report, text: lineageText(report) };
  },
  operations: async (quick: boolean) => {
    const report = await measureOperations({ quick }, progress(process.stderr));
    return { report, text: operationsText(report) };
  },
  policy: async (quick: boolean) => {
    const report = await measurePolicy({ quick }, progress(process.stderr));
    return { report, text: policyText(report) };
  },
  reload: async (quick: boolean) => {
    const report = await measureReload({ quick }, progress(process.stderr));
    return { report, text: reloadText(report) };
  },
  subscriptions: async (quick: boolean) => {
    const report = await measureSubscriptions({ quick }, progress(process.stderr));
    return { report, text: subscriptionsText(report) };
  },
  'tipping-off': async (quick: boolean) => {
    const report = await measureTippingOff({ quick }, progress(process.stderr));
    return { report, text: tippingOffText(report) };
  },
} as const;

process.exitCode = await main();

/** Ends with 0 when a report was printed, 1 when an answer was wrong, 2 for a command that cannot be read. */
async function main(): Promise<number> {
  const given = readArguments();
  if (typeof given === 'string') {
    console.error(given);
    return 2;
  }
  try {
    const { report, text } = await benchmarks[given.name](given.quick, given.profile);
    console.log(given.json ? JSON.stringify(report) : text);
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

/** What to measure, or why the command line cannot be read. */
function readArguments() {
  const options = {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    profile: { type: 'string' },
  } as const;
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const [name = '', ...more] = positionals;
    if (!isBenchmark(name) || more.length > 0) return usage;
    if (values.profile !== undefined && name !== 'growth') return usage;
    return { ...values, name, profile: values.profile === undefined ? null : resolve(values.profile) };
  } catch (error) {
    return `${error instanceof Error ? error.message : 'Cannot read the command line'}\n\n${usage}`;
  }
}

function isBenchmark(name: string): name is keyof typeof benchmarks {
  return Object.hasOwn(benchmarks, name);
}
