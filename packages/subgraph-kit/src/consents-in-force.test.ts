import { noRelationships } from '@bankgraph/authorization';
import { expect, it } from '@jest/globals';
import { ConsentsInForce } from './consents-in-force.js';

const consent = (id: string) => ({
  id,
  version: 'privacy-notice@7',
  permissions: [],
  accountIds: [],
  transactionsFrom: null,
  transactionsTo: null,
});

it('notes what is in force of each customer, once, whether it is known or looked up', async () => {
  const consents = new ConsentsInForce();
  const { purposeConsents, accessConsents, breakGlassOpen } = consents.noting({
    ...noRelationships,
    breakGlassOpen: () => true,
    purposeConsents: (customerId) => (customerId === 'C-1' ? [consent('CON-1')] : []),
    accessConsents: async () => [consent('CON-1'), consent('CON-2')],
  });
  expect(purposeConsents('C-1', 'Marketing')).toEqual([consent('CON-1')]);
  expect(purposeConsents('C-2', 'Marketing')).toEqual([]);
  expect(consents.of('C-1')).toEqual([['CON-1', 'privacy-notice@7']]);
  await accessConsents('C-1', 'P-1');
  expect(consents.of('C-1')).toEqual([
    ['CON-1', 'privacy-notice@7'],
    ['CON-2', 'privacy-notice@7'],
  ]);
  expect([consents.of('C-2'), consents.of(null)]).toEqual([undefined, undefined]);
  expect(breakGlassOpen('S-1', 'C-1')).toBe(true);
});
