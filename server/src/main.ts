import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type ErasureGround, erasureGrounds, type RecordFilter } from '@bankgraph/audit-log';
import { PolicyFaults } from '@bankgraph/authorization';
import { pairwiseIdsOf } from '@bankgraph/gateway';
import { subgraphKey } from '@bankgraph/identity';
import { usesKeptDays } from '@bankgraph/operation-registry';
import { type ClientClass, isSubgraphName, SUBGRAPH_NAMES } from '@bankgraph/schema';
import { Command, InvalidArgumentError, Option } from 'commander';
import { type Logger, pino } from 'pino';
import {
  type AuditReading,
  auditKeyKeeperUrl,
  auditKeysFile,
  auditReaderUrl,
  auditReading,
  auditVerifiersFile,
  deadLetterUrls,
  eventKeeperUrl,
  eventSender,
  eventsDesk,
  ledgerReaderUrl,
  operationsDesk,
  relationshipUrls,
} from './asked-databases.js';
import { ensureAuditTreeFiles } from './audit-tree-files.js';
import type { QueryOptions } from './commands/asked-operation.js';
import { holdReport, holdsReport, releaseReport } from './commands/audit-hold.js';
import { type ErasingKeeper, eraseReport, rotateKeysReport } from './commands/audit-keys.js';
import { proveAudit } from './commands/audit-prove.js';
import { searchAudit } from './commands/audit-search.js';
import { auditStatusReport } from './commands/audit-status.js';
import { recordAsText, tailAudit } from './commands/audit-tail.js';
import { verifyAuditReport } from './commands/audit-verify.js';
import { verifyBundleReport } from './commands/audit-verify-bundle.js';
import { demoWorkflows, workflowNumbers } from './commands/demo-workflows.js';
import { eventReport, eventsReport, replayReport } from './commands/events.js';
import { discardedReport, discardReport, expireReport } from './commands/events-remove.js';
import { type ExportOptions, exportReport } from './commands/export.js';
import { serveSupergraph } from './commands/gateway.js';
import type { KeyKeeper } from './commands/keep-keys.js';
import { verifyLineageReport } from './commands/lineage-verify.js';
import { listeningHint } from './commands/listening-hint.js';
import { ocsfEvent } from './commands/ocsf-event.js';
import { publishReport, retireReport } from './commands/operations-publish.js';
import { diffReport, listReport, showReport } from './commands/operations-show.js';
import { statsReport } from './commands/operations-stats.js';
import { checkPolicies, matrixAsText, matrixOf } from './commands/policy.js';
import { policyDiffReport } from './commands/policy-diff.js';
import { type ExplainOptions, policyExplainReport } from './commands/policy-explain.js';
import { policySimulateReport } from './commands/policy-simulate.js';
import { count } from './commands/policy-words.js';
import { querySandbox } from './commands/query.js';
import { misbehaviours, orderMisbehaviour } from './commands/sandbox.js';
import { type SandboxEvent, sandboxEvents, sendEvent } from './commands/sandbox-send.js';
import { checkReport, composeReport, type Report } from './commands/schema.js';
import { start } from './commands/start.js';
import { subscribeSandbox } from './commands/subscribe.js';
import { sandboxToken } from './commands/token.js';
import { auditTreeParts, ConfigurationFaults, readBaseConfiguration, type Served } from './configuration.js';
import { contextSecretOf, readRunning } from './data-folder.js';
import { defaultCustomers, sandboxSeed } from './embedded-bank.js';
import { greeting } from './greeting.js';
import { policyMatrixPage } from './policy-matrix-page.js';
import { prepareDatabases } from './prepare-databases.js';
import { policiesFolder } from './project-folder.js';
import { terminal } from './terminal.js';
import { isWorker, startWorkers, tellReady } from './workers.js';

const program = new Command('bankgraph')
  .description('One governed customer graph over the systems a bank already has.')
  .showHelpAfterError();

const wholeNumber = (text: string): number => {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1)
    throw new InvalidArgumentError('It must be a whole number of 1 or more.');
  return number;
};

program
  .command('start')
  .description('start everything with a sandbox bank, or one part of a distributed graph')
  .addOption(
    new Option('--serve <part>', 'what this process serves')
      .choices(['all', 'gateway', ...SUBGRAPH_NAMES, 'events', ...auditTreeParts])
      .default('all'),
  )
  .option('--dev', 'loosen for development: GraphiQL, introspection', false)
  .option(
    '--supergraph <file>',
    "the gateway's supergraph, served anew on SIGHUP (default: the committed one)",
  )
  .option('--workers <n>', 'processes that answer requests together, for several cores', wholeNumber, 1)
  .option('--fresh', 'start over: remove databases, keys and secrets of earlier starts', false)
  .option('--customers <n>', 'how many customers the sandbox bank has', wholeNumber)
  .option(
    '--watchlist <folder>',
    'published watchlists for the screening service (ofac-sdn.csv, ofac-alt.csv, *.ftm.json)',
  )
  .addOption(
    new Option(
      '--ad-hoc <classes...>',
      'classes of clients that may send any operation, not only agreed ones (default: frontend with --serve all, else none)',
    ).choices(['frontend', 'channel']),
  )
  .option('--apq', 'channels may register operations by themselves; needs --ad-hoc channel', false)
  .option('--json', 'log lines and addresses as JSON', false)
  .action(
    async (options: {
      serve: Served;
      adHoc?: ClientClass[];
      apq: boolean;
      dev: boolean;
      supergraph?: string;
      workers: number;
      fresh: boolean;
      customers?: number;
      watchlist?: string;
      json: boolean;
    }) => {
      const base = readBaseConfiguration(process.env);
      const level = options.json || options.serve !== 'all' ? 'info' : 'warn';
      const logger = pino({ level }, pino.destination({ dest: 2, sync: true }));
      const began = performance.now();
      const started = await start(base, {
        ...options,
        logger,
        terminal: terminal(),
        environment: process.env,
      });
      stopOnSignal(started.close);
      if (isWorker()) {
        tellReady({ url: started.url });
        return;
      }
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      if (options.json) console.log(JSON.stringify({ url: started.url, seconds: Number(seconds) }));
      else if (started.url === null) console.log(`${options.serve} is ready`);
      else if (started.bank === null) console.log(`${options.serve} is ready at ${started.url}`);
      else console.log(greeting(started.url, started.bank, { dev: options.dev, seconds }));
    },
  );

