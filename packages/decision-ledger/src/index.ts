/** The decision ledger: what was decided about customers, appended and never changed. */
export { appendDecisions } from './append-decisions.js';
export {
  type CheckedEntry,
  checkEntry,
  type DecisionEventEntry,
  type LedgerClass,
} from './decision-event-entry.js';
export { insertDecisionEvents } from './insert-decision-events.js';
export {
  ledgerMigrations,
  ledgerReaderRole,
  ledgerSchema,
  ledgerWriterGrants,
  prepareLedger,
} from './ledger-schema.js';
