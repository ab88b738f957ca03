import type { CustomerRecords } from '@bankgraph/bank-sources';
import type { AskMany, KeptType, ReadThrough } from '@bankgraph/cache';
import { batched, type LoaderScope } from '@bankgraph/subgraph-kit';
import type DataLoader from 'dataloader';
import type { DecidedReview, DecidedReviews } from './decided-review.js';
import { keptRecords } from './kept-records.js';
import type { KycProfile, KycRecords } from './kyc-profile.js';
import type { RiskRating } from './risk-rating.js';
import type { Screening, ScreeningLog } from './screening.js';
import type { VerificationFile, VerificationVendor } from './verification-vendor.js';

/** The systems that this subgraph reads. */
export interface KycSources {
  readonly records: KycRecords;
  readonly vendor: VerificationVendor;
  readonly screening: ScreeningLog;
  /** Not given: nobody decides through the graph. */
  readonly decided?: DecidedReviews | undefined;
  /** Keeps for a while what these say; null: each request asks them. */
  readonly cache: ReadThrough | null;
  /** What time it is; the clock of the machine when not given. */
  readonly now?: () => Date;
}

/** By customer number. What is asked for in one turn becomes one call to each system. */
export interface KycLoaders {
  readonly profile: DataLoader<string, CustomerRecords<KycProfile>>;
  readonly riskRatings: DataLoader<string, CustomerRecords<RiskRating>>;
  readonly review: DataLoader<string, CustomerRecords<DecidedReview>>;
  readonly file: DataLoader<string, VerificationFile>;
  readonly screenings: DataLoader<string, CustomerRecords<Screening>>;
  readonly now: () => Date;
}

/** Customers in one call: what the systems' batch calls take, and a URL can hold. */
const maxBatchSize = 200;

/** Loaders for one request. */
export function kycLoaders(sources: KycSources, scope: LoaderScope): KycLoaders {
  const { records, vendor, cache } = sources;
  const { signal } = scope;
  /** Asks for many, from what is kept where it is there. */
  const kept = <Value>(type: KeptType<Value>, ids: readonly string[], ask: AskMany<Value>) =>
    cache === null ? ask(ids, signal) : cache.many(type, ids, scope, ask);
  return {
    profile: batched((ids) => kept(keptRecords.profile, ids, records.profiles), { maxBatchSize }),
    riskRatings: batched((ids) => records.riskRatings(ids, signal), { maxBatchSize }),
    review: batched(async (ids) => (await sources.decided?.reviews(ids, signal)) ?? new Map(), {
      maxBatchSize,
      absent: { records: [], faults: [] },
    }),
    file: batched((ids) => kept(keptRecords.file, ids, vendor.files), { maxBatchSize }),
    screenings: batched((ids) => sources.screening.screenings(ids, signal), { maxBatchSize }),
    now: sources.now ?? (() => new Date()),
  };
}
