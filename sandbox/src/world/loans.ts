import type { Money } from './money.js';

/** A loan as Apache Fineract keeps it. */
export interface Loan {
  /** Fineract's numeric id: customer number × 10 + ordinal. */
  readonly id: number;
  readonly accountNo: string;
  readonly productName: string;
  readonly status: 'ACTIVE' | 'CLOSED' | 'PENDING';
  readonly principal: Money;
  readonly outstanding: Money;
  /** Per cent a year, decimal string. */
  readonly annualInterestRate: string;
  readonly numberOfRepayments: number;
  /** ISO dates. */
  readonly submittedOn: string;
  readonly disbursedOn: string | null;
  readonly maturesOn: string;
  readonly inArrears: boolean;
}

/** The customer as a Fineract client; `externalId` is the customer id. */
export interface LoanClient {
  /** Fineract's numeric id: the customer number. */
  readonly clientId: number;
  readonly activatedOn: string;
  readonly officeName: string;
  readonly loans: readonly Loan[];
}
