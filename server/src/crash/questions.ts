import type { Role } from '@bankgraph/identity';
import type { Question } from './ask.js';

const operations = [
  `query ChannelContext($id: ID!) {
    customer(id: $id) {
      id
      name
      accounts(first: 10) {
        nodes {
          id
          product
          status
          currency
          balances { type creditDebit dateTime amount { amount currency } }
          transactions(first: 50) {
            nodes { id bookingDateTime status creditDebit amount { amount currency } merchant information }
          }
        }
      }
      kyc { status documents { type expiresOn expired } }
    }
  }`,
  `query Balances($id: ID!) {
    customer(id: $id) { accounts(first: 10) { nodes { id balances { type amount { amount currency } } } } }
  }`,
  'query Name($id: ID!) { customer(id: $id) { name } }',
];

const customers = ['C-1001', 'C-1005', 'C-1007', 'C-1010', 'C-1012'];

/** Who asks; the last may not, and their refusals are on record as well. */
const identities: readonly { readonly role: Role; readonly purpose?: string }[] = [
  { role: 'customer' },
  { role: 'frontline-agent', purpose: 'CustomerCare' },
  { role: 'auditor', purpose: 'LegalCompliance' },
  { role: 'marketing', purpose: 'DirectMarketing' },
];

const dayInSeconds = 86_400;

/** Every operation about every customer on behalf of every identity, with tokens of the issuer. */
export async function allQuestions(issuerUrl: string): Promise<readonly Question[]> {
  const questions: Question[] = [];
  for (const customer of customers) {
    for (const identity of identities) {
      const token = await tokenOf(issuerUrl, {
        ...identity,
        // Of a frontend: the questions are texts.
        clientId: 'bankgraph-cli',
        ...(identity.role === 'customer' ? { customerId: customer } : {}),
        expiresIn: dayInSeconds,
      });
      for (const query of operations) {
        questions.push({ customer, token, body: JSON.stringify({ query, variables: { id: customer } }) });
      }
    }
  }
  return questions;
}

async function tokenOf(issuerUrl: string, asked: object): Promise<string> {
  const answer = await fetch(`${issuerUrl}/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(asked),
  });
  const { access_token } = (await answer.json()) as { access_token?: string };
  if (access_token === undefined) throw new Error(`The issuer gave no token: status ${answer.status}.`);
  return access_token;
}
