import type { CaseFile, ExportedDecision } from './case-file.js';

/** A decision of a person on 1 June 2026; `change` replaces members. */
export function exportedDecision(id: string, change: Partial<ExportedDecision> = {}): ExportedDecision {
  return {
    id,
    occurredAt: '2026-06-01T10:00:00.000Z',
    recordedAt: '2026-06-01T10:00:00.000Z',
    domain: 'KYC',
    kind: 'kyc.risk-rating',
    decision: 'MEDIUM',
    actor: { type: 'HUMAN', id: 'S-kyc-analyst-1', role: 'kyc-analyst', onBehalfOf: null },
    inputs: [],
    plan: null,
    outcome: 'Rating raised',
    reasonForCustomer: null,
    reasonInternal: null,
    causedBy: [],
    supersedes: null,
    approvals: [],
    class: 'CONFIDENTIAL',
    anchoredBy: null,
    ...change,
  };
}

/** A file of these decisions, about C-1001. */
export function caseFileOf(decisions: readonly ExportedDecision[], change: Partial<CaseFile> = {}): CaseFile {
  return {
    customerId: 'C-1001',
    caseId: null,
    decisionId: null,
    decisions,
    anchors: null,
    checkpoint: null,
    export: {
      at: '2026-11-30T08:00:00.000Z',
      role: 'mlro',
      purpose: 'CounterMoneyLaundering',
      requestId: 'r-1',
    },
    openPartOnly: false,
    ...change,
  };
}
