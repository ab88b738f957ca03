import { type AuditEntry, type FieldDisclosure, mergeDisclosures } from '@bankgraph/audit-log';
import type { RequestContext } from '@bankgraph/identity';

/** Entries of the audit log for what a subgraph disclosed to a router that is not ours: one a data subject. */
export function auditEntriesOf(
  asked: RequestContext,
  disclosures: readonly FieldDisclosure[],
  policyVersion: string,
  failed: boolean,
): readonly AuditEntry[] {
  const disclosed = mergeDisclosures([disclosures]);
  const subjects: typeof disclosed = disclosed.length === 0 ? [{ subject: null, fields: [] }] : disclosed;
  return subjects.map(({ subject, fields, consents }) => ({
    actor: asked.actor,
    purpose: asked.actor.purpose,
    subject,
    ...(consents === undefined ? {} : { consents }),
    requestId: asked.requestId,
    operationName: asked.operationName,
    operationHash: asked.operationHash,
    policyVersion,
    fields,
    outcome: failed && fields.length === 0 ? 'failed' : 'answered',
    // What the other router makes of several subgraphs' answers is not known here.
    answer: null,
  }));
}