program
  .command('gateway')
  .description(
    'serve any Federation 2 supergraph over HTTP subgraphs, without the policies: nobody is identified, nothing is recorded',
  )
  .requiredOption('--supergraph <file>', 'composed supergraph; served anew whenever the file changes')
  .option('--port <n>', 'port to listen on (default: PORT, or 4000)', wholeNumber)
  .option('--forward <headers...>', 'headers of clients that subgraphs get', ['authorization'])
  .option('--workers <n>', 'processes that share the port', wholeNumber, 1)
  .option('--dev', 'loosen for development: GraphiQL, introspection', false)
  .option('--json', 'log lines and address as JSON', false)
  .action(
    async (options: {
      supergraph: string;
      port?: number;
      forward: string[];
      workers: number;
      dev: boolean;
      json: boolean;
    }) => {
      const { host, port, deadlines } = readBaseConfiguration(process.env);
      const logger = pino(
        { level: options.json ? 'info' : 'warn' },
        pino.destination({ dest: 2, sync: true }),
      );
      const served = await serveAlone(options.workers, logger, () =>
        serveSupergraph({ host, ...deadlines, ...options, port: options.port ?? port, logger }),
      );
      if (served === null) return;
      if (options.json) console.log(JSON.stringify({ url: served.url }));
      else {
        console.log(`The supergraph ${options.supergraph} is served at ${served.url}`);
        console.log('It is served anew when the file changes, or on SIGHUP. Ctrl-C stops it.');
      }
    },
  );

program
  .command('token')
  .description("print a token of the running sandbox's issuer")
  .requiredOption('--role <role>', 'role of the person or program')
  .option('--purpose <term>', 'declared purpose, a W3C DPV term')
  .option('--customer <id>', 'customer number, for the role customer')
  .option('--sub <id>', 'who it is, for example S-frontline-agent-2')
  .option('--client <id>', 'OAuth client')
  .option('--expires-in <seconds>', 'life of the token', wholeNumber)
  .action(async (options) => {
    console.log(await sandboxToken(readBaseConfiguration(process.env).dataFolder, options));
  });

program
  .command('query')
  .description('ask the running server the operation in a file (-: standard input) and print the answer')
  .argument('<file>')
  .requiredOption('--role <role>', 'role of the person or program')
  .option('--purpose <term>', 'declared purpose, a W3C DPV term')
  .option('--customer <id>', 'customer number, for the role customer')
  .option('--sub <id>', 'who it is')
  .option('--client <id>', 'OAuth client')
  .option('--variables <json>', 'variables of the operation')
  .action(async (file: string, options) => {
    const { body, agreed } = await querySandbox(readBaseConfiguration(process.env).dataFolder, file, options);
    console.log(JSON.stringify(body, null, 2));
    if (options.purpose === undefined && options.role !== 'customer' && !agreed) {
      console.error(
        'No purpose was declared, so staff and partners see class public only. Try: --purpose CustomerCare',
      );
    }
    if (body.data === undefined) process.exitCode = 1;
  });

program
  .command('subscribe')
  .description(
    'listen to the subscription in a file (-: standard input) and print each payload; goes on by itself after a break',
  )
  .argument('<file>')
  .requiredOption('--role <role>', 'role of the person or program')
  .option('--purpose <term>', 'declared purpose, a W3C DPV term')
  .option('--customer <id>', 'customer number, for the role customer')
  .option('--sub <id>', 'who it is')
  .option('--client <id>', 'OAuth client')
  .option('--variables <json>', 'variables of the operation')
  .option('--json', 'one payload a line, as it came', false)
  .action(async (file: string, { json, ...options }: QueryOptions & { readonly json: boolean }) => {
    const stopped = new AbortController();
    process.once('SIGINT', () => stopped.abort());
    // Whoever reads has seen enough.
    process.stdout.once('error', () => stopped.abort());
    const ended = await subscribeSandbox(
      readBaseConfiguration(process.env).dataFolder,
      file,
      options,
      {
        opened: (how) => console.error(how === 'first' ? listeningHint(options) : `Listening again, ${how}.`),
        told: (payload) => {
          // Positions are for programs: this one goes on by itself.
          const { extensions: _, ...shown } = payload;
          console.log(json ? JSON.stringify(payload) : JSON.stringify(shown, null, 2));
        },
        broken: (reason) =>
          console.error(`Broken off (${reason}). It goes on as soon as the server is back.`),
      },
      stopped.signal,
    );
    if (ended === null) return;
    console.error(ended.code === null ? ended.message : `${ended.code}: ${ended.message}`);
    process.exitCode = 1;
  });

const exported = program
  .command('export')
  .description('take decisions out of the running server as a file; that somebody does is on record');
const exportOptions = (command: Command) =>
  command
    .addOption(
      new Option('--format <format>', 'PROV-JSON, or a page to print')
        .choices(['prov', 'html'])
        .makeOptionMandatory(),
    )
    .requiredOption('--role <role>', 'role of the person')
    .option('--purpose <term>', 'declared purpose, a W3C DPV term')
    .option('--sub <id>', 'who it is')
    .option('--open-only', 'leave out what would need a second person to agree', false);
exportOptions(exported.command('case'))
  .description('all decisions about a customer, or those of one case with what led to them')
  .argument('<customer>', 'customer number')
  .option('--case <id>', 'number of the case')
  .action(async (customerId: string, { case: caseId, ...options }: ExportOptions & { case?: string }) => {
    const { dataFolder } = readBaseConfiguration(process.env);
    process.stdout.write(await exportReport(dataFolder, { customerId, caseId: caseId ?? null }, options));
  });
exportOptions(exported.command('decision'))
  .description('one decision, and those that led to it')
  .argument('<id>', 'number of the decision')
  .action(async (decisionId: string, options: ExportOptions) => {
    const { dataFolder } = readBaseConfiguration(process.env);
    process.stdout.write(await exportReport(dataFolder, { decisionId }, options));
  });

