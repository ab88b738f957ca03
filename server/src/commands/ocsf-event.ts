import type { AuditRecord } from '@bankgraph/audit-log';

/** Version of the Open Cybersecurity Schema Framework that events are of. */
const ocsfVersion = '1.3.0';

/** Category Application Activity, class API Activity: https://schema.ocsf.io/1.3.0/classes/api_activity */
const classUid = 6003;
const activities = { read: 2, update: 3 } as const;
const informational = 1;

/**
 * A record of an operation as an OCSF event of class API Activity. The log has no network addresses, so the source is the
 * OAuth client; what OCSF has no attribute for (purpose, fields with their decisions) is in `unmapped`.
 */
export function ocsfEvent(record: AuditRecord): Readonly<Record<string, unknown>> {
  const { actor, answer } = record;
  const activity = record.kind === 'edit' ? activities.update : activities.read;
  const succeeded = record.outcome === 'answered';
  return {
    category_uid: 6,
    class_uid: classUid,
    activity_id: activity,
    type_uid: classUid * 100 + activity,
    time: Date.parse(record.recordedAt),
    severity_id: informational,
    status_id: succeeded ? 1 : 2,
    status: succeeded ? 'Success' : 'Failure',
    ...(record.errorCode === undefined ? {} : { status_code: record.errorCode }),
    metadata: {
      version: ocsfVersion,
      product: { name: 'Bankgraph', vendor_name: 'Bankgraph' },
      log_name: 'audit',
      uid: record.id,
      correlation_uid: record.requestId,
      original_time: record.recordedAt,
      sequence: record.sequence,
    },
    actor: {
      user: {
        uid: actor.id,
        type: actor.kind,
        type_id: actor.kind === 'partner' || actor.kind === 'service' ? 4 : 1,
        groups: actor.roles.map((name) => ({ name })),
      },
      app_uid: actor.clientId,
    },
    api: {
      operation: record.operationName ?? record.operationHash,
      request: { uid: record.requestId },
      service: { name: 'bankgraph' },
    },
    src_endpoint: { svc_name: actor.clientId || 'unknown' },
    ...(record.subject === null ? {} : { resources: [{ uid: record.subject, type: 'customer' }] }),
    unmapped: {
      purpose: record.purpose,
      ...(record.consents === undefined
        ? {}
        : { consents: record.consents.map(([uid, version]) => ({ uid, version })) }),
      outcome: record.outcome,
      channel: actor.channel,
      fields: record.fields.map(([field, decision, count]) => ({ field, decision, count })),
      operation_hash: record.operationHash,
      policy_version: record.policyVersion,
      writer: record.writer,
      answer_salt: answer?.salt ?? null,
      answer_digest: answer?.digest ?? null,
    },
  };
}
