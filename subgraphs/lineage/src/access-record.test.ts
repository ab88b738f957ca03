import type { AuditRecord } from '@bankgraph/audit-log';
import { describe, expect, it } from '@jest/globals';
import { accessLogSource } from './access-log-source.js';
import { accessRecordOf } from './access-record.js';

const restrictedFields = new Set(['Customer.amlAlerts', 'AmlAlert.score', 'Customer.sars', 'Sar.status']);

function record(change: Partial<AuditRecord> = {}, role = 'frontline-agent'): AuditRecord {
  return {
    id: '0190b7a0-0000-7000-8000-000000000001',
    writer: 'w',
    sequence: 1,
    previous: '0'.repeat(64),
    kind: 'access',
    elapsedMs: 5,
    recordedAt: '2026-06-01T10:00:00.000Z',
    actor: { id: 'S-1', kind: 'staff', roles: [role], clientId: 'crm', channel: null },
    purpose: 'CustomerCare',
    subject: 'C-1',
    requestId: 'r-1',
    operationName: null,
    operationHash: 'h',
    policyVersion: 'p',
    fields: [
      ['Customer.name', 'allow', 1],
      ['Account.number', 'mask', 2],
      ['Account.number', 'allow', 1],
      ['Customer.amlAlerts', 'deny', 1],
    ],
    outcome: 'answered',
    answer: null,
    ...change,
  };
}

const access = (change: Partial<AuditRecord>, role?: string) =>
  accessRecordOf('C-1', record(change, role), restrictedFields);

describe('an access', () => {
  it('lists what was shown, masked or not, and nothing that was refused', () => {
    expect(access({})).toEqual({
      id: '0190b7a0-0000-7000-8000-000000000001',
      customerId: 'C-1',
      at: '2026-06-01T10:00:00.000Z',
      role: 'frontline-agent',
      purpose: 'CustomerCare',
      clientId: 'crm',
      actor: 'S-1',
      fields: ['Customer.name', 'Account.number'],
      class: 'CONFIDENTIAL',
      aboutReport: false,
    });
  });

  it('is none when everything was refused', () => {
    expect(access({ fields: [['Customer.sars', 'deny', 1]] })).toBeNull();
    expect(access({ fields: [], outcome: 'refused' })).toBeNull();
  });

  it('is restricted by what was shown, by role and by purpose', () => {
    const name = { fields: [['Customer.name', 'allow', 1]] } as const;
    expect(access({ fields: [['AmlAlert.score', 'allow', 1]] }, 'auditor')?.class).toBe('RESTRICTED');
    expect(access(name, 'aml-investigator')?.class).toBe('RESTRICTED');
    expect(access(name, 'mlro')?.class).toBe('RESTRICTED');
    expect(access({ ...name, purpose: 'CounterMoneyLaundering' }, 'kyc-analyst')?.class).toBe('RESTRICTED');
    expect(access({ ...name, purpose: 'Counterterrorism' })?.class).toBe('RESTRICTED');
    expect(access({ ...name, purpose: null })?.class).toBe('CONFIDENTIAL');
  });

  it('is about a report when the list of reports was opened, were it empty', () => {
    for (const field of ['Sar.status', 'NoReportDecision.id', 'Customer.sars', 'AmlCase.noReportDecisions']) {
      expect(access({ fields: [[field, 'allow', 1]] }, 'mlro')?.aboutReport).toBe(true);
    }
    expect(
      access(
        {
          fields: [
            ['Sar.status', 'deny', 1],
            ['AmlCase.id', 'allow', 1],
          ],
        },
        'mlro',
      )?.aboutReport,
    ).toBe(false);
  });
});

describe('the log of accesses', () => {
  const page = (count: number, from: number, hasNextPage: boolean) => ({
    totalCount: 10_000,
    hasNextPage,
    edges: Array.from({ length: count }, (_, n) => ({
      cursor: `c-${from + n}`,
      record: record({ id: `r-${from + n}` }),
    })),
  });

  it('is read page by page up to its bound', async () => {
    const asked: unknown[] = [];
    const log = accessLogSource({
      reader: {
        async bySubject(subject, query) {
          asked.push([subject, query]);
          return page(query.first, asked.length === 1 ? 0 : 500, true);
        },
      },
      restrictedFields,
      mostRecords: 700,
    });
    const found = await log.accesses('C-1', new AbortController().signal);
    expect(found).toHaveLength(700);
    expect(asked).toEqual([
      ['C-1', { first: 500, after: null }],
      ['C-1', { first: 200, after: 'c-499' }],
    ]);
  });

  it('that hangs is given up, and asked no further', async () => {
    let pages = 0;
    const log = accessLogSource({
      reader: {
        async bySubject() {
          pages += 1;
          await new Promise((resolve) => setTimeout(resolve, 80));
          return page(1, pages, true);
        },
      },
      restrictedFields,
      deadlineMs: 50,
    });
    await expect(log.accesses('C-1', new AbortController().signal)).rejects.toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      details: { system: 'audit' },
    });
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(pages).toBe(1);
  });
});