const policy = program.command('policy').description('read and check the policies');
policy
  .command('check')
  .description(
    'every field has a policy, every name exists, every table beside the policies holds and would notice a change',
  )
  .option('--json', 'print the result as JSON', false)
  .action(async ({ json }: { json: boolean }) => {
    const result = await checkPolicies(policiesFolder);
    const failed = result.faults.length + result.unmet.length + result.untested.length > 0;
    if (json) console.log(JSON.stringify(result, null, 2));
    else {
      for (const fault of result.faults)
        console.error(`policies/${fault.file}:${fault.line}: ${fault.message}`);
      for (const { file, test, field, role, purpose, expected, found } of result.unmet) {
        console.error(
          `policies/${file}: "${test}": ${field} for ${role} (${purpose ?? 'no purpose'}): expected ${expected}, found ${found}`,
        );
      }
      for (const sentence of result.untested) console.error(sentence);
      if (!failed)
        console.log(
          `Policies ${result.version}: ${result.fields} fields covered, ${result.decisions} decisions as expected, ${result.noticed} small changes of policies and roles tried and noticed by a table.`,
        );
    }
    if (failed) process.exitCode = 1;
  });
policy
  .command('matrix')
  .description('who sees what: role by field, as a table or as a page to pass on')
  .option('--html <file>', 'write a page that needs nothing else')
  .option('--subgraph <name>', 'only this subgraph')
  .option('--json', 'print as JSON', false)
  .action(async (options: { html?: string; subgraph?: string; json: boolean }) => {
    const { version, rows } = await matrixOf(policiesFolder);
    const chosen = rows.filter((row) => options.subgraph === undefined || row.subgraph === options.subgraph);
    if (chosen.length === 0)
      throw new Error(`There is no subgraph ${options.subgraph}. There are: ${SUBGRAPH_NAMES.join(', ')}.`);
    if (options.html !== undefined) {
      await writeFile(options.html, policyMatrixPage(version, chosen));
      console.log(`Wrote ${options.html}: open it in a browser.`);
    } else
      console.log(options.json ? JSON.stringify({ version, rows: chosen }, null, 2) : matrixAsText(chosen));
  });
policy
  .command('diff')
  .description('which role gains or loses which field, compared with a git revision')
  .argument('<ref>', 'branch, tag or commit')
  .option('--json', 'print as JSON, every field by itself', false)
  .action(async (ref: string, options: { json: boolean }) =>
    print(await policyDiffReport(policiesFolder, ref, options)),
  );
policy
  .command('simulate')
  .description('recorded operations against changed policies: what would be newly visible or newly hidden')
  .option('--from <ref>', 'revision of the policies under which they were recorded', 'HEAD')
  .option(
    '--last <n>',
    'only the newest records (one is one operation on the data of one customer)',
    wholeNumber,
  )
  .option('--json', 'print as JSON', false)
  .action(async (options: { from: string; last?: number; json: boolean }) => {
    const { dataFolder } = readBaseConfiguration(process.env);
    const auditReader = await auditReaderUrl(process.env, dataFolder);
    const auditKeys = await auditKeysFile(process.env, dataFolder);
    const began = performance.now();
    let told = false;
    const onProgress = (records: number) => {
      if (performance.now() - began < 2_000) return;
      process.stderr.write(`\r${records} records read`);
      told = true;
    };
    const report = await policySimulateReport({
      ...options,
      folder: policiesFolder,
      auditReader,
      auditKeys,
      onProgress,
    });
    if (told) process.stderr.write('\n');
    print(report);
  });
policy
  .command('explain')
  .description('why somebody sees, or does not see, a field; what is not said is left open')
  .argument('<field>', 'Type.field, or Type for its rows')
  .requiredOption('--role <role>', 'role of the person or program')
  .option('--purpose <term>', 'declared purpose, a W3C DPV term')
  .option('--customer <id>', 'whose data it is')
  .option('--account <id>', 'account that it belongs to (none: to no account)')
  .option('--case <id>', 'case that it belongs to (none: to no case)')
  .option('--as <id>', "number of the member of staff or customer who asks, or the partner's client")
  .option('--row <json>', 'the row, for conditions that look at it')
  .option(
    '--given <condition>',
    'a condition that holds, or "not ..." for one that does not; may be repeated, and nothing is looked up then',
    (text: string, others: readonly string[]) => [...others, text],
    [] as readonly string[],
  )
  .option('--json', 'print as JSON', false)
  .action(async (field: string, options: ExplainOptions) => {
    const urls = await relationshipUrls(process.env, readBaseConfiguration(process.env).dataFolder);
    print(await policyExplainReport(policiesFolder, field, options, urls));
  });

/** What of the audit log a command shows. */
interface GivenFilter {
  readonly customer?: string;
  readonly from?: Date;
  readonly to?: Date;
  readonly purpose?: string;
  readonly role?: string;
  readonly actor?: string;
  readonly field?: string;
  readonly request?: string;
}

interface GivenSearch extends GivenFilter {
  readonly limit: number;
  readonly json: boolean;
  readonly onHold: boolean;
}

const onHoldMeans = "with the key keeper's login, also those whose erasure waits for a legal hold";

/** Where records are read from: of those restricted only the key keeper may. */
async function readingRecords(onHold: boolean): Promise<AuditReading> {
  const { dataFolder } = readBaseConfiguration(process.env);
  if (!onHold) return auditReading(process.env, dataFolder);
  const url = await auditKeyKeeperUrl(process.env, dataFolder);
  return { url, auditWriter: url, auditKeys: await auditKeysFile(process.env, dataFolder) };
}

function recordFilter({ customer, request, ...rest }: GivenFilter): RecordFilter {
  return {
    ...rest,
    ...(customer === undefined ? {} : { subject: customer }),
    ...(request === undefined ? {} : { requestId: request }),
  };
}

function pointInTime(text: string): Date {
  const time = new Date(text);
  if (Number.isNaN(time.getTime()))
    throw new InvalidArgumentError('It must be an ISO 8601 time, for example 2026-06-30T12:00:00Z.');
  return time;
}

