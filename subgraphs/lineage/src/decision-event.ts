import type { AgentType, DataClass, DecisionDomain } from './schema.generated.js';
import type { TimeRange } from './time-given.js';

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

/** What policies look at in a decision: all that have it in common exist for a caller, or none. */
export type DecisionSort = Pick<
  DecisionEventRow,
  'customerId' | 'domain' | 'class' | 'aboutReport' | 'caseId'
>;

/** Decisions of one customer's timeline that are asked for. */
export interface TimelineAsked {
  readonly customerId: string;
  /** Kinds of timeline entry; null: all. */
  readonly kinds: readonly string[] | null;
  readonly range: TimeRange;
}

/** A page of them. */
export interface TimelinePageAsked extends TimelineAsked {
  /** Only decisions of these sorts. */
  readonly sorts: readonly DecisionSort[];
  /** Begins with the entry at this place, or the first after it; null: with the newest. */
  readonly upTo: { readonly occurredAt: string; readonly id: string } | null;
  readonly most: number;
}

/** What of the chain around a decision is asked for. */
export interface ChainAsked {
  readonly id: string;
  readonly direction: 'CAUSES' | 'CONSEQUENCES';
  /** So many steps at most. */
  readonly depth: number;
  /** Whether restricted decisions are followed. */
  readonly restricted: boolean;
}

/** Decisions in reach of one, that one included. */
export interface Chain {
  readonly events: readonly DecisionEventRow[];
  /** Whether there were more than are ever read. */
  readonly cut: boolean;
}

/** Which decisions followed a rule or model. */
export interface PlanAsked {
  readonly planId: string;
  /** Null: any. */
  readonly version: string | null;
  readonly range: TimeRange;
  /** Whether restricted decisions are among them. */
  readonly restricted: boolean;
  readonly most: number;
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
  /** Sorts of decisions on a timeline, and how many there are of each. */
  timelineSorts(
    asked: TimelineAsked,
    signal: AbortSignal,
  ): Promise<readonly (DecisionSort & { readonly count: number })[]>;
  /** Decisions on a timeline, the newest first. */
  timelinePage(asked: TimelinePageAsked, signal: AbortSignal): Promise<readonly DecisionEventRow[]>;
  chain(asked: ChainAsked, signal: AbortSignal): Promise<Chain>;
  /** The newest first. */
  byPlan(asked: PlanAsked, signal: AbortSignal): Promise<readonly DecisionEventRow[]>;
  /** Record of the audit log that anchors a decision, by the decision's id. */
  anchors(ids: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, string>>;
}
