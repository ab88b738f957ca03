import type { Sorted } from '@bankgraph/bank-sources';
import { type Form, jsonForm, keptType } from '@bankgraph/cache';
import { AccountRecords } from './account-records.js';
import type { DirectoryCustomer } from './directory.js';
import type { AccountRecord } from './open-banking/account-format.js';
import { balanceFormat } from './open-banking/balance-format.js';
import type { PartyRecord } from './open-banking/party-format.js';
import { productFormat } from './open-banking/product-format.js';
import type { RecordFormat } from './open-banking/record-format.js';
import { transactionFormat } from './open-banking/transaction-format.js';

/** What of this subgraph's systems is kept for a while. */
export const keptRecords = {
  customer: keptType('directory', 'customer', jsonForm<DirectoryCustomer>()),
  accounts: keptType(
    'core-banking',
    'accounts',
    jsonForm<Sorted<AccountRecord>>(({ quarantined }) => quarantined.length === 0),
  ),
  party: keptType('core-banking', 'party', jsonForm<PartyRecord | null>()),
  balances: keptType('core-banking', 'balances', byAccount(balanceFormat)),
  products: keptType('core-banking', 'products', byAccount(productFormat)),
  /** Those of all days. */
  transactions: keptType('core-banking', 'transactions', byAccount(transactionFormat)),
};

function byAccount<Accepted>(format: RecordFormat<Accepted>): Form<AccountRecords<Accepted>> {
  return {
    write: (records) => records.toText(),
    read: (text) => new AccountRecords(format, []).takeText(text),
  };
}