const audit = program.command('audit').description('read the audit log');
audit
  .command('tail')
  .description('print records as they come; that somebody reads them is recorded first')
  .option('--no-follow', 'stop at the end of the log')
  .option(
    '--since <time>',
    'records of this time or later (ISO 8601); the last minute when following',
    pointInTime,
  )
  .option('--json', 'one JSON object a line', false)
  .action(async (options: { follow: boolean; since?: Date; json: boolean }) => {
    const reading = await auditReading(process.env, readBaseConfiguration(process.env).dataFolder);
    const stopped = new AbortController();
    process.once('SIGINT', () => stopped.abort());
    const since = options.since ?? (options.follow ? new Date(Date.now() - 60_000) : undefined);
    const records = tailAudit({
      ...reading,
      follow: options.follow,
      signal: stopped.signal,
      ...(since === undefined ? {} : { since }),
    });
    for await (const record of records)
      console.log(options.json ? JSON.stringify(record) : recordAsText(record));
  });

audit
  .command('search')
  .description(
    'who saw what of whom, when and for what purpose; the newest first. That somebody searches is recorded first',
  )
  .option('--customer <id>', 'whose data it is')
  .option('--from <time>', 'of this time or later (ISO 8601)', pointInTime)
  .option('--to <time>', 'before this time (ISO 8601)', pointInTime)
  .option('--purpose <term>', 'declared purpose, a W3C DPV term')
  .option('--role <role>', 'a role of who asked')
  .option('--actor <id>', 'who asked')
  .option('--field <field>', 'Type.field that was shown, masked or refused')
  .option('--request <id>', 'what the client was told as x-request-id')
  .option('--limit <n>', 'at most so many records', wholeNumber, 100)
  .option('--json', 'one JSON object a line', false)
  .option('--on-hold', onHoldMeans, false)
  .action(async ({ limit, json, onHold, ...given }: GivenSearch) => {
    const reading = await readingRecords(onHold);
    const found = searchAudit({
      ...reading,
      command: onHold ? 'audit search --on-hold' : 'audit search',
      filter: recordFilter(given),
      order: 'newest first',
    });
    let shown = 0;
    for await (const record of found) {
      if (shown === limit) {
        console.error(`There are more than these ${limit}: --limit shows more.`);
        return;
      }
      shown += 1;
      console.log(json ? JSON.stringify(record) : recordAsText(record));
    }
    console.error(`${count(shown, 'record')}.`);
  });

audit
  .command('export')
  .description('write records as JSON lines, the oldest first. That somebody does is recorded first')
  .addOption(new Option('--format <format>', 'of the lines').choices(['ocsf']).makeOptionMandatory())
  .option('--customer <id>', 'whose data it is')
  .option('--from <time>', 'of this time or later (ISO 8601)', pointInTime)
  .option('--to <time>', 'before this time (ISO 8601)', pointInTime)
  .option('--on-hold', onHoldMeans, false)
  .action(async (given: GivenFilter & { format: 'ocsf'; onHold: boolean }) => {
    const { format: _, onHold, ...filter } = given;
    const reading = await readingRecords(onHold);
    const found = searchAudit({
      ...reading,
      command: onHold ? 'audit export --on-hold' : 'audit export',
      filter: recordFilter(filter),
      order: 'oldest first',
    });
    const began = performance.now();
    let written = 0;
    let told = 0;
    const lines = async function* () {
      for await (const record of found) {
        yield `${JSON.stringify(ocsfEvent(record))}\n`;
        written += 1;
        if (performance.now() - began < 2_000 + 1_000 * told) continue;
        told += 1;
        process.stderr.write(`\r${written} records`);
      }
    };
    await pipeline(lines, process.stdout, { end: false }).catch((error: { code?: string }) => {
      // Whoever reads has seen enough.
      if (error.code !== 'EPIPE') throw error;
    });
    if (told > 0) process.stderr.write(`\r${written} records\n`);
  });

audit
  .command('verify')
  .description(
    'derive the log anew, chains and tree, and name every record that was changed, deleted or added',
  )
  .option(
    '--from <entry|time>',
    'only from this entry of the tree, or of this time (ISO 8601) or later',
    rangeEnd,
  )
  .option('--to <entry|time>', 'only before this entry of the tree, or before this time', rangeEnd)
  .option('--verifiers <file>', 'public keys of log and witness, a line each')
  .option('--witness <path>', "the witness's folder, or a copy of a checkpoint that it has signed")
  .option('--json', 'print the result as JSON', false)
  .action(async ({ json, from, to, ...given }: GivenVerify) => {
    const { dataFolder } = readBaseConfiguration(process.env);
    const url = await auditReaderUrl(process.env, dataFolder);
    const verifiers = given.verifiers ?? (await auditVerifiersFile(process.env, dataFolder));
    const witnessed =
      given.witness === undefined ? await ownWitness(dataFolder) : await checkpointAt(given.witness);
    const steps = terminal();
    steps.step('Verifying the audit log');
    const report = await verifyAuditReport({
      url,
      ...(verifiers === null ? {} : { verifiers: await readFile(verifiers, 'utf8') }),
      ...(witnessed === null ? {} : { witnessed }),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      json,
      onProgress: (done, total) => steps.progress(done, total),
    });
    steps.done();
    print(report);
  });

program
  .command('lineage')
  .description('look after the decision ledger')
  .command('verify')
  .description(
    'hold the ledger against the audit log, and name every decision that was changed, deleted or inserted',
  )
  .option('--json', 'print the result as JSON', false)
  .action(async ({ json }: { readonly json: boolean }) => {
    const { dataFolder } = readBaseConfiguration(process.env);
    const ledger = await ledgerReaderUrl(process.env, dataFolder);
    const auditLog = await auditReaderUrl(process.env, dataFolder);
    const steps = terminal();
    steps.step('Verifying the decision ledger');
    const report = await verifyLineageReport({
      ledger,
      audit: auditLog,
      json,
      onProgress: (done, total) => steps.progress(done, total),
    });
    steps.done();
    print(report);
  });

interface GivenVerify {
  readonly verifiers?: string;
  readonly witness?: string;
  readonly from?: number | Date;
  readonly to?: number | Date;
  readonly json: boolean;
}

