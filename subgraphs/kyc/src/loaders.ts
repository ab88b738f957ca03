import type { CustomerRecords } from '@bankgraph/bank-sources';
import { batched, type LoaderScope } from '@bankgraph/subgraph-kit';
import type DataLoader from 'dataloader';
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
    profile: batched((ids) => sources.records.profiles(ids, signal), { maxBatchSize }),
    riskRatings: batched((ids) => sources.records.riskRatings(ids, signal), { maxBatchSize }),
    file: batched((ids) => sources.vendor.files(ids, signal), { maxBatchSize }),
    screenings: batched((ids) => sources.screening.screenings(ids, signal), { maxBatchSize }),
    now: sources.now ?? (() => new Date()),
  };
}
