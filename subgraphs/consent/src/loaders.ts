import type { RecordEdit } from '@bankgraph/audit-log';
import type { CustomerRecords } from '@bankgraph/bank-sources';
import { batched, type LoaderScope } from '@bankgraph/subgraph-kit';
import type DataLoader from 'dataloader';
import type { AccountHoldings } from './account-holdings.js';
import type { Consent, ConsentRegister } from './consent.js';
import type { ConsentDesk } from './consent-desk.js';
import type { ConsentExpiry } from './consent-expiry.js';

/** A change, for the audit log. */
export interface ConsentEdit {
  /** `Mutation.field` */
  readonly field: string;
  readonly customerId: string;
}

/** What this subgraph reads and writes. */
export interface ConsentSources {
  readonly register: ConsentRegister;
  readonly desk: ConsentDesk;
  readonly holdings: AccountHoldings;
  /** Writes down what time ends. The subgraph closes it; null where another process does it. */
  readonly expiry: ConsentExpiry | null;
  /** Prepares the record of a change that is made in this request. @throws AuditUnavailable */
  recordOf(edit: ConsentEdit, scope: LoaderScope): Promise<RecordEdit>;
  /** What time it is; the clock of the machine when not given. */
  readonly now?: () => Date;
}

/** By customer number. What is asked for in one turn becomes one statement. */
export interface ConsentLoaders extends Pick<ConsentSources, 'desk' | 'holdings'> {
  readonly consents: DataLoader<string, CustomerRecords<Consent>>;
  readonly now: () => Date;
  recordOf(edit: ConsentEdit): Promise<RecordEdit>;
}

/** Loaders for one request. */
export function consentLoaders(sources: ConsentSources, scope: LoaderScope): ConsentLoaders {
  return {
    consents: batched((ids) => sources.register.consents(ids, scope.signal), { maxBatchSize: 500 }),
    now: sources.now ?? (() => new Date()),
    desk: sources.desk,
    holdings: sources.holdings,
    recordOf: (edit) => sources.recordOf(edit, scope),
  };
}
