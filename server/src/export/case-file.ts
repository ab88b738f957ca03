import { z } from 'zod';

const text = z.string();
const optional = z.string().nullable();

const decision = z.object({
  id: text,
  occurredAt: text,
  recordedAt: text,
  domain: text,
  kind: text,
  decision: text,
  actor: z.object({
    type: z.enum(['SYSTEM', 'MODEL', 'HUMAN']),
    id: text,
    role: optional,
    onBehalfOf: optional,
  }),
  inputs: z.array(z.object({ system: text, externalId: text, hash: text, asOf: text, class: text })),
  plan: z.object({ type: text, id: text, version: optional }).nullable(),
  outcome: text,
  reasonForCustomer: optional,
  reasonInternal: optional,
  causedBy: z.array(text),
  supersedes: optional,
  approvals: z.array(z.object({ by: text, role: optional, at: optional })),
  class: text,
  /** Null for those who may not read the audit log, too. */
  anchoredBy: optional,
});

const checkpoint = z.object({
  origin: text,
  size: text,
  root: text,
  note: text,
  signedAt: text,
  witness: optional,
  cosignedAt: optional,
});

const auditEntry = z.object({
  id: text,
  at: text,
  kind: text,
  actor: text,
  roles: z.array(text),
  purpose: optional,
  requestId: text,
  operationName: optional,
  outcome: text,
  inclusion: z.object({ index: text, leafHash: text, hashes: z.array(text), checkpoint }).nullable(),
});

/** What the graph answers to `caseFileOperation`. */
export const caseFileAnswer = z.object({
  caseFile: z
    .object({
      customer: z.object({ id: text }),
      caseId: optional,
      decisionId: optional,
      decisions: z.array(z.object({ decision: decision.nullable() })).nullable(),
      anchors: z.array(auditEntry).nullable(),
    })
    .nullable(),
  auditCheckpoint: checkpoint.nullable(),
});

/** A decision as the graph shows it. */
export type ExportedDecision = z.infer<typeof decision>;

/** A signed state of the audit log. */
export type ExportedCheckpoint = z.infer<typeof checkpoint>;

/** An entry of the audit log with its proof. */
export type ExportedAuditEntry = z.infer<typeof auditEntry>;

/** What is taken out of the graph, and under which request that is on record. */
export interface CaseFile {
  readonly customerId: string;
  readonly caseId: string | null;
  readonly decisionId: string | null;
  /** The oldest first. */
  readonly decisions: readonly ExportedDecision[];
  /** The entries of the audit log that anchor the decisions; none, and no checkpoint, for those who may not read it. */
  readonly anchors: readonly ExportedAuditEntry[] | null;
  readonly checkpoint: ExportedCheckpoint | null;
  readonly export: {
    /** ISO 8601, by the clock of whoever asked. */
    readonly at: string;
    readonly role: string;
    readonly purpose: string | null;
    /** `AuditEntry.requestId` of the export itself. */
    readonly requestId: string;
  };
  /** Whether restricted decisions, that nobody else has agreed to, were left out. */
  readonly openPartOnly: boolean;
}

/** The question of an export. Its name and its field `Query.caseFile` are what the audit log says of it. */
export function caseFileOperation(name: 'ExportCase' | 'ExportDecision'): string {
  return `query ${name}($customerId: ID!, $caseId: ID, $decisionId: ID) {
  caseFile(customerId: $customerId, caseId: $caseId, decisionId: $decisionId) {
    customer { id } caseId decisionId
    decisions { decision {
      id occurredAt recordedAt domain kind decision actor { type id role onBehalfOf }
      inputs { system externalId hash asOf class } plan { type id version }
      outcome reasonForCustomer reasonInternal causedBy supersedes approvals { by role at } class anchoredBy
    } }
    anchors {
      id at kind actor roles purpose requestId operationName outcome
      inclusion { index leafHash hashes checkpoint { origin size root note signedAt witness cosignedAt } }
    }
  }
  auditCheckpoint { origin size root note signedAt witness cosignedAt }
}`;
}
