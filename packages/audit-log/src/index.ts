/** The audit log: durable before the answer leaves. */
export { answerDigest } from './answer-digest.js';
export { AuditOverloaded, AuditUnavailable } from './audit-errors.js';
export { type AuditPage, AuditReader, type SubjectQuery } from './audit-reader.js';
export type {
  AnswerDigest,
  AuditEntry,
  AuditOutcome,
  AuditRecord,
  ErasureGround,
  ErasureRecord,
  FieldAccess,
  FieldDecision,
  KeepingRecord,
  RecordedActor,
  RecordedConsent,
  SealedRecord,
} from './audit-record.js';
export { erasureGrounds, isOperation } from './audit-record.js';
export {
  auditIntegratorRole,
  auditKeyKeeperRole,
  auditMigrations,
  auditReaderRole,
  auditSchema,
  auditWitnessRole,
  auditWriterRole,
  prepareAuditLog,
} from './audit-schema.js';
export { AuditWriter, type AuditWriterOptions } from './audit-writer.js';
export { type EditEntry, EditRecorder, type RecordEdit } from './edit-recorder.js';
export {
  type Erasure,
  type ErasureResult,
  eraseDataSubject,
  eraseReleased,
  type WaitingErasure,
  waitingErasures,
} from './erase-data-subject.js';
export type { FieldDisclosure } from './field-disclosure.js';
export {
  type Hold,
  HoldIsOver,
  type HoldResult,
  holdDataSubject,
  type Release,
  type ReleaseResult,
  releaseDataSubject,
} from './hold-data-subject.js';
export { Identities } from './identities.js';
export { type KeyEncryptionKeys, KeyMissing, KeyRefused } from './key-encryption-keys.js';
export { ensureKeyFile, KeyFileFault, keyFile } from './key-file.js';
export { type KeyKeeping, keepingAlone } from './key-keeping.js';
export type { LegalHold } from './legal-holds.js';
export { type HeldSubjects, listHolds } from './list-holds.js';
export { KeysDoNotFit } from './live-keys.js';
export { mergeDisclosures, type SubjectFields } from './merge-disclosures.js';
export { operationHash } from './operation-hash.js';
export { prepareKeys } from './prepare-keys.js';
export { type Rotation, RotationUnderWay, rotateKeys } from './rotate-keys.js';
export type { RecordFilter, RecordOrder } from './search-records.js';
export type { TailOptions } from './tail-records.js';
