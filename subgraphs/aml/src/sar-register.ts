import type { SarStatus } from './schema.generated.js';
import type { Found } from './set-aside.js';

/** What the row policies of reports look at. */
export interface ReportRow {
  readonly id: string;
  readonly customerId: string;
  readonly caseId: string;
  /** When the reporting officer released it to audit; null: not released. */
  readonly releasedAt: string | null;
}

/** A suspicious activity report. */
export interface SarNode extends ReportRow {
  readonly status: SarStatus;
  readonly regulatorRef: string | null;
  readonly filedAt: string | null;
  readonly deadlineAt: string;
  readonly narrative: string;
  /** As the register keeps it; see `acknowledgementOf`. */
  readonly registeredAcknowledgement: unknown;
}

/** A decision not to file a report. */
export interface NoReportDecisionRow extends ReportRow {
  readonly decidedAt: string;
  readonly decidedBy: string;
  readonly approvedBy: string;
  readonly rationale: string;
}

/** Something to be done about a case. */
export interface CaseTask {
  readonly id: string;
  readonly caseId: string;
  readonly title: string;
  readonly assignee: string;
  readonly dueAt: string;
  readonly doneAt: string | null;
  readonly aboutReport: boolean;
}

/** What the subgraph needs of the register, for several customers at once, by customer. */
export interface SarRegister {
  /** The newest first. */
  sars(customerIds: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, Found<SarNode>>>;
  noReportDecisions(
    customerIds: readonly string[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, Found<NoReportDecisionRow>>>;
  /** By due date. */
  tasks(customerIds: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, Found<CaseTask>>>;
}
