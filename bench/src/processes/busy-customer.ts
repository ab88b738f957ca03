import type { World, WorldCustomer } from '@bankgraph/sandbox';

type Account = WorldCustomer['accounts'][number];

/** The customer with a thousand transactions. */
export const busyCustomer = 'C-1021';

const accounts = 10;
const transactionsEach = 100;

/**
 * The same world, but for core banking one customer has ten accounts with a hundred transactions each: no customer of
 * the sandbox has as many. The transactions are the customer's own, told again under other ids.
 */
export function withBusyCustomer(world: World): World {
  const customer = world.customer(busyCustomer);
  const pattern = customer?.accounts[0];
  if (customer === undefined || pattern === undefined) throw new Error(`${busyCustomer} has no account.`);
  const busy = {
    ...customer,
    accounts: Array.from({ length: accounts }, (_, at) => busyAccount(customer.number, pattern, at + 1)),
  };
  // The world finds its parts by itself, so it is not copied.
  return Object.assign(Object.create(world) as World, {
    customer: (id: string) => (id === busyCustomer ? busy : world.customer(id)),
  });
}

function busyAccount(number: number, pattern: Account, ordinal: number): Account {
  const movements = pattern.transactions;
  return {
    ...pattern,
    accountId: `A-${number}-${ordinal}`,
    transactions: Array.from({ length: transactionsEach }, (_, at) => {
      const movement = movements[(at + ordinal) % movements.length];
      if (movement === undefined) throw new Error(`${pattern.accountId} has no transactions.`);
      return { ...movement, transactionId: `T-${number}-${ordinal}-${at + 1}` };
    }).toSorted((one, other) => other.bookedAt.localeCompare(one.bookedAt)),
  };
}