/** An entry of the tree by its place, or a time. */
function rangeEnd(text: string): number | Date {
  return /^\d{1,15}$/.test(text) ? Number(text) : pointInTime(text);
}

/** What the witness of the running server remembers; null when there is none yet. */
async function ownWitness(dataFolder: string): Promise<string | null> {
  // Another log than that of the running server has another witness.
  if (process.env.AUDIT_READER_DATABASE_URL) return null;
  const { witnessFolder } = await readRunning(dataFolder);
  return readFile(join(witnessFolder, 'latest'), 'utf8').catch((error: { code?: string }) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
}

async function checkpointAt(path: string): Promise<string> {
  return readFile((await stat(path)).isDirectory() ? join(path, 'latest') : path, 'utf8');
}

audit
  .command('status')
  .description('how far tree and witness are behind the records; exit code 1 when more than a minute')
  .option('--json', 'print as JSON', false)
  .action(async ({ json }: { json: boolean }) => {
    const { dataFolder } = readBaseConfiguration(process.env);
    print(await auditStatusReport({ url: await auditReaderUrl(process.env, dataFolder), json }));
  });

audit
  .command('prove')
  .description('write a record with the proof that it is in the log; who takes it is recorded first')
  .argument('<entry>', 'id of the record, or its place in the tree', (text) => {
    if (/^\d{1,15}$/.test(text)) return Number(text);
    if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) return text;
    throw new InvalidArgumentError(
      'It must be the id of a record, as audit tail --json shows it, or a number.',
    );
  })
  .option('--out <file>', 'where to write it; - is standard output (audit-proof-INDEX.json when not given)')
  .action(async (record: string | number, { out }: { out?: string }) => {
    const reading = await auditReading(process.env, readBaseConfiguration(process.env).dataFolder);
    const bundle = await proveAudit({ ...reading, record });
    const text = JSON.stringify(bundle, null, 2);
    if (out === '-') return console.log(text);
    const file = out ?? `audit-proof-${bundle.index}.json`;
    await writeFile(file, `${text}\n`, { mode: 0o600 });
    console.log(`Wrote ${file}. Check it, without the log: npx bankgraph audit verify-bundle ${file}`);
  });

audit
  .command('verify-bundle')
  .description('check what audit prove has written; needs neither database nor server')
  .argument('<file>')
  .option('--verifiers <file>', 'public keys of log and witness, a line each')
  .option('--body <file>', 'body of an answer: is it the one on record?')
  .option('--json', 'print the result as JSON', false)
  .action(async (file: string, given: { verifiers?: string; body?: string; json: boolean }) => {
    const { dataFolder } = readBaseConfiguration(process.env);
    const verifiers = given.verifiers ?? (await auditVerifiersFile(process.env, dataFolder));
    if (verifiers === null) {
      throw new Error(
        'A bundle cannot vouch for its own keys: name the file of the public keys, which you have from the bank, with --verifiers.',
      );
    }
    print(
      verifyBundleReport({
        bundle: await readFile(file, 'utf8'),
        verifiers: await readFile(verifiers, 'utf8'),
        ...(given.body === undefined ? {} : { body: await readFile(given.body) }),
        json: given.json,
      }),
    );
  });

audit
  .command('erase')
  .description(
    'destroy the keys of customers: their records stay, and nobody can tell any more whose they are. It cannot be undone. Whoever is on legal hold is restricted now and erased when it has ended',
  )
  .argument('<customers...>', 'customer numbers')
  .addOption(
    new Option('--ground <ground>', 'why they are erased').choices([...erasureGrounds]).makeOptionMandatory(),
  )
  .option('--json', 'print the result as JSON', false)
  .action(async (customers: string[], { ground, json }: { ground: ErasureGround; json: boolean }) =>
    print(await withErasing('Erasing', json, (keeper) => eraseReport({ ...keeper, customers, ground }))),
  );

audit
  .command('hold')
  .description('put a customer on legal hold: they are not erased while it is in force. It is recorded')
  .argument('<customer>', 'customer number')
  .requiredOption('--reason <text>', 'what it is for; only the key keeper can read it', reason)
  .option('--until <time>', 'it ends by itself then (ISO 8601); else only by a release', pointInTime)
  .option('--json', 'print the result as JSON', false)
  .action(async (customer: string, { json, ...hold }: { reason: string; until?: Date; json: boolean }) =>
    print(await withKeys('Putting on hold', json, (keeper) => holdReport({ ...keeper, customer, ...hold }))),
  );

audit
  .command('release')
  .description('end a legal hold, and carry out the erasure that has waited for it. It is recorded')
  .argument('<customer>', 'customer number')
  .requiredOption('--reason <text>', 'why it has ended; only the key keeper can read it', reason)
  .option('--hold <id>', 'which, when several are in force')
  .option('--json', 'print the result as JSON', false)
  .action(async (customer: string, { json, ...release }: { reason: string; hold?: string; json: boolean }) =>
    print(
      await withErasing('Releasing', json, (keeper) => releaseReport({ ...keeper, customer, ...release })),
    ),
  );

audit
  .command('holds')
  .description('who is on legal hold, and whose erasure waits; that somebody looks is recorded first')
  .option('--json', 'print the result as JSON', false)
  .action(async ({ json }: { json: boolean }) =>
    print(await withKeys('Reading legal holds', json, holdsReport)),
  );

/** Of a hold, a release or what is discarded. */
function reason(text: string): string {
  const told = text.trim();
  if (told === '' || told.length > 500)
    throw new InvalidArgumentError('It must be a text of 1 to 500 characters.');
  return told;
}

audit
  .command('keys')
  .description('the keys that wrap the keys of data subjects')
  .command('rotate')
  .description(
    'wrap the key of every data subject under a new key-encryption key, and destroy those before; while the graph runs',
  )
  .option('--json', 'print the result as JSON', false)
  .action(async ({ json }: { json: boolean }) =>
    print(await withErasing('Wrapping the keys of data subjects anew', json, rotateKeysReport)),
  );

