import type { Knex } from '@bankgraph/database';

/** Evidence, and who may hear of decisions that rest on it. */
export interface RestingOn {
  /** Customer number. */
  readonly subject: string;
  readonly evidence: readonly { readonly system: string; readonly externalId: string }[];
  /** Whether restricted decisions may be named, and those about a report. */
  readonly restricted: boolean;
  readonly aboutReport: boolean;
  /** Only what happened by then, ISO 8601; by now when not given. */
  readonly by?: string;
}

/**
 * Of each piece of evidence the newest decision about the customer that rests on it: what uses the same evidence later was informed
 * by that decision (prov:wasInformedBy).
 *
 * @param knex as a role that reads the ledger
 * @returns ids, each once
 */
export async function newestRestingOn(knex: Knex, asked: RestingOn): Promise<readonly string[]> {
  const { rows } = await knex.raw<{ rows: readonly { readonly id: string }[] }>(
    `select distinct newest.id
     from jsonb_array_elements(:evidence::jsonb) as used
     cross join lateral (
       select id from ledger.decision_event
       where subject = :subject and inputs @> jsonb_build_array(used)
         and occurred_at <= coalesce(:by::timestamptz, now())
         and (class <> 'R' or :restricted::boolean) and (not about_report or :aboutReport::boolean)
       order by occurred_at desc, id limit 1
     ) newest
     order by newest.id`,
    {
      ...asked,
      evidence: JSON.stringify(asked.evidence.map(({ system, externalId }) => ({ system, externalId }))),
      by: asked.by ?? null,
    },
  );
  return rows.map(({ id }) => id);
}
