import type { LoaderScope } from '@bankgraph/subgraph-kit';
import DataLoader from 'dataloader';
import type { CustomerRecords } from './customer-records.js';
import type { Membership, SegmentRecords } from './membership.js';
import type { Prediction } from './prediction.js';
import type { Segmentation, SegmentationProfile } from './segmentation-profile.js';

/** The systems that this subgraph reads. */
export interface SegmentsSources {
  readonly records: SegmentRecords;
  readonly segmentation: Segmentation;
  /** What time it is; the clock of the machine when not given. */
  readonly now?: () => Date;
}

/** By customer number. What is asked for in one turn becomes one call to each system. */
export interface SegmentsLoaders {
  readonly memberships: DataLoader<string, CustomerRecords<Membership>>;
  readonly predictions: DataLoader<string, CustomerRecords<Prediction>>;
  readonly profile: DataLoader<string, CustomerRecords<SegmentationProfile>>;
  readonly now: () => Date;
}

/** Loaders for one request. */
export function segmentsLoaders(sources: SegmentsSources, { signal }: LoaderScope): SegmentsLoaders {
  return {
    memberships: batched((ids) => sources.records.memberships(ids, signal)),
    predictions: batched((ids) => sources.records.predictions(ids, signal)),
    profile: batched((ids) => sources.segmentation.profiles(ids, signal)),
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
    { maxBatchSize: 200 },
  );
}
