import { askDatabase } from '@bankgraph/bank-sources';
import type { Knex } from '@bankgraph/database';
import { type LedgerVerification, verifyLedger } from '@bankgraph/decision-ledger';
import { ledgerSystem } from './ledger-source.js';
import type { LedgerFaultKind, LedgerIntegrity } from './schema.generated.js';

/** What the subgraph needs to say whether the ledger is what was appended. */
export interface IntegrityCheck {
  verify(signal: AbortSignal): Promise<LedgerVerification>;
}

/** Both as roles that may only read; the caller closes them. */
export interface IntegrityOptions {
  readonly ledger: Knex;
  readonly audit: Knex;
  /** So many decisions are looked at, in whole appends. Default 20,000. */
  readonly most?: number;
  /** Milliseconds for all of it. Default 4,000. */
  readonly deadlineMs?: number;
}

/** Ledger and audit log in our own database. */
export function integrityCheck(options: IntegrityOptions): IntegrityCheck {
  const { ledger, audit, most = 20_000, deadlineMs = 4_000 } = options;
  return {
    verify: (signal) =>
      askDatabase({ system: ledgerSystem, signal, deadlineMs }, () => verifyLedger({ ledger, audit, most })),
  };
}

/** What was found, as the graph shows it. */
export function ledgerIntegrityOf(found: LedgerVerification): LedgerIntegrity {
  return {
    intact: found.faultCount === 0,
    decisions: found.decisions,
    records: found.records,
    whole: found.whole,
    faults: found.faults.map(({ kind, decision, record }) => ({
      kind: kind.toUpperCase() as LedgerFaultKind,
      decision,
      auditEntry: record,
    })),
    faultCount: found.faultCount,
  };
}
