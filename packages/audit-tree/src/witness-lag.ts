import type { Knex } from '@bankgraph/database';

/** How far the witness is behind the log's checkpoints, by the database's clock. */
export interface WitnessLag {
  /** The newest that it has signed, and since when; null when there is none. */
  readonly cosigned: { readonly witness: string; readonly size: number; readonly ageMs: number } | null;
  /** Since the oldest checkpoint after that one was signed by the log, in ms; 0 when there is none. */
  readonly behindMs: number;
}

interface Row {
  readonly witness: string | null;
  readonly size: number | null;
  readonly age_ms: number | null;
  readonly behind_ms: number;
}

const lag = `
  with newest as (
    select witness, size, cosigned_at from audit.cosignature order by size desc limit 1
  )
  select n.witness, n.size,
    (extract(epoch from clock_timestamp() - n.cosigned_at) * 1000)::float8 as age_ms,
    coalesce((
      select extract(epoch from clock_timestamp() - c.signed_at) * 1000
      from audit.checkpoint c where c.size > coalesce(n.size, -1) order by c.size limit 1), 0)::float8 as behind_ms
  from (values (1)) as one left join newest n on true`;

/** @param knex as a role that may read checkpoints and cosignatures */
export async function witnessLag(knex: Knex): Promise<WitnessLag> {
  const { rows } = await knex.raw<{ rows: [Row] }>(lag);
  const [{ witness, size, age_ms, behind_ms }] = rows;
  return {
    cosigned: witness === null || size === null || age_ms === null ? null : { witness, size, ageMs: age_ms },
    behindMs: behind_ms,
  };
}
