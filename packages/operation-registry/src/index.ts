/** Operations that are agreed with clients: signed, published, taken up by gateways, and counted. */
export { AgreedOperations, type AgreedOperationsOptions } from './agreed-operations.js';
export { type CountedUse, UseCounter, usesKeptDays } from './count-uses.js';
export { type ManifestOperation, manifestOf, type OperationManifest, operationId } from './manifest.js';
export {
  generatePublishingKey,
  NotAPublishingKey,
  publishingVerifierOf,
  readPublishingKey,
  readPublishingVerifier,
} from './publishing-key.js';
export { type FieldUsed, type OperationUsed, readUses } from './read-uses.js';
export { operationsPublisherRole, operationsReaderRole, prepareOperations } from './registry-schema.js';
export { publishManifest, type RefusedRow, type RevisionsFound, readRevisions } from './revisions.js';
export {
  type Revision,
  RevisionRefused,
  revisionDigest,
  signRevision,
  type VerifiedRevision,
  verifyRevision,
} from './signed-revision.js';
