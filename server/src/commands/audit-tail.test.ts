import type { AuditRecord, ErasureRecord } from '@bankgraph/audit-log';
import { expect, it } from '@jest/globals';
import { recordAsText } from './audit-tail.js';

const place = {
  id: '0190b7a0-0000-7000-8000-000000000001',
  writer: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
  sequence: 2,
  previous: '0'.repeat(64),
  recordedAt: '2026-06-30T12:00:00.123Z',
  elapsedMs: 5,
};
const staff = {
  id: 'S-1',
  kind: 'staff' as const,
  roles: ['frontline-agent'],
  clientId: 'crm',
  channel: null,
};

const access: AuditRecord = {
  ...place,
  kind: 'access',
  actor: staff,
  purpose: 'CustomerCare',
  subject: 'C-1001',
  requestId: 'r-1',
  operationName: 'Numbers',
  operationHash: 'ab'.repeat(32),
  policyVersion: 'p',
  fields: [
    ['Account.number', 'mask', 2],
    ['Customer.name', 'allow', 1],
    ['Customer.sars', 'deny', 1],
  ],
  outcome: 'answered',
  answer: null,
};

it('says who did what for whom, and what was shown, masked and refused', () => {
  expect(recordAsText(access)).toBe(
    [
      '2026-06-30 12:00:00Z  frontline-agent S-1 → C-1001  Numbers, for CustomerCare',
      '    shown   Customer.name',
      '    masked  Account.number×2',
      '    refused Customer.sars',
    ].join('\n'),
  );
  expect(
    recordAsText({ ...access, outcome: 'refused', errorCode: 'FORBIDDEN', fields: [], operationName: null }),
  ).toBe(
    '2026-06-30 12:00:00Z  frontline-agent S-1 → C-1001  operation abababababab, for CustomerCare — refused FORBIDDEN',
  );
});

it('says of whom nobody can tell any more, and why', () => {
  const erasure: ErasureRecord = {
    ...place,
    kind: 'erasure',
    actor: { ...staff, id: 'operator:dpo', roles: [] },
    subject: 'f81d4fae-7dec-41d0-a765-00a0c91e6bf6',
    ground: 'right-to-erasure',
  };
  expect(recordAsText(erasure)).toBe(
    '2026-06-30 12:00:00Z  operator:dpo → erased:f81d4fae-7dec-41d0-a765-00a0c91e6bf6  right-to-erasure',
  );
});
