import type { CustomerRecords } from '@bankgraph/bank-sources';

/** What the segmentation system says about a customer now. */
export interface SegmentationProfile {
  /** Id of the profile; of the one that stayed, where profiles were merged. */
  readonly id: string;
  readonly segments: readonly string[];
  /** By name of the score. */
  readonly scores: ReadonlyMap<string, number>;
  /** ISO 8601 date and time. */
  readonly lastUpdated: string | null;
}

/** The segmentation system: one search, however many customers are asked for. */
export interface Segmentation {
  /** At most one profile for each customer: of several, the one updated last. */
  profiles(
    customerIds: readonly string[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, CustomerRecords<SegmentationProfile>>>;
}
