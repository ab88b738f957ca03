import { readPersistedOperations } from '@bankgraph/schema';
import type { ComparedCase } from '../compare/measure-case.js';

const customerId = 'C-1001';
const clientId = 'mobile-app';

/** The operation that the mobile app sends when its customer has logged in, by its id, as the app sends it. */
export function persistedContext(): ComparedCase {
  const operations = readPersistedOperations(
    new Set(['RequestedServiceProvision', 'ServiceProvision', 'CounterMoneyLaundering', 'LegalCompliance']),
  );
  const operation = operations.find((one) => one.clientId === clientId && one.name === 'ChannelContext');
  if (operation === undefined) throw new Error(`${clientId} has no ChannelContext.`);
  return {
    name: 'channel context by id, as customer',
    identity: { role: 'customer', customerId },
    body: JSON.stringify({
      operationName: operation.name,
      variables: { id: customerId },
      extensions: { persistedQuery: { version: 1, sha256Hash: operation.id } },
    }),
    rows: 30,
    clients: 8,
  };
}
