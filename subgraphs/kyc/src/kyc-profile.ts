import type { CustomerRecords } from '@bankgraph/bank-sources';
import type { RiskRating } from './risk-rating.js';

/** States of customer due diligence. */
export const kycStatuses = ['NEW', 'PROCESSING', 'APPROVED', 'REJECTED'] as const;

/** Depths of customer due diligence (FATF Recommendations 10 and 19; EU AMLD articles 13, 15 and 18). */
export const cddLevels = ['SIMPLIFIED', 'STANDARD', 'ENHANCED'] as const;

/** Where a customer stands in due diligence. */
export interface KycProfile {
  readonly customerId: string;
  readonly status: (typeof kycStatuses)[number];
  readonly cddLevel: (typeof cddLevels)[number];
  /** ISO 8601 date and time. */
  readonly openedAt: string;
  /** ISO 8601 date. */
  readonly nextReviewAt: string;
}

/** The bank's own record of due diligence. Each call is one statement, however many customers are asked for. */
export interface KycRecords {
  /** At most one profile for each customer. */
  profiles(
    customerIds: readonly string[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, CustomerRecords<KycProfile>>>;
  /** All ratings of each customer, the newest first. */
  riskRatings(
    customerIds: readonly string[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, CustomerRecords<RiskRating>>>;
}
