import {
  allRecords,
  type BankSystem,
  type BankSystemOptions,
  bankSystem,
  followLinks,
  type Normalisation,
  quarantineErrors,
  type Sorted,
  UpstreamInvalid,
} from '@bankgraph/bank-sources';
import type { CoreBankingSource, TransactionSpan } from './account.js';
import { AccountRecords } from './account-records.js';
import { accountFormat } from './open-banking/account-format.js';
import { balanceFormat } from './open-banking/balance-format.js';
import { beneficiaryFormat } from './open-banking/beneficiary-format.js';
import { customerTokens, type OpenBankingCredentials } from './open-banking/customer-token.js';
import { directDebitFormat } from './open-banking/direct-debit-format.js';
import { partyFormat } from './open-banking/party-format.js';
import { productFormat } from './open-banking/product-format.js';
import { coreBankingSystem, type RecordFormat } from './open-banking/record-format.js';
import { recordsIn } from './open-banking/records-in.js';
import { standingOrderFormat } from './open-banking/standing-order-format.js';
import { statementFormat } from './open-banking/statement-format.js';
import { transactionFormat } from './open-banking/transaction-format.js';

/** What the adapter to a UK Open Banking v4.0 server needs. */
export interface OpenBankingOptions
  extends OpenBankingCredentials,
    Pick<BankSystemOptions, 'deadlineMs' | 'concurrency' | 'queue' | 'breaker' | 'onCall'> {
  /** Origin and base path, for example `https://core.bank.example/open-banking/v4.0/aisp`. */
  readonly baseUrl: string | URL;
  /** Told of every repair that was made to a record, for reports. Must not throw. */
  readonly onNormalised?: (normalisations: readonly Normalisation[]) => void;
}

/**
 * The client of core banking. It is read-only: anything but a GET is refused before a socket opens. Every call says
 * on whose behalf it is and carries a token for that customer and that resource alone.
 */
export function openBankingSystem(options: OpenBankingOptions): BankSystem {
  const { baseUrl, clientId, clientSecret, deadlineMs, breaker, onCall } = options;
  const tokenFor = customerTokens({ clientId, clientSecret });
  return bankSystem({
    name: coreBankingSystem,
    baseUrl,
    readOnly: true,
    headers: { accept: 'application/json' },
    authorize: async ({ onBehalfOf, path }) => {
      if (onBehalfOf === undefined) throw new Error('Every call to core banking is on behalf of a customer.');
      return { authorization: `Bearer ${tokenFor(onBehalfOf, path)}` };
    },
    // A page of a hundred customers with all their resources asks some nine hundred times at once.
    concurrency: options.concurrency ?? 32,
    queue: options.queue ?? 2_000,
    ...(deadlineMs === undefined ? {} : { deadlineMs }),
    ...(breaker === undefined ? {} : { breaker }),
    ...(onCall === undefined ? {} : { onCall }),
  });
}

/**
 * Core banking over UK Open Banking Account and Transaction API v4.0. Each resource is asked for as a whole, per
 * customer; pages are followed, records that come again on another page are dropped.
 *
 * All methods reject with UPSTREAM_UNAVAILABLE when the system does not answer or refuses (401 and 403 alike), and
 * with UPSTREAM_INVALID when an answer or its paging cannot be read as a whole.
 */
export function openBankingSource(options: OpenBankingOptions): CoreBankingSource {
  const system = openBankingSystem(options);
  const tell = (sorted: Sorted<unknown>) => {
    if (sorted.normalisations.length > 0) options.onNormalised?.(sorted.normalisations);
  };

  async function records(
    format: RecordFormat<unknown>,
    customerId: string,
    signal: AbortSignal | undefined,
    query: Readonly<Record<string, string | undefined>> = {},
  ): Promise<readonly unknown[]> {
    const path = `/${format.resource}`;
    return allRecords(
      followLinks(system, path, {
        onBehalfOf: customerId,
        query,
        ...(signal === undefined ? {} : { signal }),
        keyOf: keyOf as (record: never) => string,
        recordsOf: (body) => {
          const found = recordsIn(format, body);
          if ('fault' in found) throw new UpstreamInvalid(coreBankingSystem, path, [found.fault]);
          return found.records;
        },
      }),
    );
  }
  const byAccount =
    <Accepted>(format: RecordFormat<Accepted>) =>
    async (customerId: string, signal?: AbortSignal) =>
      new AccountRecords(format, await records(format, customerId, signal), tell);

  return {
    async accounts(customerId, signal) {
      const sorted = accountFormat.sort(await records(accountFormat, customerId, signal));
      tell(sorted);
      return sorted;
    },
    async party(customerId, signal) {
      const sorted = partyFormat.sort(await records(partyFormat, customerId, signal));
      tell(sorted);
      const [error] = quarantineErrors(sorted);
      if (error !== undefined) throw error;
      return sorted.accepted[0] ?? null;
    },
    async transactions(customerId, span, signal) {
      const found = await records(transactionFormat, customerId, signal, bookingTimes(span));
      return new AccountRecords(transactionFormat, found, tell);
    },
    balances: byAccount(balanceFormat),
    beneficiaries: byAccount(beneficiaryFormat),
    standingOrders: byAccount(standingOrderFormat),
    directDebits: byAccount(directDebitFormat),
    statements: byAccount(statementFormat),
    products: byAccount(productFormat),
    close: () => system.close(),
  };
}

/** The standard filters by time and ignores the offset: from the first to the last moment of the days. */
function bookingTimes({ from, to }: TransactionSpan): Readonly<Record<string, string | undefined>> {
  return {
    fromBookingDateTime: from === null ? undefined : `${from}T00:00:00Z`,
    toBookingDateTime: to === null ? undefined : `${to}T23:59:59.999Z`,
  };
}

/** Tells records of two pages apart: by account and id, and without an id by their content. */
function keyOf(record: Readonly<Record<string, unknown>>): string {
  const id =
    record.TransactionId ??
    record.BeneficiaryId ??
    record.StandingOrderId ??
    record.DirectDebitId ??
    record.StatementId;
  return typeof id === 'string' ? JSON.stringify([record.AccountId, id]) : JSON.stringify(record);
}
