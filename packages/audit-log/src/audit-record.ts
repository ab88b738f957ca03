import type { Actor } from '@bankgraph/identity';

/** What a policy made of a field: shown as it is, shown masked, or withheld. */
export type FieldDecision = 'allow' | 'mask' | 'deny';

/** A field (`Type.field`), the decision, and how many values of one answer it applied to. */
export type FieldAccess = readonly [field: string, decision: FieldDecision, count: number];

/** A consent that was in force as it was decided what to show, and the version of the notice that the customer agreed to. */
export type RecordedConsent = readonly [id: string, version: string];

/** How the operation ended for the caller: with data, refused as a whole, or failed. */
export type AuditOutcome = 'answered' | 'refused' | 'failed';

/** Salted SHA-256 of the bytes that left: with the body anyone can show that it is this one, without it nobody learns of it. */
export interface AnswerDigest {
  /** 16 random bytes, hexadecimal. */
  readonly salt: string;
  /** SHA-256 of the salt's bytes followed by the body's, hexadecimal. */
  readonly digest: string;
}

/** Who did what is on record. */
export type RecordedActor = Pick<Actor, 'id' | 'kind' | 'clientId' | 'channel'> & {
  readonly roles: readonly string[];
};

/** What the caller of the log says: one operation on the data of one subject. Never field values, never tokens. */
export interface AuditEntry {
  readonly actor: RecordedActor;
  /** Declared purpose, a W3C DPV term, or null. */
  readonly purpose: string | null;
  /** Customer whose data it is; null for an operation that concerns nobody in particular. */
  readonly subject: string | null;
  /** Consents of the subject that decisions looked at and found in force; absent when there were none. */
  readonly consents?: readonly RecordedConsent[];
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
  /** The answer that left; null where none did. */
  readonly answer: AnswerDigest | null;
}

/** What every record in the log says of its own place. */
interface Place {
  /** UUID version 7: sorts by time. */
  readonly id: string;
  /** UUID of the process start that wrote it. */
  readonly writer: string;
  /** 1, 2, 3… of that writer, without gaps. */
  readonly sequence: number;
  /** `leafHash` of the record before it of the same writer; `noPrevious` for the first. */
  readonly previous: string;
  /** ISO 8601 in UTC, by the writer's clock. */
  readonly recordedAt: string;
  /** Whole milliseconds since the writer opened, by the monotonic clock: shows that the other one was set. */
  readonly elapsedMs: number;
}

/** That a writer began, always its first record, or ended, always its last. One without an end was killed. */
export interface WriterRecord extends Place {
  readonly kind: 'open' | 'close';
  /** What writes, for people: `gateway`, `kyc`… */
  readonly service: string;
}

/** An entry with its place, as it is read by those who may know whom it is about. */
export interface AuditRecord extends AuditEntry, Place {
  /** An operation that was answered, or an edit, recorded in its own transaction. */
  readonly kind: 'access' | 'edit';
}

/**
 * An entry as it stands in the log: `subject`, and the id of an actor of kind customer, are pseudonyms, ids of consents are
 * encrypted under the subject's key, in base64; the rest is as it was given.
 */
export interface SealedRecord extends AuditRecord {
  /** For each pseudonym of the record, in their order: whom it stands for, encrypted, in base64. */
  readonly identities: readonly (readonly [pseudonym: string, identity: string])[];
}

/** Why somebody's key was destroyed. */
export const erasureGrounds = ['retention-ended', 'right-to-erasure'] as const;

/** Why somebody's key was destroyed: the retention period has ended, or the person asked (GDPR, Article 17). */
export type ErasureGround = (typeof erasureGrounds)[number];

/** That the key of a data subject is destroyed, so that nobody can tell any more whom the pseudonym stands for. */
export interface ErasureRecord extends Place {
  readonly kind: 'erasure';
  readonly actor: RecordedActor;
  /** The pseudonym. */
  readonly subject: string;
  readonly ground: ErasureGround;
}

/** That somebody was to be erased and is on legal hold: nobody reads of them now, and they are erased when the hold has ended. */
export interface RestrictionRecord extends Place {
  readonly kind: 'restriction';
  readonly actor: RecordedActor;
  /** The pseudonym. */
  readonly subject: string;
  readonly ground: ErasureGround;
}

/** That the key of a data subject is not to be destroyed for now (GDPR, Article 17 (3) (b) and (e)). */
export interface HoldRecord extends Place {
  readonly kind: 'hold';
  readonly actor: RecordedActor;
  /** The pseudonym. */
  readonly subject: string;
  /** What it is for, encrypted under the data subject's key, in base64. */
  readonly reason: string;
  /** ISO 8601 in UTC: from then on it is not in force any more; null when only a release ends it. */
  readonly until: string | null;
}

/** That a hold has ended. */
export interface ReleaseRecord extends Place {
  readonly kind: 'release';
  readonly actor: RecordedActor;
  /** The pseudonym. */
  readonly subject: string;
  /** Id of the hold's record. */
  readonly hold: string;
  /** Why it has ended, encrypted under the data subject's key, in base64. */
  readonly reason: string;
}

/** What whoever keeps the keys has done with a data subject's. */
export type KeepingRecord = HoldRecord | ReleaseRecord | RestrictionRecord | ErasureRecord;

type WithoutPlace<Of> = Of extends unknown ? Omit<Of, keyof Place> : never;

/** The same before it has its place in the log. */
export type KeepingAct = WithoutPlace<KeepingRecord>;

/** Whatever stands in the log. */
export type LogRecord = SealedRecord | KeepingRecord | WriterRecord;

/** Whether it is a record of an operation or an edit. */
export function isOperation<Of extends { readonly kind: string }>(
  record: Of,
): record is Extract<Of, { readonly kind: 'access' | 'edit' }> {
  return record.kind === 'access' || record.kind === 'edit';
}
