import type { Sorted } from '@bankgraph/bank-sources';
import type { KeptType, ReadThrough } from '@bankgraph/cache';
import { batched, type LoaderScope, oneByOne } from '@bankgraph/subgraph-kit';
import type DataLoader from 'dataloader';
import type { CoreBankingSource, TransactionSpan } from './account.js';
import type { AccountRecords } from './account-records.js';
import { type DecidedRestrictions, oneForEachScope } from './decided-restrictions.js';
import type {
  AccountHolder,
  CustomerDirectory,
  DirectoryCustomer,
  ExternalId,
  Restriction,
} from './directory.js';
import { keptRecords } from './kept-records.js';
import type { LoanDetails, LoanSource, LoanSummary } from './loan.js';
import type { AccountRecord } from './open-banking/account-format.js';
import type { BalanceRecord } from './open-banking/balance-format.js';
import type { BeneficiaryRecord } from './open-banking/beneficiary-format.js';
import type { DirectDebitRecord } from './open-banking/direct-debit-format.js';
import type { PartyRecord } from './open-banking/party-format.js';
import type { ProductRecord } from './open-banking/product-format.js';
import type { StandingOrderRecord } from './open-banking/standing-order-format.js';
import type { StatementRecord } from './open-banking/statement-format.js';
import type { TransactionRecord } from './open-banking/transaction-format.js';

/** The bank systems behind this subgraph. */
export interface CoreBankingSources {
  readonly coreBanking: CoreBankingSource;
  readonly directory: CustomerDirectory;
  readonly loans: LoanSource;
  /** Not given: nobody decides through the graph. */
  readonly decided?: DecidedRestrictions | undefined;
  /** Keeps for a while what these say; null: each request asks them. */
  readonly cache: ReadThrough | null;
}

/** Whose transactions, and of which days. */
export interface TransactionsKey extends TransactionSpan {
  readonly customerId: string;
}

type PerCustomer<Value> = DataLoader<string, Value>;

/** The loaders of one request: no system is asked twice for the same thing. */
export interface CoreBankingLoaders {
  /** One statement for all customers. */
  readonly customer: DataLoader<string, DirectoryCustomer | null>;
  /** One statement for all customers. */
  readonly externalIds: DataLoader<string, readonly ExternalId[]>;
  /** One statement for all accounts. */
  readonly holders: DataLoader<string, readonly AccountHolder[]>;
  /** One statement for all customers. */
  readonly restrictions: DataLoader<string, readonly Restriction[]>;
  /** One call per customer, like the rest below. */
  readonly accounts: PerCustomer<Sorted<AccountRecord>>;
  readonly party: PerCustomer<PartyRecord | null>;
  readonly balances: PerCustomer<AccountRecords<BalanceRecord>>;
  readonly transactions: DataLoader<TransactionsKey, AccountRecords<TransactionRecord>, string>;
  readonly beneficiaries: PerCustomer<AccountRecords<BeneficiaryRecord>>;
  readonly standingOrders: PerCustomer<AccountRecords<StandingOrderRecord>>;
  readonly directDebits: PerCustomer<AccountRecords<DirectDebitRecord>>;
  readonly statements: PerCustomer<AccountRecords<StatementRecord>>;
  readonly products: PerCustomer<AccountRecords<ProductRecord>>;
  readonly loans: PerCustomer<Sorted<LoanSummary>>;
  /** One call per loan. */
  readonly loan: DataLoader<string, LoanDetails>;
}

/** Makes the loaders of one request. */
export function coreBankingLoaders(sources: CoreBankingSources, scope: LoaderScope): CoreBankingLoaders {
  const { coreBanking, directory, loans, decided, cache } = sources;
  const { signal } = scope;
  /** Asks for one, from what is kept when it is there. */
  const kept = <Value>(
    type: KeptType<Value>,
    id: string,
    ask: (id: string, signal: AbortSignal) => Promise<Value>,
  ) => (cache === null ? ask(id, signal) : cache.one(type, id, scope, ask));
  return {
    customer: batched(
      (ids) =>
        cache === null
          ? directory.customers(ids, signal)
          : cache.many(keptRecords.customer, ids, scope, directory.customers),
      { absent: null },
    ),
    externalIds: batched((ids) => directory.externalIds(ids, signal), { absent: [] }),
    holders: batched((ids) => directory.holders(ids, signal), { absent: [] }),
    restrictions: batched(async (ids) => {
      const [ofBank, ofPeople] = await Promise.all([
        directory.restrictions(ids, signal),
        decided?.restrictions(ids, signal),
      ]);
      return new Map(
        ids.map((id) => [id, oneForEachScope([...(ofBank.get(id) ?? []), ...(ofPeople?.get(id) ?? [])])]),
      );
    }),
    accounts: oneByOne((id) => kept(keptRecords.accounts, id, coreBanking.accounts)),
    party: oneByOne((id) => kept(keptRecords.party, id, coreBanking.party)),
    balances: oneByOne((id) => kept(keptRecords.balances, id, coreBanking.balances)),
    transactions: oneByOne(
      ({ customerId, ...span }: TransactionsKey) =>
        span.from === null && span.to === null
          ? kept(keptRecords.transactions, customerId, (id, until) =>
              coreBanking.transactions(id, span, until),
            )
          : coreBanking.transactions(customerId, span, signal),
      { cacheKeyFn: ({ customerId, from, to }) => JSON.stringify([customerId, from, to]) },
    ),
    beneficiaries: oneByOne((id) => coreBanking.beneficiaries(id, signal)),
    standingOrders: oneByOne((id) => coreBanking.standingOrders(id, signal)),
    directDebits: oneByOne((id) => coreBanking.directDebits(id, signal)),
    statements: oneByOne((id) => coreBanking.statements(id, signal)),
    products: oneByOne((id) => kept(keptRecords.products, id, coreBanking.products)),
    loans: oneByOne((id) => loans.loans(id, signal)),
    loan: oneByOne((id) => loans.loan(id, signal)),
  };
}
