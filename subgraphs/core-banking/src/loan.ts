import type { Sorted } from '@bankgraph/bank-sources';

/** Status of a loan, the contract's LoanStatus. */
export type LoanStatus =
  | 'SUBMITTED'
  | 'APPROVED'
  | 'ACTIVE'
  | 'WITHDRAWN'
  | 'REJECTED'
  | 'CLOSED'
  | 'OVERPAID';

/** What the list of a customer's loans says of one. */
export interface LoanSummary {
  readonly id: string;
  readonly product: string | null;
  readonly status: LoanStatus;
  readonly inArrears: boolean | null;
}

/** A loan in the graph. The rest is asked for when a field needs it. */
export type LoanNode = LoanSummary;

/** What only the loan itself says. */
export interface LoanDetails {
  readonly principal: { readonly amount: string; readonly currency: string };
  /** Null before anything was paid out. */
  readonly outstanding: { readonly amount: string; readonly currency: string } | null;
  /** Per cent a year, decimal text. */
  readonly annualInterestRate: string | null;
  /** ISO 8601 calendar date. */
  readonly disbursedOn: string | null;
  /** ISO 8601 calendar date. */
  readonly maturesOn: string | null;
  readonly inArrears: boolean | null;
}

/**
 * The loan system. It has no batch: it is asked per customer, and per loan.
 *
 * Every method rejects with UPSTREAM_UNAVAILABLE, or with UPSTREAM_INVALID when what it answers breaks its format.
 */
export interface LoanSource {
  /** None for a customer whom the loan system does not know. */
  loans(customerId: string, signal?: AbortSignal): Promise<Sorted<LoanSummary>>;
  loan(loanId: string, signal?: AbortSignal): Promise<LoanDetails>;
  close(): Promise<void>;
}
