import type { Actor } from '@bankgraph/identity';

/** What a policy made of a field: shown as it is, shown masked, or withheld. */
export type FieldDecision = 'allow' | 'mask' | 'deny';

/** A field (`Type.field`), the decision, and how many values of one answer it applied to. */
export type FieldAccess = readonly [field: string, decision: FieldDecision, count: number];

/** How the operation ended for the caller: with data, refused as a whole, or failed. */
export type AuditOutcome = 'answered' | 'refused' | 'failed';

/** What the caller of the log says: one operation on the data of one subject. Never field values, never tokens. */
export interface AuditEntry {
  readonly actor: Pick<Actor, 'id' | 'kind' | 'clientId' | 'channel'> & { readonly roles: readonly string[] };
  /** Declared purpose, a W3C DPV term, or null. */
  readonly purpose: string | null;
  /** Customer whose data it is; null for an operation that concerns nobody in particular. */
  readonly subject: string | null;
  /** The same for all records of one request, and what the client was told. */
  readonly requestId: string;
  readonly operationName: string | null;
  /** SHA-256 of the normalised document, hexadecimal; see `operationHash`. */
  readonly operationHash: string;
  /** Which policies decided. */
  readonly policyVersion: string;
  /** Fields returned, masked or withheld; not fields merely asked for. */
  readonly fields: readonly FieldAccess[];
  readonly outcome: AuditOutcome;
  /** Code of the error catalogue when the outcome is not `answered`. */
  readonly errorCode?: string;
}

/** An entry as it stands in the log. */
export interface AuditRecord extends AuditEntry {
  /** UUID version 7: sorts by time. */
  readonly id: string;
  /** UUID of the process start that wrote it. */
  readonly writer: string;
  /** 1, 2, 3… of that writer, without gaps. */
  readonly sequence: number;
  /** ISO 8601 in UTC, by the writer's clock. */
  readonly recordedAt: string;
}
