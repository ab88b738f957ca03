import { readPersistedOperations } from '@bankgraph/schema';
import type { ComparedCase } from '../compare/measure-case.js';

const customerId = 'C-1001';
const clientId = 'mobile-app';

/** The operation that the mobile app sends when its customer has logged in, by its id in a GET, as the app sends it. */
export function persistedContext(): ComparedCase {
  const operations = readPersistedOperations(
    new Set(['RequestedServiceProvision', 'ServiceProvision', 'CounterMoneyLaundering', 'LegalCompliance']),
  );
  const operation = operations.find((one) => one.clientId === clientId && one.name === 'ChannelContext');
  if (operation === undefined) throw new Error(`${clientId} has no ChannelContext.`);
  return {
    name: 'channel context by its id in a GET, as customer',
    identity: { role: 'customer', customerId },
    sent: {
      search: new URLSearchParams({
        operationName: operation.name,
        variables: JSON.stringify({ id: customerId }),
        extensions: JSON.stringify({ persistedQuery: { version: 1, sha256Hash: operation.id } }),
      }).toString(),
    },
    rows: 30,
    clients: 8,
  };
}
