import type { AuditEntry } from './audit-record.js';
import { operationHash } from './operation-hash.js';

/** An entry of a frontline agent who looked at a customer's accounts; what is given replaces its parts. */
export function entry(changes: Partial<AuditEntry> = {}): AuditEntry {
  return {
    actor: {
      id: 'S-frontline-agent-1',
      kind: 'staff',
      roles: ['frontline-agent'],
      clientId: 'crm',
      channel: 'call-centre',
    },
    purpose: 'CustomerCare',
    subject: 'C-1001',
    requestId: 'r-1',
    operationName: 'AccountNumbers',
    operationHash: operationHash('query AccountNumbers { customer { id } }'),
    policyVersion: 'p-1',
    fields: [
      ['Account.number', 'mask', 2],
      ['Customer.name', 'allow', 1],
    ],
    outcome: 'answered',
    answer: { salt: '00'.repeat(16), digest: 'ab'.repeat(32) },
    ...changes,
  };
}
