export { askDatabase, type DatabaseCall } from './ask-database.js';
export { type BankSystem, bankSystem } from './bank-system.js';
export type {
  BankSystemOptions,
  CallOptions,
  FinishedCall,
  GetOptions,
  OutgoingRequest,
  PostOptions,
} from './bank-system-options.js';
export { canonicalJson } from './canonical-json.js';
export { changeDatabase } from './change-database.js';
export { byCustomer, type CustomerRecords, type RecordKeys } from './customer-records.js';
export { decidedRecords, decidedSystem } from './decided-records.js';
export { canonicalDecimal, decimalAmount } from './decimal-amount.js';
export { isLosslessNumber, LosslessNumber, parseExactJson } from './exact-json.js';
export {
  currencyCode,
  fineractDate,
  isoDate,
  isoDateTime,
  jsonInteger,
  jsonNumber,
} from './field-formats.js';
export { type FollowCursorOptions, followCursor } from './follow-cursor.js';
export { type FollowLinksOptions, followLinks } from './follow-links.js';
export { type FollowOffsetOptions, followOffset } from './follow-offset.js';
export {
  dateOnlyAsMidnightUtc,
  fieldNormaliser,
  legacyCodes,
  type Normaliser,
  upperCaseCode,
} from './normaliser.js';
export { allRecords, type KeyOf, type Page, type PageBudget, type WalkLimits } from './page-walk.js';
export { plainId } from './plain-id.js';
export {
  type Normalisation,
  Quarantined,
  quarantine,
  quarantineErrors,
  requireValid,
  type Sorted,
} from './quarantine.js';
export { scoreBetween, scoreText, unitScore } from './score.js';
export { numeric, timestamp } from './sql-columns.js';
export { LeavesSystem, path, type Query } from './system-url.js';
export { type JsonRepair, type TolerantJson, tolerantJson } from './tolerant-json.js';
export { UpstreamInvalid } from './upstream-invalid.js';
export { type UnavailableReason, UpstreamUnavailable } from './upstream-unavailable.js';
export { WriteRefused } from './write-refused.js';
