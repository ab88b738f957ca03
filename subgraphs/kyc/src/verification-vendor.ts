import type { CustomerRecords } from '@bankgraph/bank-sources';
import type { IdDocument } from './id-document.js';
import type { Verification } from './verification.js';

/** What the vendor has on one customer. A broken review hides no document, and the other way round. */
export interface VerificationFile {
  /** The newest first. */
  readonly verifications: CustomerRecords<Verification>;
  readonly documents: CustomerRecords<IdDocument>;
}

/** The identity verification vendor. One call, however many customers are asked for. */
export interface VerificationVendor {
  files(customerIds: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, VerificationFile>>;
}
