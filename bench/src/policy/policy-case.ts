import { channelContext } from '../compare/channel-context.js';
import type { ComparedCase } from '../compare/measure-case.js';
import { readOperation } from '../load/operation.js';
import { busyCustomer } from '../processes/busy-customer.js';

/** What `bench -- policy` measures. Whoever asks may see every field, so that on and off do the same work. */
export function policyCases(): readonly ComparedCase[] {
  const thousandRows = {
    sent: {
      body: JSON.stringify({ query: readOperation('thousand-rows'), variables: { id: busyCustomer } }),
    },
    rows: 1_000,
    clients: 2,
  };
  return [
    channelContext,
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
