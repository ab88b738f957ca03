import type { CustomerEvent } from './customer-event.js';

/** An event of this id about a customer. */
export function eventOf(id: string, more: Partial<CustomerEvent> = {}): CustomerEvent {
  return {
    specversion: '1.0',
    id,
    source: 'urn:bankgraph:events:test',
    type: 'bankgraph.decision',
    subject: 'C-10000001',
    time: '2026-11-30T07:00:00.000Z',
    data: { domain: 'kyc', class: 'C', caseId: null, aboutReport: false, decisionIds: [`LE-${id}`] },
    ...more,
  };
}
