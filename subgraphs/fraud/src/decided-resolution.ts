import { type CustomerRecords, decidedRecords, timestamp } from '@bankgraph/bank-sources';
import type { Knex } from '@bankgraph/database';
import { z } from 'zod';

/** What one of the bank's people made of a decision of the risk engine. */
export interface DecidedResolution {
  readonly riskDecisionId: string;
  readonly outcome: 'RELEASED' | 'CONFIRMED_FRAUD' | 'NO_ACTION';
  /** What the customer may be told. */
  readonly reasonForCustomer: string | null;
  /** What only the bank may know. */
  readonly reasonInternal: string;
  readonly resolvedBy: string;
  /** ISO 8601 date and time. */
  readonly resolvedAt: string;
}

/** What people have decided about fraud. */
export interface DecidedResolutions {
  /** The newest of each decision. Rejects with UPSTREAM_UNAVAILABLE when the database does not answer in time. */
  resolutions(
    customerIds: readonly string[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, CustomerRecords<DecidedResolution>>>;
}

const resolutionRow = z
  .object({
    risk_decision_id: z.string(),
    resolution: z.enum(['RELEASED', 'CONFIRMED_FRAUD', 'NO_ACTION']),
    reason_for_customer: z.string().nullable(),
    reason_internal: z.string(),
    resolved_by: z.string(),
    resolved_at: timestamp,
  })
  .transform(
    (row): DecidedResolution => ({
      riskDecisionId: row.risk_decision_id,
      outcome: row.resolution,
      reasonForCustomer: row.reason_for_customer,
      reasonInternal: row.reason_internal,
      resolvedBy: row.resolved_by,
      resolvedAt: row.resolved_at,
    }),
  );

/** Resolutions in our own schema `decisions`. @param knex as a role that may only read it; the caller closes it */
export function decidedResolutionsSource({ knex }: { readonly knex: Knex }): DecidedResolutions {
  return {
    resolutions: (customerIds, signal) =>
      decidedRecords(resolutionRow, customerIds, signal, () =>
        knex('decisions.fraud_resolution')
          .select('*')
          .whereIn('customer_id', [...customerIds]),
      ),
  };
}