/** Runs a command of whoever keeps the audit log's keys, with its steps on standard error. */
async function withKeys(
  step: string,
  json: boolean,
  run: (keeper: KeyKeeper) => Promise<Report>,
): Promise<Report> {
  const { dataFolder } = readBaseConfiguration(process.env);
  const auditKeyKeeper = await auditKeyKeeperUrl(process.env, dataFolder);
  const auditKeys = await auditKeysFile(process.env, dataFolder);
  const steps = terminal();
  steps.step(step);
  const onProgress = (done: number, total: number) => steps.progress(done, total);
  const report = await run({ auditKeyKeeper, auditKeys, json, onProgress });
  steps.done();
  return report;
}

/** As `withKeys`, for what may erase somebody. */
async function withErasing(
  step: string,
  json: boolean,
  run: (keeper: ErasingKeeper) => Promise<Report>,
): Promise<Report> {
  const letters = await deadLetterUrls(process.env, readBaseConfiguration(process.env).dataFolder);
  return withKeys(step, json, (keeper) => run({ ...keeper, letters }));
}

const schema = program.command('schema').description('compose and check the contract');
schema
  .command('compose')
  .description('compose schema/subgraphs into schema/supergraph.graphql')
  .action(() => print(composeReport()));
schema
  .command('check')
  .description('the committed supergraph is the composed one; with --against, nothing breaks clients')
  .option('--against <ref>', 'a git revision to compare with')
  .option('--json', 'print the result as JSON', false)
  .action(async (options: { against?: string; json: boolean }) => print(await checkReport(options)));

const operations = program
  .command('operations')
  .description('operations that are agreed with clients: publish, look, retire');

/** Where agreed operations are published and read. */
const desk = () => operationsDesk(process.env, readBaseConfiguration(process.env));

operations
  .command('publish')
  .description(
    'check schema/operations against schema, policies and limits, sign it and publish it; gateways take it up within seconds',
  )
  .option('--dry-run', 'check and tell, and publish nothing', false)
  .option('--client <id>', "with --manifest: the client, instead of the contract's folder")
  .option('--manifest <file>', 'what @apollo/generate-persisted-query-manifest has written for the client')
  .option('--purpose <term>', 'with --manifest: what the operations are for, a W3C DPV term')
  .option('--owner <name>', 'with --manifest: whom to ask before they are changed or retired')
  .option('--json', 'print the result as JSON', false)
  .action(
    async (given: {
      dryRun: boolean;
      client?: string;
      manifest?: string;
      purpose?: string;
      owner?: string;
      json: boolean;
    }) => {
      const { client, manifest: file, purpose, owner, dryRun, json } = given;
      const named = [client, file, purpose, owner].filter((value) => value !== undefined);
      if (named.length === 0) return print(await publishReport(await desk(), { dryRun, json }));
      if (client === undefined || file === undefined || purpose === undefined || owner === undefined) {
        throw new Error('A manifest of a client needs all of --client, --manifest, --purpose and --owner.');
      }
      print(await publishReport(await desk(), { manifest: { client, file, purpose, owner }, dryRun, json }));
    },
  );
operations
  .command('list')
  .description('the operations in force')
  .option('--client <id>', 'only those of this client')
  .option('--json', 'print as JSON', false)
  .action(async (options: { client?: string; json: boolean }) =>
    print(await listReport(await desk(), options)),
  );
operations
  .command('show')
  .description('one operation: its text, and what each role never gets of it')
  .argument('<operation>', 'CLIENT/NAME, or the beginning of its id')
  .option('--json', 'print as JSON', false)
  .action(async (name: string, options: { json: boolean }) =>
    print(await showReport(await desk(), name, options)),
  );
operations
  .command('diff')
  .description('what publishing schema/operations would change')
  .option('--json', 'print as JSON', false)
  .action(async (options: { json: boolean }) => print(await diffReport(await desk(), options)));
operations
  .command('stats')
  .description('who uses which operations and fields, and what nobody uses any more')
  .option('--days <n>', `how far to look back; uses are kept for ${usesKeptDays} days`, wholeNumber, 90)
  .option('--field <field>', 'only this Type.field: who asks for it, through which operation')
  .option('--unused', 'only what nobody uses', false)
  .option('--json', 'print as JSON', false)
  .action(async (options: { days: number; field?: string; unused: boolean; json: boolean }) =>
    print(await statsReport(await desk(), options)),
  );
operations
  .command('retire')
  .description('publish what is in force without one operation')
  .argument('<operation>', 'CLIENT/NAME')
  .option('--json', 'print the result as JSON', false)
  .action(async (name: string, options: { json: boolean }) =>
    print(await retireReport(await desk(), name, options)),
  );

const sandbox = program.command('sandbox').description('make the running sandbox bank misbehave');
sandbox
  .command('misbehave')
  .description('spoil answers of a system from now on')
  .argument('<system>', 'for example screening')
  .addArgument(program.createArgument('<mode>').choices([...misbehaviours]))
  .option('--path <text>', 'only requests whose path contains this text')
  .option('--times <n>', 'only so many requests', wholeNumber)
  .option('--ms <n>', 'with slow: milliseconds to wait before each answer (2000 when not given)', wholeNumber)
  .action(async (system: string, mode: string, options: { path?: string; times?: number; ms?: number }) => {
    await orderMisbehaviour(readBaseConfiguration(process.env).dataFolder, system, { mode, ...options });
    console.log(`${system} answers with ${mode} now. Take it back: npx bankgraph sandbox behave ${system}`);
  });
sandbox
  .command('behave')
  .description('let a system answer as it should again')
  .argument('<system>')
  .action(async (system: string) => {
    await orderMisbehaviour(readBaseConfiguration(process.env).dataFolder, system, null);
    console.log(`${system} answers as it should.`);
  });

sandbox
  .command('send')
  .description('have a system of the bank send a signed event about a customer')
  .addArgument(program.createArgument('<event>').choices([...sandboxEvents]))
  .requiredOption('--customer <id>', 'customer number')
  .option('--case <id>', 'case that it belongs to, for events of Marble')
  .action(async (event: SandboxEvent, options: { customer: string; case?: string }) => {
    const { dataFolder } = readBaseConfiguration(process.env);
    console.log(await sendEvent(await eventSender(process.env, dataFolder), event, options));
  });

