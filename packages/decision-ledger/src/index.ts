/** The decision ledger: what was decided about customers, appended and never changed, anchored in the audit log. */
export { appendDecisions } from './append-decisions.js';
export {
  type CheckedEntry,
  checkEntry,
  type DecisionEventEntry,
  type LedgerClass,
} from './decision-event-entry.js';
export { anchoredBytes, entryHash } from './entry-hash.js';
export { entryOfRow, type LedgerRow } from './ledger-row.js';
export {
  ledgerMigrations,
  ledgerReaderRole,
  ledgerSchema,
  ledgerWriterGrants,
  prepareLedger,
} from './ledger-schema.js';
export { newestRestingOn, type RestingOn } from './newest-resting-on.js';
export {
  type LedgerFault,
  type LedgerFaultKind,
  type LedgerVerification,
  type VerifyLedgerOptions,
  verifyLedger,
} from './verify-ledger.js';
