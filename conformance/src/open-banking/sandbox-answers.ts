import { createWorld, sandboxSecrets, startSystem, systemFactories, type World } from '@bankgraph/sandbox';
import { expectCount, type PartReport } from '../report/part-report.js';
import type { Progress } from '../report/progress.js';
import { AnswerTally } from './answer-tally.js';
import { BankCaller, type View } from './bank-caller.js';
import { type AdapterTally, CustomerWalk } from './customer-walk.js';
import type { PublishedApi } from './published-api.js';
import { askToBeRefused, type Refusable } from './refusals.js';

/** Published, but not what the graph reads: how consents are granted, and statements as files. */
const notServed = [
  '/account-access-consents/{ConsentId}',
  '/accounts/{AccountId}/statements/{StatementId}/file',
];
const customersTold = 20;
const customersGenerated = 20;
const views: readonly View[] = ['basic', 'detail', 'detail-pan'];

/** Every answer of the sandbox's core banking against the published OpenAPI document, and through the adapter. */
export async function sandboxAnswers(api: PublishedApi, progress: Progress): Promise<PartReport> {
  const started = performance.now();
  const world = createWorld({ seed: 1, customers: customersTold + customersGenerated });
  const routes = await systemFactories['core-banking'](world, { secrets: sandboxSecrets });
  await using system = await startSystem({ name: 'core-banking', routes });
  const caller = new BankCaller(system.url, sandboxSecrets.coreBankingClientSecret);
  const paths = api.endpoints.map(({ path }) => path).filter((path) => !notServed.includes(path));

  const answers = new AnswerTally(api);
  const adapter: AdapterTally = { accepted: 0, quarantined: [], normalised: new Map() };
  const walk = new CustomerWalk(api, caller, answers, adapter);
  const ids = [...world.customers()].map(({ customerId }) => customerId);
  for (const [index, customerId] of ids.entries()) {
    for (const view of views) await walk.walk(customerId, view, paths);
    progress(index + 1, ids.length, 'Customers of core banking');
  }
  const unanswered = paths.filter((path) => !answers.statuses(path)?.has(200));

  const refusals = new AnswerTally(api);
  const refused = await askToBeRefused(caller, refusals, paths, refusableIn(world));

  return {
    part: 'answers',
    title: "Sandbox's core banking against the published Open Banking OpenAPI",
    table: {
      columns: ['Endpoint', 'Answers', 'Statuses', 'Records', 'Invalid'],
      rows: [
        ...answers.rows(),
        ['All of them', String(answers.answers), '', String(answers.records), String(answers.invalid)],
        ['Refusals', String(refusals.answers), '', '0', String(refusals.invalid)],
      ],
    },
    findings: [
      ...answers.faults(),
      ...refusals.faults(),
      ...refused.wrong,
      ...adapter.quarantined,
      `Without a record at any customer: ${answers.empty().join(', ') || 'none'}`,
      `Not served, since the graph does not read it: ${notServed.join(', ')}`,
    ],
    expectations: [
      expectCount('answers that break the published schema', answers.invalid, 0),
      expectCount('refusals that break the published error body', refusals.invalid, 0),
      expectCount('mistakes that were not refused as published', refused.wrong.length, 0),
      expectCount('endpoints that never gave an answer', unanswered.length, 0),
      {
        what: 'lists of several pages walked to the end',
        found: String(walk.longLists),
        holds: walk.longLists > 0,
      },
      expectCount('records that the adapter set aside', adapter.quarantined.length, 0),
    ],
    figures: {
      customers: ids.length,
      answers: answers.answers,
      invalid: answers.invalid,
      records: answers.records,
      refusals: refusals.answers,
      invalidRefusals: refusals.invalid,
      adapterAccepted: adapter.accepted,
      adapterNormalised: Object.fromEntries(adapter.normalised),
      adapterQuarantined: adapter.quarantined.length,
    },
    durationMs: performance.now() - started,
  };
}

function refusableIn(world: World): Refusable {
  const [own, foreign] = [...world.customers()].filter(({ accounts }) =>
    accounts.some(({ statements, holders }) => statements.length > 0 && holders.length === 1),
  );
  const account = own?.accounts.find(({ statements }) => statements.length > 0);
  const statement = account?.statements[0];
  const other = foreign?.accounts.find(({ holders }) => holders.length === 1);
  if (own === undefined || account === undefined || statement === undefined || other === undefined) {
    throw new Error('The sandbox has no two customers with statements');
  }
  return {
    customerId: own.customerId,
    accountId: account.accountId,
    statementId: statement.statementId,
    foreignAccountId: other.accountId,
  };
}
