import type { AuditEntry } from '@bankgraph/audit-log';

/** Where answers go on record. `AuditWriter` of `@bankgraph/audit-log` is one. */
export interface AuditSink {
  /**
   * Resolves once all entries are durable, together.
   *
   * @throws OVERLOADED when too many wait; anything else is answered with AUDIT_UNAVAILABLE
   */
  commit(entries: readonly AuditEntry[]): Promise<void>;
  /** Resolves when the store can be written to; rejects, or says false, when not. */
  ready?(): Promise<unknown>;
}
