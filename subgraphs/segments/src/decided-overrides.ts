import {
  type CustomerRecords,
  decidedRecords,
  decidedSystem,
  timestamp,
  UpstreamInvalid,
} from '@bankgraph/bank-sources';
import type { Knex } from '@bankgraph/database';
import { z } from 'zod';
import { isAmlDerived } from './aml-derived.js';
import { type Membership, type Override, segmentCategories } from './membership.js';

/** An override that somebody proposed and another person approved through the graph. */
export interface DecidedOverride {
  readonly id: string;
  readonly category: Membership['category'];
  readonly override: Override;
}

/** What people have decided about memberships. */
export interface DecidedOverrides {
  /** Those that are approved and not expired. Rejects with UPSTREAM_UNAVAILABLE when the database does not answer in time. */
  overrides(
    customerIds: readonly string[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, CustomerRecords<DecidedOverride>>>;
}

const overrideRow = z
  .object({
    decision_id: z.string(),
    category: z.enum(segmentCategories),
    segment_from: z.string(),
    segment_to: z.string(),
    reason: z.string(),
    proposed_by: z.string(),
    approved_by: z.string(),
    at: timestamp,
    expires_at: timestamp,
  })
  .transform(
    (row): DecidedOverride => ({
      id: row.decision_id,
      category: row.category,
      override: {
        from: row.segment_from,
        to: row.segment_to,
        reason: row.reason,
        by: row.proposed_by,
        approvedBy: row.approved_by,
        at: row.at,
        expiresAt: row.expires_at,
      },
    }),
  );

/** Overrides in force in our own schema `decisions`. @param knex as a role that may only read it; the caller closes it */
export function decidedOverridesSource({ knex }: { readonly knex: Knex }): DecidedOverrides {
  return {
    overrides: (customerIds, signal) =>
      decidedRecords(overrideRow, customerIds, signal, () =>
        knex('decisions.override_in_force')
          .select('*')
          .whereIn('customer_id', [...customerIds]),
      ),
  };
}

/**
 * Overrides that may be shown. One whose words derive from AML is set aside, as everything is that does: memberships reach
 * people who are not cleared for that.
 */
export function ordinaryOverrides({
  records,
  faults,
}: CustomerRecords<DecidedOverride>): CustomerRecords<DecidedOverride> {
  const isDerived = ({ override: { from, to, reason } }: DecidedOverride) => isAmlDerived(from, to, reason);
  return {
    records: records.filter((one) => !isDerived(one)),
    faults: [
      ...faults,
      ...records
        .filter(isDerived)
        .map(
          ({ id, category }) => new UpstreamInvalid(decidedSystem, id, ['derived from AML'], { category }),
        ),
    ],
  };
}

/** The memberships with what people have decided about them: of a segment's overrides the newest. */
export function overridden(
  memberships: readonly Membership[],
  decided: readonly DecidedOverride[],
): readonly Membership[] {
  return memberships.map((row) => {
    const newest = decided
      .filter(({ category, override }) => category === row.category && override.from === row.segment)
      .map(({ override }) => override)
      .concat(row.override ?? [])
      .toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at))[0];
    return { ...row, override: newest ?? null };
  });
}
