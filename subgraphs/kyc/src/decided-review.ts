import { type CustomerRecords, decidedRecords, timestamp } from '@bankgraph/bank-sources';
import { askPrepared, type Knex } from '@bankgraph/database';
import { z } from 'zod';
import { newestFirst, type Verification } from './verification.js';

/** The latest review of a customer by one of the bank's people, through the graph. */
export interface DecidedReview {
  readonly id: string;
  readonly outcome: 'APPROVED' | 'REJECTED';
  /** What the customer may be told. */
  readonly reasonForCustomer: string | null;
  /** What only the bank may know. */
  readonly reasonInternal: string;
  /** ISO 8601 date and time. */
  readonly reviewedAt: string;
}

/** What people have decided in due diligence. */
export interface DecidedReviews {
  /** At most one for each customer. Rejects with UPSTREAM_UNAVAILABLE when the database does not answer in time. */
  reviews(
    customerIds: readonly string[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, CustomerRecords<DecidedReview>>>;
}

const reviewRow = z
  .object({
    decision_id: z.string(),
    outcome: z.enum(['APPROVED', 'REJECTED']),
    reason_for_customer: z.string().nullable(),
    reason_internal: z.string(),
    reviewed_at: timestamp,
  })
  .transform(
    (row): DecidedReview => ({
      id: row.decision_id,
      outcome: row.outcome,
      reasonForCustomer: row.reason_for_customer,
      reasonInternal: row.reason_internal,
      reviewedAt: row.reviewed_at,
    }),
  );

const latestReviews = {
  name: 'latest reviews',
  text: `select customer_id, decision_id, outcome, reason_for_customer, reason_internal, reviewed_at
         from decisions.kyc_review_latest where customer_id = any($1)`,
};

/** Latest reviews in our own schema `decisions`. @param knex as a role that may only read it; the caller closes it */
export function decidedReviewsSource({ knex }: { readonly knex: Knex }): DecidedReviews {
  return {
    reviews: (customerIds, signal) =>
      decidedRecords(reviewRow, customerIds, signal, () => askPrepared(knex, latestReviews, [customerIds])),
  };
}

/**
 * The vendor's verifications and the bank's own review among them, the newest first: a review is a verification whose vendor
 * is the bank. It is final either way, and reverses an earlier answer as a vendor's would.
 *
 * @param verifications the newest first
 */
export function withReview(
  verifications: readonly Verification[],
  review: DecidedReview | undefined,
): readonly Verification[] {
  if (review === undefined) return verifications;
  const { id, outcome, reasonForCustomer, reasonInternal, reviewedAt } = review;
  const isApproved = outcome === 'APPROVED';
  return newestFirst([
    ...verifications.toReversed(),
    {
      id,
      vendor: 'bank',
      answer: isApproved ? 'GREEN' : 'RED',
      rejectType: isApproved ? null : 'FINAL',
      labels: [],
      reasonForCustomer,
      reasonInternal,
      createdAt: reviewedAt,
      reviewedAt,
    },
  ]);
}
