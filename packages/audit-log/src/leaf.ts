import { createHash } from 'node:crypto';
import type { LogRecord, RecordedActor, SealedRecord } from './audit-record.js';

/**
 * Version of the leaf format. A change of content or order of a kind is a new number; old leaves are never rewritten. A kind
 * that is added is none: what there was before reads as before.
 */
const format = 4;

/** Stands where the hash of the record before would, in a writer's first. */
export const noPrevious = '0'.repeat(64);

/**
 * The bytes of a record that are stored, and that hashes are taken over: UTF-8 JSON whose members always
 * stand in this order. JSON's escaping keeps one member from passing for another.
 */
export function encodeLeaf(record: LogRecord): Buffer {
  const place = {
    format,
    writer: record.writer,
    sequence: record.sequence,
    previous: record.previous,
    kind: record.kind,
    id: record.id,
    recordedAt: record.recordedAt,
    elapsedMs: record.elapsedMs,
  };
  return Buffer.from(JSON.stringify({ ...place, ...told(record) }));
}

function told(record: LogRecord): object {
  switch (record.kind) {
    case 'open':
    case 'close':
      return { service: record.service };
    case 'restriction':
    case 'erasure':
      return { actor: actorOf(record.actor), subject: record.subject, ground: record.ground };
    case 'hold':
      return {
        actor: actorOf(record.actor),
        subject: record.subject,
        reason: record.reason,
        until: record.until,
      };
    case 'release':
      return {
        actor: actorOf(record.actor),
        subject: record.subject,
        hold: record.hold,
        reason: record.reason,
      };
    case 'access':
    case 'edit':
      return {
        actor: actorOf(record.actor),
        purpose: record.purpose,
        subject: record.subject,
        identities: record.identities,
        consents: record.consents,
        requestId: record.requestId,
        operationName: record.operationName,
        operationHash: record.operationHash,
        policyVersion: record.policyVersion,
        outcome: record.outcome,
        errorCode: record.errorCode,
        fields: record.fields,
        answer: record.answer && { salt: record.answer.salt, digest: record.answer.digest },
      };
  }
}

function actorOf({ id, kind, roles, clientId, channel }: RecordedActor): object {
  return { id, kind, roles, clientId, channel };
}

/**
 * The record that the bytes hold.
 *
 * @throws Error on bytes that are no leaf of a known format.
 */
export function decodeLeaf(bytes: Uint8Array): LogRecord {
  const { format: found, ...record } = JSON.parse(Buffer.from(bytes).toString('utf8')) as LogRecord & {
    format?: unknown;
  };
  if (found !== format)
    throw new Error(`An audit leaf has format ${String(found)}; this version reads ${format}.`);
  return record;
}

/**
 * The record of an operation or of an edit that the bytes hold.
 *
 * @throws Error on bytes that are none: of another format, or of another kind.
 */
export function decodeAccess(bytes: Uint8Array): SealedRecord {
  const record = decodeLeaf(bytes);
  if (record.kind !== 'access' && record.kind !== 'edit') {
    throw new Error(`An audit leaf of kind ${record.kind} is no access and no edit.`);
  }
  return record;
}

/** SHA-256 of a zero byte and the leaf's bytes, hexadecimal: the leaf hash of RFC 6962, section 2.1. */
export function leafHash(leaf: Uint8Array): string {
  return createHash('sha256').update(leafPrefix).update(leaf).digest('hex');
}

const leafPrefix = Buffer.of(0);
