import type { AgentType, DataClass, DecisionDomain } from './schema.generated.js';

/** A decision as the graph shows it, and what policies look at. Times are ISO 8601. */
export interface DecisionEventRow {
  readonly id: string;
  readonly customerId: string;
  /** The same customer, as the other subgraphs know it. */
  readonly subject: { readonly id: string };
  readonly caseId: string | null;
  readonly aboutReport: boolean;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly domain: DecisionDomain;
  readonly kind: string;
  readonly decision: string;
  readonly actor: {
    readonly type: AgentType;
    readonly id: string;
    readonly role: string | null;
    readonly onBehalfOf: string | null;
  };
  readonly inputs: readonly {
    readonly system: string;
    readonly externalId: string;
    readonly hash: string;
    readonly asOf: string;
    readonly class: DataClass;
  }[];
  readonly plan: { readonly type: string; readonly id: string; readonly version: string | null } | null;
  readonly outcome: string;
  readonly reasonForCustomer: string | null;
  readonly reasonInternal: string | null;
  readonly causedBy: readonly string[];
  readonly supersedes: string | null;
  readonly approvals: readonly { readonly by: string; readonly role: string | null; readonly at: string }[];
  readonly class: DataClass;
}

/** What the subgraph needs of the ledger. */
export interface DecisionLedger {
  /** Decisions about several customers, by customer, the newest first. */
  bySubjects(
    customerIds: readonly string[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, readonly DecisionEventRow[]>>;
  /** Decisions by their ids; those that are not there are not in the answer. */
  byIds(ids: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, DecisionEventRow>>;
}
