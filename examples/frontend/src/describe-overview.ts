import type { CustomerOverviewQuery } from './generated/graphql.js';
import type { GraphAnswer } from './graph-answer.js';

type Customer = NonNullable<CustomerOverviewQuery['customer']>;
type Account = NonNullable<Customer['accounts']>['nodes'][number];

/**
 * The overview of a customer as text. What is null is left out: "denied" and "there is none" look the same, on purpose,
 * and a client must not guess which of them it is. What is missing because something failed is said at the end.
 */
export function describeOverview({ data, problems }: GraphAnswer<CustomerOverviewQuery>): string {
  const lines = data?.customer ? describeCustomer(data.customer) : ['No such customer.'];
  const missing = problems.map(
    ({ code, message, path }) => `Missing: ${path || 'everything'} (${code}: ${message})`,
  );
  return [...(data === null ? [] : lines), ...missing].join('\n');
}

function describeCustomer({ id, name, accounts, kyc, restrictions, consents }: Customer): string[] {
  return [
    name === null ? id : `${name} (${id})`,
    ...(kyc?.status ? [`Identity checks: ${kyc.status}`] : []),
    ...(restrictions ?? []).map(
      ({ scope, reason, since }) => `Restricted: ${words(scope, reason, since && `since ${since}`)}`,
    ),
    ...(accounts ? [`Accounts: ${accounts.totalCount}`, ...accounts.nodes.map(describeAccount)] : []),
    ...(consents ?? []).map(
      ({ purpose, grantee, status }) => `Consent: ${words(purpose, grantee && `to ${grantee}`, status)}`,
    ),
  ];
}

function describeAccount({ id, product, nickname, status, balances }: Account): string {
  const amounts = (balances ?? []).flatMap(({ type, amount, creditDebit }) =>
    amount ? [words(type, `${creditDebit === 'Debit' ? '-' : ''}${amount.amount}`, amount.currency)] : [],
  );
  return `  ${words(nickname ?? product ?? id, status && `(${status})`, amounts.join(', '))}`;
}

function words(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join(' ');
}
