import type { Identity } from '../load/identity.js';
import { readOperation } from '../load/operation.js';
import { busyCustomer } from '../processes/busy-customer.js';

/** One operation in somebody's name, asked with policies on and off. */
export interface PolicyCase {
  readonly name: string;
  readonly identity: Identity;
  readonly query: string;
  readonly customerId: string;
  /** Transactions that the answer must have. */
  readonly rows: number;
  /** How many clients ask at once: enough that the gateway never waits, few enough that no deadline passes. */
  readonly clients: number;
}

/** What `bench -- policy` measures. Whoever asks may see every field, so that on and off do the same work. */
export function policyCases(): readonly PolicyCase[] {
  const thousandRows = {
    query: readOperation('thousand-rows'),
    customerId: busyCustomer,
    rows: 1_000,
    clients: 2,
  };
  return [
    {
      name: 'channel context, as customer',
      identity: { role: 'customer', customerId: 'C-1001' },
      query: readOperation('channel-context'),
      customerId: 'C-1001',
      rows: 30,
      clients: 8,
    },
    {
      ...thousandRows,
      name: '1,000 rows, as customer',
      identity: { role: 'customer', customerId: busyCustomer },
    },
    {
      ...thousandRows,
      name: '1,000 rows, as AML investigator',
      identity: { role: 'aml-investigator', purpose: 'CounterMoneyLaundering', sub: 'S-aml-investigator-3' },
    },
  ];
}
