import type { LoaderScope } from '@bankgraph/subgraph-kit';
import DataLoader from 'dataloader';
import type { Consent, ConsentRegister } from './consent.js';
import type { CustomerRecords } from './customer-records.js';

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
    consents: new DataLoader(
      async (customerIds) => {
        try {
          const found = await sources.register.consents(customerIds, signal);
          return customerIds.map((id) => found.get(id) ?? new Error('A source left out a customer.'));
        } catch (error) {
          // Returned, not thrown: DataLoader then remembers it, and a system that is down is asked once a request.
          const failure = error instanceof Error ? error : new Error('A source failed.', { cause: error });
          return customerIds.map(() => failure);
        }
      },
      { maxBatchSize: 500 },
    ),
    now: sources.now ?? (() => new Date()),
  };
}
