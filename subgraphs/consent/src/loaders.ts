import type { CustomerRecords } from '@bankgraph/bank-sources';
import { batched, type LoaderScope } from '@bankgraph/subgraph-kit';
import type DataLoader from 'dataloader';
import type { Consent, ConsentRegister } from './consent.js';

/** The systems that this subgraph reads. */
export interface ConsentSources {
  readonly register: ConsentRegister;
  /** What time it is; the clock of the machine when not given. */
  readonly now?: () => Date;
}

/** By customer number. What is asked for in one turn becomes one statement. */
export interface ConsentLoaders {
  readonly consents: DataLoader<string, CustomerRecords<Consent>>;
  readonly now: () => Date;
}

/** Loaders for one request. */
export function consentLoaders(sources: ConsentSources, { signal }: LoaderScope): ConsentLoaders {
  return {
    consents: batched((ids) => sources.register.consents(ids, signal), { maxBatchSize: 500 }),
    now: sources.now ?? (() => new Date()),
  };
}
