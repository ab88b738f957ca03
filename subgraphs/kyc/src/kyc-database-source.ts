import { askDatabase, byCustomer, isoDate, numeric, timestamp } from '@bankgraph/bank-sources';
import type { Knex } from '@bankgraph/database';
import { z } from 'zod';
import { cddLevels, type KycProfile, type KycRecords, kycStatuses } from './kyc-profile.js';
import { newestFirst, type RiskRating, riskBands } from './risk-rating.js';

const system = 'kyc';

/** Rows of `kyc.profile`. */
export const profileRow = z
  .object({
    customer_id: z.string(),
    status: z.enum(kycStatuses),
    cdd_level: z.enum(cddLevels),
    next_review_at: isoDate,
    opened_at: timestamp,
  })
  .transform(
    (row): KycProfile => ({
      customerId: row.customer_id,
      status: row.status,
      cddLevel: row.cdd_level,
      openedAt: row.opened_at,
      nextReviewAt: row.next_review_at,
    }),
  );

/** Rows of `kyc.risk_rating`. */
export const riskRatingRow = z
  .object({
    id: z.string(),
    band: z.enum(riskBands),
    score: numeric.refine((score) => Number(score) >= 0 && Number(score) <= 100, 'not from 0 to 100'),
    reason: z.string(),
    model_version: z.string(),
    valid_from: timestamp,
    valid_to: timestamp.nullable(),
    recorded_at: timestamp,
  })
  .transform(
    (row): RiskRating => ({
      id: row.id,
      band: row.band,
      score: row.score,
      reason: row.reason,
      modelVersion: row.model_version,
      validFrom: row.valid_from,
      validTo: row.valid_to,
      recordedAt: row.recorded_at,
    }),
  );

interface KycRow {
  readonly id?: unknown;
  readonly customer_id: unknown;
}

/** The bank's schema `kyc`. @param knex connection of a role that may only read it */
export function kycDatabaseSource(knex: Knex): KycRecords {
  return {
    async profiles(customerIds, signal) {
      const rows: unknown[] = await askDatabase({ system, signal }, () =>
        knex('kyc.profile')
          .select('customer_id', 'status', 'cdd_level', 'next_review_at', 'opened_at')
          .whereIn('customer_id', [...customerIds]),
      );
      return byCustomer(system, profileRow, customerIds, rows, {
        customerOf: (row: KycRow) => row.customer_id,
        idOf: (row: KycRow) => row.customer_id,
      });
    },
    async riskRatings(customerIds, signal) {
      const rows: unknown[] = await askDatabase({ system, signal }, () =>
        knex('kyc.risk_rating')
          .select('id', 'customer_id', 'band', 'score', 'reason', 'model_version')
          .select('valid_from', 'valid_to', 'recorded_at')
          .whereIn('customer_id', [...customerIds]),
      );
      const ratings = byCustomer(system, riskRatingRow, customerIds, rows, {
        customerOf: (row: KycRow) => row.customer_id,
        idOf: (row: KycRow) => row.id,
      });
      return new Map(
        [...ratings].map(([customerId, { records, faults }]) => [
          customerId,
          { records: [...records].sort(newestFirst), faults },
        ]),
      );
    },
  };
}
