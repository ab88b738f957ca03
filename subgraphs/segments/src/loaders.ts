import type { CustomerRecords } from '@bankgraph/bank-sources';
import { batched, type LoaderScope } from '@bankgraph/subgraph-kit';
import type DataLoader from 'dataloader';
import type { DecidedOverride, DecidedOverrides } from './decided-overrides.js';
import type { Membership, SegmentRecords } from './membership.js';
import type { Prediction } from './prediction.js';
import type { Segmentation, SegmentationProfile } from './segmentation-profile.js';

/** The systems that this subgraph reads. */
export interface SegmentsSources {
  readonly records: SegmentRecords;
  readonly segmentation: Segmentation;
  /** Not given: nobody decides through the graph. */
  readonly decided?: DecidedOverrides | undefined;
  /** What time it is; the clock of the machine when not given. */
  readonly now?: () => Date;
}

/** By customer number. What is asked for in one turn becomes one call to each system. */
export interface SegmentsLoaders {
  readonly memberships: DataLoader<string, CustomerRecords<Membership>>;
  readonly predictions: DataLoader<string, CustomerRecords<Prediction>>;
  readonly overrides: DataLoader<string, CustomerRecords<DecidedOverride>>;
  readonly profile: DataLoader<string, CustomerRecords<SegmentationProfile>>;
  readonly now: () => Date;
}

/** Customers in one call. */
const maxBatchSize = 200;

/** Loaders for one request. */
export function segmentsLoaders(sources: SegmentsSources, { signal }: LoaderScope): SegmentsLoaders {
  return {
    memberships: batched((ids) => sources.records.memberships(ids, signal), { maxBatchSize }),
    predictions: batched((ids) => sources.records.predictions(ids, signal), { maxBatchSize }),
    overrides: batched(async (ids) => (await sources.decided?.overrides(ids, signal)) ?? new Map(), {
      maxBatchSize,
      absent: { records: [], faults: [] },
    }),
    profile: batched((ids) => sources.segmentation.profiles(ids, signal), { maxBatchSize }),
    now: sources.now ?? (() => new Date()),
  };
}
