import { type Normalisation, Quarantined } from '@bankgraph/bank-sources';
import { accountFormat } from './account-format.js';
import { balanceFormat } from './balance-format.js';
import { beneficiaryFormat } from './beneficiary-format.js';
import { directDebitFormat } from './direct-debit-format.js';
import { offerFormat } from './offer-format.js';
import { partiesFormat, partyFormat } from './party-format.js';
import { productFormat } from './product-format.js';
import type { RecordFormat } from './record-format.js';
import { recordsIn } from './records-in.js';
import { scheduledPaymentFormat } from './scheduled-payment-format.js';
import { standingOrderFormat } from './standing-order-format.js';
import { statementFormat } from './statement-format.js';
import { transactionFormat } from './transaction-format.js';

const formats: ReadonlyMap<string, RecordFormat<object>> = new Map(
  [
    accountFormat,
    balanceFormat,
    transactionFormat,
    beneficiaryFormat,
    standingOrderFormat,
    directDebitFormat,
    scheduledPaymentFormat,
    statementFormat,
    partyFormat,
    partiesFormat,
    productFormat,
    offerFormat,
  ].map((format): [string, RecordFormat<object>] => [format.resource, format]),
);

/** Resources of UK Open Banking v4.0 that the adapter understands, by the last segment of their path. */
export const openBankingResources: readonly string[] = [...formats.keys()];

/** What the adapter makes of one published body. */
export interface OpenBankingAcceptance {
  readonly resource: string;
  /** False: the adapter does not read this resource at all, so nothing was looked at. */
  readonly supported: boolean;
  /** Records in the shape in which they are passed on. */
  readonly accepted: readonly object[];
  readonly normalised: readonly Normalisation[];
  /** Records that were set aside; `(body)` when the answer as a whole cannot be read. */
  readonly quarantined: readonly Quarantined[];
}

/**
 * What the adapter makes of a body as it was published or sent: the same code that reads a bank's answers, without
 * the network. Never throws.
 *
 * @param resource for example `standing-orders`; see `openBankingResources`
 * @param body parsed by `parseExactJson` or `tolerantJson`, so that no number is a float
 */
export function acceptOpenBanking(resource: string, body: unknown): OpenBankingAcceptance {
  const format = formats.get(resource);
  const nothing = { resource, accepted: [], normalised: [], quarantined: [] };
  if (format === undefined) return { ...nothing, supported: false };
  const found = recordsIn(format, body);
  if ('fault' in found) {
    return { ...nothing, supported: true, quarantined: [new Quarantined('(body)', [found.fault], body)] };
  }
  const { accepted, normalisations, quarantined } = format.sort(found.records);
  const whole = found.madeList ? [{ recordId: '(body)', rule: 'single-record-as-list' }] : [];
  return { resource, supported: true, accepted, normalised: [...whole, ...normalisations], quarantined };
}
