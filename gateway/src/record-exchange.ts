import type { FieldDisclosure } from '@bankgraph/audit-log';
import type { AuditRecord, AuditSink } from './audit-sink.js';
import type { Exchange } from './exchange.js';
import { withinDeadline } from './within-deadline.js';

/** What a record needs beside the exchange. */
export interface RecordingRules {
  readonly audit: AuditSink;
  readonly policyVersion: string;
  readonly auditDeadlineMs: number;
}

/**
 * Puts an exchange on record: one record for each customer whose data was disclosed or refused, or one without a
 * subject when there was none. Resolves once they are durable.
 *
 * @throws what the audit store throws, or when it takes longer than its deadline; the answer must then not leave
 */
export async function recordExchange(exchange: Exchange, rules: RecordingRules): Promise<void> {
  const { actor, operation, executed, requestId, startedAt, disclosures } = exchange;
  if (actor === null) throw new TypeError('Nobody asked.');
  const bySubject = new Map<string | null, FieldDisclosure[]>();
  for (const disclosure of disclosures) {
    const known = bySubject.get(disclosure.subject);
    if (known === undefined) bySubject.set(disclosure.subject, [disclosure]);
    else known.push(disclosure);
  }
  if (bySubject.size === 0) bySubject.set(null, []);
  const records: AuditRecord[] = [];
  for (const [subject, fields] of bySubject)
    records.push({
      requestId,
      occurredAt: startedAt,
      actor,
      policyVersion: rules.policyVersion,
      operationName: operation?.name ?? null,
      operationHash: operation?.hash ?? '',
      subject,
      fields,
      outcome: executed ? 'answered' : 'refused',
    });
  // Not bound to the client: what was read goes on record even when nobody waits for the answer any more.
  await withinDeadline(rules.auditDeadlineMs, null, () => rules.audit.commit(records));
}
