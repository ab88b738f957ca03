import { askDatabase, byCustomer, numeric, timestamp } from '@bankgraph/bank-sources';
import type { Knex } from '@bankgraph/database';
import { z } from 'zod';
import { type Membership, type SegmentRecords, segmentCategories } from './membership.js';
import { type ModelVersion, modelStatuses } from './model-version.js';
import { type Prediction, predictionKinds } from './prediction.js';

const system = 'segments';

/** Inside JSON, PostgreSQL writes times as ISO 8601 text. */
const timestampText = z
  .string()
  .transform((text) => new Date(text))
  .pipe(timestamp);

/** Rows of `segments.model_version`, as JSON. */
export const modelVersionRow = z
  .object({
    name: z.string(),
    version: z.string(),
    purpose: z.string(),
    assumptions: z.array(z.string()),
    limitations: z.array(z.string()),
    owner: z.string(),
    tier: z.int(),
    validated_at: timestampText,
    status: z.enum(modelStatuses),
  })
  .transform(({ validated_at: validatedAt, ...row }): ModelVersion => ({ ...row, validatedAt }));

const overrideRow = z
  .object({
    from_segment: z.string(),
    to_segment: z.string(),
    reason: z.string(),
    by_staff: z.string(),
    approved_by: z.string(),
    at: timestampText,
    expires_at: timestampText,
  })
  .transform((row) => ({
    from: row.from_segment,
    to: row.to_segment,
    reason: row.reason,
    by: row.by_staff,
    approvedBy: row.approved_by,
    at: row.at,
    expiresAt: row.expires_at,
  }));

/**
 * Rows of `segments.membership` with model and latest override. A row whose model cannot be read is set aside with it:
 * nobody could tell what the segment was made for.
 */
export const membershipRow = z
  .object({
    id: z.string(),
    segment: z.string().min(1),
    category: z.enum(segmentCategories),
    since: timestamp,
    source: z.string(),
    score: numeric.refine((score) => Number(score) >= 0 && Number(score) <= 100, 'not from 0 to 1'),
    model: modelVersionRow,
    override: overrideRow.nullable(),
  })
  .transform(({ model: modelRun, ...row }): Membership => ({ ...row, modelRun }));

/** Rows of `segments.prediction` with their model. */
export const predictionRow = z
  .object({
    id: z.string(),
    kind: z.enum(predictionKinds),
    probability: numeric.refine((score) => Number(score) >= 0 && Number(score) <= 1, 'not from 0 to 1'),
    horizon_days: z.int().positive(),
    produced_at: timestamp,
    model: modelVersionRow,
  })
  .transform(
    (row): Prediction => ({
      id: row.id,
      kind: row.kind,
      probability: row.probability,
      horizonDays: row.horizon_days,
      producedAt: row.produced_at,
      modelRun: row.model,
    }),
  );

const keys = {
  customerOf: (row: { customer_id: unknown }) => row.customer_id,
  idOf: (row: { id: unknown }) => row.id,
};

/**
 * The bank's schema `segments`. It keeps scores from 0 to 1; they are passed on from 0 to 100 like Unomi's.
 *
 * @param knex connection of a role that may only read it
 */
export function segmentsDatabaseSource(knex: Knex): SegmentRecords {
  return {
    async memberships(customerIds, signal) {
      const rows: unknown[] = await askDatabase({ system, signal }, () =>
        knex('segments.membership as m')
          .leftJoin('segments.model_version as v', 'v.id', 'm.model_version_id')
          .select('m.id', 'm.customer_id', 'm.segment', 'm.category', 'm.since', 'm.source')
          .select(
            knex.raw('trim_scale(m.score * 100) as score'),
            knex.raw('row_to_json(v) as model'),
            knex.raw(`(
              select row_to_json(o) from segments.membership_override o
              where o.membership_id = m.id and o.customer_id = m.customer_id order by o.at desc, o.id desc limit 1
            ) as override`),
          )
          .whereIn('m.customer_id', [...customerIds]),
      );
      return byCustomer(system, membershipRow, customerIds, rows, keys);
    },
    async predictions(customerIds, signal) {
      const rows: unknown[] = await askDatabase({ system, signal }, () =>
        knex('segments.prediction as p')
          .leftJoin('segments.model_version as v', 'v.id', 'p.model_version_id')
          .select('p.id', 'p.customer_id', 'p.kind', 'p.probability', 'p.horizon_days', 'p.produced_at')
          .select(knex.raw('row_to_json(v) as model'))
          .whereIn('p.customer_id', [...customerIds]),
      );
      return byCustomer(system, predictionRow, customerIds, rows, keys);
    },
  };
}
