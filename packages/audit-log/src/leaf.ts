import type { AuditRecord } from './audit-record.js';

/** Version of the leaf format. A change of content or order is a new number; old leaves are never rewritten. */
const format = 1;

/**
 * The bytes of a record that are stored, and that hashes are taken over: UTF-8 JSON whose members always
 * stand in this order. JSON's escaping keeps one member from passing for another.
 */
export function encodeLeaf(record: AuditRecord): Buffer {
  return Buffer.from(
    JSON.stringify({
      format,
      writer: record.writer,
      sequence: record.sequence,
      id: record.id,
      recordedAt: record.recordedAt,
      actor: {
        id: record.actor.id,
        kind: record.actor.kind,
        roles: record.actor.roles,
        clientId: record.actor.clientId,
        channel: record.actor.channel,
      },
      purpose: record.purpose,
      subject: record.subject,
      requestId: record.requestId,
      operationName: record.operationName,
      operationHash: record.operationHash,
      policyVersion: record.policyVersion,
      outcome: record.outcome,
      errorCode: record.errorCode,
      fields: record.fields,
    }),
  );
}

/**
 * The record that the bytes hold.
 *
 * @throws Error on bytes that are no leaf of a known format.
 */
export function decodeLeaf(bytes: Uint8Array): AuditRecord {
  const { format: found, ...record } = JSON.parse(Buffer.from(bytes).toString('utf8')) as AuditRecord & {
    format?: unknown;
  };
  if (found !== format)
    throw new Error(`An audit leaf has format ${String(found)}; this version reads ${format}.`);
  return record;
}