program
  .command('demo')
  .description('play on the running sandbox bank')
  .command('workflows')
  .description(
    "the bank's workflows from the first event to the audit: what happens, who sees what, and who does not",
  )
  .addOption(new Option('--only <number>', 'one of them').choices([...workflowNumbers]))
  .option('--json', 'print the steps as JSON', false)
  .action(async (options: { only?: string; json: boolean }) => {
    const running = await readRunning(readBaseConfiguration(process.env).dataFolder);
    const { columns } = process.stdout;
    const asTold = await demoWorkflows(running, { ...options, columns }, (text) => console.log(text));
    if (!asTold) process.exitCode = 1;
  });

const events = program
  .command('events')
  .description('what the systems of the bank have sent, and nobody could make anything of');

/** Where deliveries are shown, and taken in again. */
const deskOfEvents = () => eventsDesk(process.env, readBaseConfiguration(process.env).dataFolder);

events
  .command('list')
  .description('deliveries that wait for somebody to look at them, without their content')
  .option('--json', 'print as JSON', false)
  .action(async ({ json }: { json: boolean }) =>
    print(
      await eventsReport(
        await eventKeeperUrl(process.env, readBaseConfiguration(process.env).dataFolder),
        json,
      ),
    ),
  );
events
  .command('show')
  .description('one delivery as it came: personal data; that it was shown is recorded')
  .argument('<id>', 'number of the delivery', wholeNumber)
  .option('--json', 'print as JSON', false)
  .action(async (id: number, { json }: { json: boolean }) =>
    print(await eventReport(await deskOfEvents(), id, json)),
  );
events
  .command('replay')
  .description('take deliveries in again, for example when a customer has become known')
  .argument('[id]', 'number of the delivery', wholeNumber)
  .option('--all', 'all of them, oldest first', false)
  .option('--json', 'print as JSON', false)
  .action(async (id: number | undefined, { all, json }: { all: boolean; json: boolean }) => {
    if ((id === undefined) !== all) throw new Error('Say which delivery, or --all.');
    print(await replayReport(await deskOfEvents(), id ?? null, json));
  });

events
  .command('discard')
  .description('take a delivery away of which nothing will be made; who did and why is recorded')
  .argument('<id>', 'number of the delivery', wholeNumber)
  .requiredOption('--reason <text>', 'why. It stays when the delivery is gone: name nobody', reason)
  .option('--json', 'print the result as JSON', false)
  .action(async (id: number, { reason: told, json }: { reason: string; json: boolean }) =>
    print(await withErasing('Discarding', json, (keeper) => discardReport({ ...keeper, id, reason: told }))),
  );
events
  .command('discarded')
  .description('what was discarded, by whom and why')
  .option('--json', 'print as JSON', false)
  .action(async ({ json }: { json: boolean }) =>
    print(await withErasing('Reading', json, (keeper) => discardedReport(keeper))),
  );
events
  .command('expire')
  .description(
    'remove deliveries that have waited for DEAD_LETTER_DAYS (90) and name nobody on legal hold: run it once a day',
  )
  .option('--json', 'print the result as JSON', false)
  .action(async ({ json }: { json: boolean }) => {
    const { deadLetterDays: days } = readBaseConfiguration(process.env);
    print(await withErasing('Removing', json, (keeper) => expireReport({ ...keeper, days })));
  });

