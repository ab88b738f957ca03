import type { FieldDisclosure } from '@bankgraph/audit-log';
import type { Actor } from '@bankgraph/identity';
export interface AuditRecord {
  requestId: string;
  occurredAt: Date;
  actor: Actor;
  policyVersion: string;
  operationName: string | null;
  operationHash: string;
  subject: string | null;
  fields: readonly FieldDisclosure[];
  outcome: string;
}

/** Where records of answers are kept. `AuditWriter` of `@bankgraph/audit-log` is one. */
export interface AuditSink {
  /**
   * Resolves once all records are durable.
   *
   * @throws OVERLOADED when the queue is full; anything else is answered with AUDIT_UNAVAILABLE
   */
  commit(records: readonly AuditRecord[]): Promise<void>;
  /** Resolves when the store can be written to, rejects (or says false) when not. */
  ready?(): Promise<unknown>;
}
