import type { Sorted } from '@bankgraph/bank-sources';
import type { AccountRecords } from './account-records.js';
import type { AccountRecord } from './open-banking/account-format.js';
import type { BalanceRecord } from './open-banking/balance-format.js';
import type { BeneficiaryRecord } from './open-banking/beneficiary-format.js';
import type { DirectDebitRecord } from './open-banking/direct-debit-format.js';
import type { PartyRecord } from './open-banking/party-format.js';
import type { ProductRecord } from './open-banking/product-format.js';
import type { StandingOrderRecord } from './open-banking/standing-order-format.js';
import type { StatementRecord } from './open-banking/statement-format.js';
import type { TransactionRecord } from './open-banking/transaction-format.js';

/** An account in the graph: its number, and the holder on whose behalf core banking is asked for the rest. */
export interface AccountNode {
  readonly id: string;
  readonly holderId: string;
  /** All holders, when the account was reached by its own number and not through one of them. */
  readonly customerIds?: readonly string[];
  /** What core banking says of it, when that is known already. */
  readonly record?: AccountRecord;
}

/** Days of booking, both included; null: no limit. */
export interface TransactionSpan {
  /** ISO 8601 calendar date. */
  readonly from: string | null;
  /** ISO 8601 calendar date. */
  readonly to: string | null;
}

/**
 * The system of record for accounts. It is asked per customer, for all their accounts at once.
 *
 * Every method rejects with UPSTREAM_UNAVAILABLE or, when an answer as a whole cannot be read, UPSTREAM_INVALID.
 */
export interface CoreBankingSource {
  accounts(customerId: string, signal?: AbortSignal): Promise<Sorted<AccountRecord>>;
  /** Null when core banking has no such party. Rejects with UPSTREAM_INVALID when the record breaks its format. */
  party(customerId: string, signal?: AbortSignal): Promise<PartyRecord | null>;
  /** Newest first. */
  transactions(
    customerId: string,
    span: TransactionSpan,
    signal?: AbortSignal,
  ): Promise<AccountRecords<TransactionRecord>>;
  balances(customerId: string, signal?: AbortSignal): Promise<AccountRecords<BalanceRecord>>;
  beneficiaries(customerId: string, signal?: AbortSignal): Promise<AccountRecords<BeneficiaryRecord>>;
  standingOrders(customerId: string, signal?: AbortSignal): Promise<AccountRecords<StandingOrderRecord>>;
  directDebits(customerId: string, signal?: AbortSignal): Promise<AccountRecords<DirectDebitRecord>>;
  statements(customerId: string, signal?: AbortSignal): Promise<AccountRecords<StatementRecord>>;
  products(customerId: string, signal?: AbortSignal): Promise<AccountRecords<ProductRecord>>;
  close(): Promise<void>;
}