program
  .command('prepare')
  .description(
    'create and fill the databases of a distributed sandbox: DATABASE_URL is the superuser, passwords come from the environment',
  )
  .option('--customers <n>', 'how many customers the sandbox bank has', wholeNumber, defaultCustomers)
  .action(async ({ customers }: { customers: number }) => {
    const { databaseUrl } = readBaseConfiguration(process.env);
    const passwords = {
      bankReader: process.env.BANK_READER_PASSWORD ?? '',
      auditWriter: process.env.AUDIT_WRITER_PASSWORD ?? '',
      auditReader: process.env.AUDIT_READER_PASSWORD ?? '',
      auditIntegrator: process.env.AUDIT_INTEGRATOR_PASSWORD ?? '',
      auditWitness: process.env.AUDIT_WITNESS_PASSWORD ?? '',
      auditKeyKeeper: process.env.AUDIT_KEY_KEEPER_PASSWORD ?? '',
      ledgerReader: process.env.LEDGER_READER_PASSWORD ?? '',
      accessWriter: process.env.ACCESS_WRITER_PASSWORD ?? '',
      accessReader: process.env.ACCESS_READER_PASSWORD ?? '',
      decisionsWriter: process.env.DECISIONS_WRITER_PASSWORD ?? '',
      decisionsReader: process.env.DECISIONS_READER_PASSWORD ?? '',
      consentWriter: process.env.CONSENT_WRITER_PASSWORD ?? '',
      consentReader: process.env.CONSENT_READER_PASSWORD ?? '',
      journeysWriter: process.env.JOURNEYS_WRITER_PASSWORD ?? '',
      operationsReader: process.env.OPERATIONS_READER_PASSWORD ?? '',
      operationsPublisher: process.env.OPERATIONS_PUBLISHER_PASSWORD ?? '',
      eventsRelay: process.env.EVENTS_RELAY_PASSWORD ?? '',
      eventIntake: process.env.EVENT_INTAKE_PASSWORD ?? '',
      eventKeeper: process.env.EVENT_KEEPER_PASSWORD ?? '',
    };
    const operations = {
      key: process.env.OPERATIONS_KEY_FILE ?? '',
      verifier: process.env.OPERATIONS_VERIFIER_FILE ?? '',
      // Gateways keep what they take up; nothing is kept here.
      kept: '',
    };
    const auditKeys = process.env.AUDIT_KEYS_FILE ?? '';
    const auditTree = {
      logKey: process.env.AUDIT_LOG_KEY_FILE ?? '',
      witnessKey: process.env.WITNESS_KEY_FILE ?? '',
      verifiers: process.env.AUDIT_VERIFIERS_FILE ?? '',
    };
    const missing = [
      ...(databaseUrl === undefined ? ['DATABASE_URL'] : []),
      ...(passwords.bankReader === '' ? ['BANK_READER_PASSWORD'] : []),
      ...(passwords.auditWriter === '' ? ['AUDIT_WRITER_PASSWORD'] : []),
      ...(passwords.auditReader === '' ? ['AUDIT_READER_PASSWORD'] : []),
      ...(passwords.auditIntegrator === '' ? ['AUDIT_INTEGRATOR_PASSWORD'] : []),
      ...(passwords.auditWitness === '' ? ['AUDIT_WITNESS_PASSWORD'] : []),
      ...(passwords.auditKeyKeeper === '' ? ['AUDIT_KEY_KEEPER_PASSWORD'] : []),
      ...(auditKeys === '' ? ['AUDIT_KEYS_FILE'] : []),
      ...(auditTree.logKey === '' ? ['AUDIT_LOG_KEY_FILE'] : []),
      ...(auditTree.witnessKey === '' ? ['WITNESS_KEY_FILE'] : []),
      ...(auditTree.verifiers === '' ? ['AUDIT_VERIFIERS_FILE'] : []),
      ...(passwords.ledgerReader === '' ? ['LEDGER_READER_PASSWORD'] : []),
      ...(passwords.accessWriter === '' ? ['ACCESS_WRITER_PASSWORD'] : []),
      ...(passwords.accessReader === '' ? ['ACCESS_READER_PASSWORD'] : []),
      ...(passwords.decisionsWriter === '' ? ['DECISIONS_WRITER_PASSWORD'] : []),
      ...(passwords.decisionsReader === '' ? ['DECISIONS_READER_PASSWORD'] : []),
      ...(passwords.consentWriter === '' ? ['CONSENT_WRITER_PASSWORD'] : []),
      ...(passwords.consentReader === '' ? ['CONSENT_READER_PASSWORD'] : []),
      ...(passwords.journeysWriter === '' ? ['JOURNEYS_WRITER_PASSWORD'] : []),
      ...(passwords.operationsReader === '' ? ['OPERATIONS_READER_PASSWORD'] : []),
      ...(passwords.operationsPublisher === '' ? ['OPERATIONS_PUBLISHER_PASSWORD'] : []),
      ...(passwords.eventsRelay === '' ? ['EVENTS_RELAY_PASSWORD'] : []),
      ...(passwords.eventIntake === '' ? ['EVENT_INTAKE_PASSWORD'] : []),
      ...(passwords.eventKeeper === '' ? ['EVENT_KEEPER_PASSWORD'] : []),
      ...(operations.key === '' ? ['OPERATIONS_KEY_FILE'] : []),
      ...(operations.verifier === '' ? ['OPERATIONS_VERIFIER_FILE'] : []),
    ];
    if (databaseUrl === undefined || missing.length > 0) {
      throw new ConfigurationFaults(missing.map((name) => `${name} is missing`));
    }
    const steps = terminal();
    steps.step(`Databases and ${customers} customers`);
    await ensureAuditTreeFiles(auditTree);
    await prepareDatabases({
      adminUrl: databaseUrl,
      passwords,
      auditKeys,
      operations,
      seed: sandboxSeed,
      customers,
      onProgress: (done, total) => steps.progress(done, total),
    });
    steps.done();
  });

program
  .command('context-key')
  .description("derive one subgraph's key from CONTEXT_SECRET, to give to that subgraph alone")
  .argument('<subgraph>')
  .action((name: string) => {
    const secret = process.env.CONTEXT_SECRET ?? '';
    if (!/^[0-9a-f]{64}$/.test(secret))
      throw new ConfigurationFaults(['CONTEXT_SECRET is missing or not 64 hexadecimal digits']);
    if (!isSubgraphName(name))
      throw new Error(`There is no subgraph ${name}. There are: ${SUBGRAPH_NAMES.join(', ')}.`);
    console.log(subgraphKey(Buffer.from(secret, 'hex'), name).export().toString('hex'));
  });

program
  .command('pairwise-id')
  .description('print the id by which a partner knows a customer, an account or anything else')
  .argument('<id>')
  .requiredOption('--client <id>', 'the partner, for example P-moneywise')
  .action(async (id: string, { client }: { client: string }) => {
    const { dataFolder } = readBaseConfiguration(process.env);
    console.log(
      pairwiseIdsOf(Buffer.from(await contextSecretOf(process.env, dataFolder), 'hex'))(client).hide(id),
    );
  });

/** Prints a report; a failed one ends the process with 1. */
function print({ text, failed }: Report): void {
  if (failed) console.error(text);
  else console.log(text);
  if (failed) process.exitCode = 1;
}

/** Ctrl-C and SIGTERM stop everything in order; a second one does not wait. A part ends with the process that started it. */
/**
 * Serves in this process, or in several that share the port.
 *
 * @returns null in one of those several, where nobody reads what is printed
 */
async function serveAlone(
  workers: number,
  logger: Logger,
  serve: () => Promise<{ readonly url: string; close(): Promise<void> }>,
): Promise<{ readonly url: string } | null> {
  if (workers > 1 && !isWorker()) {
    const started = await startWorkers({ count: workers, order: {}, events: null }, logger);
    stopOnSignal(started.close);
    return started.ready as { readonly url: string };
  }
  const served = await serve();
  stopOnSignal(served.close);
  if (!isWorker()) return served;
  tellReady({ url: served.url });
  return null;
}

function stopOnSignal(close: () => Promise<void>): void {
  let stopping = false;
  const stop = () => {
    stopping = true;
    close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.once('disconnect', () => {
    if (!stopping) stop();
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // Ctrl-C reaches workers, too; the process that has started them tells them when to stop.
      if (isWorker() && signal === 'SIGINT') return;
      if (stopping) process.exit(1);
      if (!isWorker()) process.stderr.write('\nStopping…\n');
      stop();
    });
  }
}

/** What people need of an error: its words, and for a fault of ours the stack. */
function fail(error: unknown): never {
  const known = error instanceof ConfigurationFaults || error instanceof PolicyFaults;
  console.error(error instanceof Error ? (known ? error.message : `error: ${error.message}`) : String(error));
  if (process.env.BANKGRAPH_STACK === '1' && error instanceof Error) console.error(error.stack);
  process.exit(1);
}

await program.parseAsync().catch(fail);
