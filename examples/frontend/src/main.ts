import { parseArgs } from 'node:util';
import { describeChange } from './describe-change.js';
import { describeOverview } from './describe-overview.js';
import { CustomerChangedDocument, CustomerOverviewDocument } from './generated/graphql.js';
import { type GraphClientOptions, GraphUnreachable, graphClient } from './graph-client.js';
import { SubscriptionEnded, subscribe } from './graph-subscription.js';

const usage =
  'Usage: node dist/main.js --token TOKEN --customer C-1001 [--purpose CustomerCare] [--url http://127.0.0.1:4000/graphql] [--watch]\n';

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:4000/graphql' },
    token: { type: 'string' },
    customer: { type: 'string' },
    purpose: { type: 'string' },
    // Stays, and shows each change and what the customer looks like then.
    watch: { type: 'boolean', default: false },
  },
});
const { url, token, customer, purpose } = values;

if (token === undefined || customer === undefined) {
  process.stderr.write(usage);
  process.exitCode = 2;
} else {
  const options: GraphClientOptions = { url, token, ...(purpose === undefined ? {} : { purpose }) };
  try {
    await showOverview(options, customer);
    if (values.watch) await watch(options, customer);
  } catch (error) {
    if (!(error instanceof GraphUnreachable || error instanceof SubscriptionEnded)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

async function showOverview(options: GraphClientOptions, id: string): Promise<void> {
  const answer = await graphClient(options).ask(CustomerOverviewDocument, { id });
  process.stdout.write(`${describeOverview(answer)}\n`);
  if (answer.problems.length > 0) process.exitCode = 1;
}

/** Until Ctrl-C, or until nothing may be told any more. */
async function watch(options: GraphClientOptions, id: string): Promise<void> {
  const stopped = new AbortController();
  process.once('SIGINT', () => stopped.abort());
  for await (const change of subscribe({ ...options, signal: stopped.signal }, CustomerChangedDocument, {
    id,
  })) {
    process.stdout.write(`${describeChange(change)}\n`);
    // What was missed shows in what there is now.
    if (change === 'missed') await showOverview(options, id);
  }
}
