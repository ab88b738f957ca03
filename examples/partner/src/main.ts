import { parseArgs } from 'node:util';
import { accountBalances } from './account-balances.js';
import { sandboxToken } from './sandbox-token.js';

const usage = `Usage: node examples/partner/dist/main.js --issuer http://127.0.0.1:PORT --customer px-… [--client P-moneywise]
         [--url http://127.0.0.1:4000/graphql]

  npx bankgraph pairwise-id C-1001 --client P-moneywise   prints the customer's id for the partner
`;

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:4000/graphql' },
    issuer: { type: 'string' },
    client: { type: 'string', default: 'P-moneywise' },
    customer: { type: 'string' },
  },
});
const { url, issuer, client, customer } = values;

if (issuer === undefined || customer === undefined) {
  process.stderr.write(usage);
  process.exitCode = 2;
} else {
  try {
    const token = await sandboxToken(issuer, client);
    const accounts = await accountBalances({ graphUrl: url, token, customer });
    if (accounts === null) {
      process.stderr.write('No consent of this customer to this partner is in force.\n');
      process.exitCode = 1;
    }
    for (const { id, nickname, balances } of accounts ?? []) {
      process.stdout.write(`${nickname ?? id}\n`);
      for (const { type, amount } of balances ?? []) {
        process.stdout.write(
          `  ${type ?? '?'}  ${amount === null ? '?' : `${amount.amount} ${amount.currency}`}\n`,
        );
      }
    }
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
