import { type AuditEntry, answerDigest, mergeDisclosures } from '@bankgraph/audit-log';
import type { ErrorCode } from '@bankgraph/errors';
import type { AuditSink } from './audit-sink.js';
import type { Exchange } from './exchange.js';
import { withinDeadline } from './within-deadline.js';

/** What a record needs beside the exchange. */
export interface RecordingRules {
  readonly audit: AuditSink;
  readonly policyVersion: string;
  readonly auditDeadlineMs: number;
}

/** How the exchange ended for the client. */
export interface Outcome {
  /** HTTP status of the answer. */
  readonly status: number;
  /** Code of the first error when there is no data. */
  readonly errorCode: ErrorCode | undefined;
  /** The answer's bytes, as they leave. */
  readonly body: Uint8Array;
}

/**
 * Puts an exchange on record: one entry for each customer whose data was disclosed or refused, or one without a
 * subject when there was none. Resolves once they are durable.
 *
 * @throws what the audit store throws, or when it takes longer than its deadline; the answer must then not leave
 */
export async function recordExchange(
  exchange: Exchange,
  { status, errorCode, body }: Outcome,
  rules: RecordingRules,
): Promise<void> {
  const { actor, operation, requestId } = exchange;
  if (actor === null) throw new TypeError('Nobody asked.');
  const { id, kind, clientId, channel, roles, purpose } = actor;
  const disclosed = mergeDisclosures(exchange.disclosures);
  const subjects: typeof disclosed = disclosed.length === 0 ? [{ subject: null, fields: [] }] : disclosed;
  const entries = subjects.map(
    ({ subject, fields, consents }): AuditEntry => ({
      actor: { id, kind, clientId, channel, roles },
      purpose,
      subject,
      ...(consents === undefined ? {} : { consents }),
      requestId,
      operationName: operation?.name ?? null,
      operationHash: operation?.hash ?? '',
      policyVersion: rules.policyVersion,
      fields,
      outcome: status < 400 ? 'answered' : status < 500 ? 'refused' : 'failed',
      ...(errorCode === undefined ? {} : { errorCode }),
      answer: answerDigest(body),
    }),
  );
  // Not bound to the client: what was read goes on record even when nobody waits for the answer any more.
  await withinDeadline(rules.auditDeadlineMs, null, () => rules.audit.commit(entries));
}
