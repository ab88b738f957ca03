import type { LoaderScope } from '@bankgraph/subgraph-kit';
import DataLoader from 'dataloader';
import type { CustomerRecords } from './customer-records.js';
import type { KycProfile, KycRecords } from './kyc-profile.js';
import type { RiskRating } from './risk-rating.js';
import type { Screening, ScreeningLog } from './screening.js';
import type { VerificationFile, VerificationVendor } from './verification-vendor.js';

/** The systems that this subgraph reads. */
export interface KycSources {
  readonly records: KycRecords;
  readonly vendor: VerificationVendor;
  readonly screening: ScreeningLog;
  /** What time it is; the clock of the machine when not given. */
  readonly now?: () => Date;
}

/** By customer number. What is asked for in one turn becomes one call to each system. */
export interface KycLoaders {
  readonly profile: DataLoader<string, CustomerRecords<KycProfile>>;
  readonly riskRatings: DataLoader<string, CustomerRecords<RiskRating>>;
  readonly file: DataLoader<string, VerificationFile>;
  readonly screenings: DataLoader<string, CustomerRecords<Screening>>;
  readonly now: () => Date;
}

/** Customers in one call: what the systems' batch calls take, and a URL can hold. */
const maxBatchSize = 200;

/** Loaders for one request. */
export function kycLoaders(sources: KycSources, { signal }: LoaderScope): KycLoaders {
  return {
    profile: batched((ids) => sources.records.profiles(ids, signal)),
    riskRatings: batched((ids) => sources.records.riskRatings(ids, signal)),
    file: batched((ids) => sources.vendor.files(ids, signal)),
    screenings: batched((ids) => sources.screening.screenings(ids, signal)),
    now: sources.now ?? (() => new Date()),
  };
}

function batched<T>(
  ask: (customerIds: readonly string[]) => Promise<ReadonlyMap<string, T>>,
): DataLoader<string, T> {
  return new DataLoader(
    async (customerIds) => {
      try {
        const answers = await ask(customerIds);
        return customerIds.map((id) => answers.get(id) ?? new Error('A source left out a customer.'));
      } catch (error) {
        // Returned, not thrown: DataLoader then remembers it, and a system that is down is asked once a request.
        const failure = error instanceof Error ? error : new Error('A source failed.', { cause: error });
        return customerIds.map(() => failure);
      }
    },
    { maxBatchSize },
  );
}
