/** The audit log: durable before the answer leaves. */
export { answerDigest } from './answer-digest.js';
export { AuditOverloaded, AuditUnavailable } from './audit-errors.js';
export { type AuditPage, AuditReader, type SubjectQuery } from './audit-reader.js';
export type {
  AnswerDigest,
  AuditEntry,
  AuditOutcome,
  AuditRecord,
  FieldAccess,
  FieldDecision,
} from './audit-record.js';
export {
  auditIntegratorRole,
  auditMigrations,
  auditReaderRole,
  auditSchema,
  auditWitnessRole,
  auditWriterRole,
  prepareAuditLog,
} from './audit-schema.js';
export { AuditWriter, type AuditWriterOptions } from './audit-writer.js';
export type { FieldDisclosure } from './field-disclosure.js';
export { mergeDisclosures, type SubjectFields } from './merge-disclosures.js';
export { operationHash } from './operation-hash.js';
export type { TailOptions } from './tail-records.js';
