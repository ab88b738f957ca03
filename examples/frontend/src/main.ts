import { parseArgs } from 'node:util';
import { describeOverview } from './describe-overview.js';
import { CustomerOverviewDocument } from './generated/graphql.js';
import { GraphUnreachable, graphClient } from './graph-client.js';

const usage =
  'Usage: node dist/main.js --token TOKEN --customer C-1001 [--purpose CustomerCare] [--url http://127.0.0.1:4000/graphql]\n';

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:4000/graphql' },
    token: { type: 'string' },
    customer: { type: 'string' },
    purpose: { type: 'string' },
  },
});
const { url, token, customer, purpose } = values;

if (token === undefined || customer === undefined) {
  process.stderr.write(usage);
  process.exitCode = 2;
} else {
  try {
    const client = graphClient({ url, token, ...(purpose === undefined ? {} : { purpose }) });
    const answer = await client.ask(CustomerOverviewDocument, { id: customer });
    process.stdout.write(`${describeOverview(answer)}\n`);
    if (answer.problems.length > 0) process.exitCode = 1;
  } catch (error) {
    if (!(error instanceof GraphUnreachable)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
