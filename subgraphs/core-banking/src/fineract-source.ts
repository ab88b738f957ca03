import {
  type BankSystemOptions,
  bankSystem,
  path,
  quarantine,
  requireValid,
  UpstreamUnavailable,
} from '@bankgraph/bank-sources';
import { z } from 'zod';
import { fineractLoan, fineractLoanSummary } from './fineract-record.js';
import type { LoanSource } from './loan.js';

/** The name by which errors call this system. */
const system = 'loans';

/** What the adapter to Apache Fineract needs. */
export interface FineractOptions
  extends Pick<BankSystemOptions, 'deadlineMs' | 'concurrency' | 'queue' | 'breaker' | 'onCall'> {
  /** Origin and base path, for example `https://loans.bank.example/fineract-provider/api/v1`. */
  readonly baseUrl: string | URL;
  readonly username: string;
  readonly password: string;
  readonly tenantId: string;
}

const accounts = z.object({ loanAccounts: z.array(z.unknown()).default([]) });

/**
 * Apache Fineract as the loan system. It knows customers by the bank-wide customer number as `externalId`. Only reads:
 * the client refuses anything but GET.
 */
export function fineractSource(options: FineractOptions): LoanSource {
  const { baseUrl, username, password, tenantId, deadlineMs, breaker, onCall } = options;
  const basic = Buffer.from(`${username}:${password}`, 'utf8').toString('base64');
  const fineract = bankSystem({
    name: system,
    baseUrl,
    readOnly: true,
    headers: {
      accept: 'application/json',
      authorization: `Basic ${basic}`,
      'fineract-platform-tenantid': tenantId,
    },
    concurrency: options.concurrency ?? 32,
    queue: options.queue ?? 2_000,
    ...(deadlineMs === undefined ? {} : { deadlineMs }),
    ...(breaker === undefined ? {} : { breaker }),
    ...(onCall === undefined ? {} : { onCall }),
  });
  const get = (place: string, signal: AbortSignal | undefined) =>
    fineract.get(place, { absentOn404: true, ...(signal === undefined ? {} : { signal }) });

  return {
    async loans(customerId, signal) {
      const answer = await get(path`/clients/external-id/${customerId}/accounts`, signal);
      const records =
        answer === null
          ? []
          : requireValid(system, accounts, answer, '/clients/external-id/accounts').loanAccounts;
      return quarantine(system, fineractLoanSummary, records, idOf);
    },
    async loan(loanId, signal) {
      const answer = await get(path`/loans/${loanId}`, signal);
      // It was on the list a moment ago: that it is gone now is no answer to what it says.
      if (answer === null) throw new UpstreamUnavailable(system, 'status', { upstreamStatus: 404 });
      return requireValid(system, fineractLoan, answer, loanId);
    },
    close: () => fineract.close(),
  };
}

function idOf(record: { readonly id?: unknown }): unknown {
  return record.id;
}
