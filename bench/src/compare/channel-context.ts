import { readOperation } from '../load/operation.js';
import type { ComparedCase } from './measure-case.js';

/** What a banking app asks for after login. */
export const channelContext: ComparedCase = {
  name: 'channel context, as customer',
  identity: { role: 'customer', customerId: 'C-1001' },
  sent: { body: JSON.stringify({ query: readOperation('channel-context'), variables: { id: 'C-1001' } }) },
  rows: 30,
  clients: 8,
};
