import type { Knex } from '@bankgraph/database';
import type { Draft } from './human-decision.js';

/** The system whose decisions a person answers to by their id. */
const riskEngine = 'fraud';

/** Of a customer's decisions, those that may be named: by their class, and whether they are about a report. */
const nameable = `subject = :customerId and occurred_at <= now()
  and (class <> 'R' or :restricted::boolean) and (not about_report or :aboutReport::boolean)`;

const newest = `order by occurred_at desc, id limit 1`;

const statement = `
  select id from (
    (select id from ledger.decision_event where case_id = :caseId and ${nameable} ${newest})
    union
    select latest.id
    from jsonb_array_elements(:cited::jsonb) as used
    cross join lateral (
      select id from ledger.decision_event where inputs @> jsonb_build_array(used) and ${nameable} ${newest}
    ) latest
  ) cause
  order by id`;

/**
 * Which decisions of the ledger led to what somebody decides (prov:wasInformedBy): the newest of the case; and of each piece of
 * evidence that is cited, the decision of the risk engine that is answered among them, the newest that rests on the same. All
 * about the same customer. Nothing names what is more secret than itself: only a restricted decision a restricted one, and only
 * one about a report another.
 */
export async function causesOf(knex: Knex, draft: Draft): Promise<readonly string[]> {
  const { riskDecisionId } = draft.details;
  const cited = draft.evidence.map(({ system, externalId }) => ({ system, externalId }));
  if (riskDecisionId !== undefined) cited.push({ system: riskEngine, externalId: riskDecisionId });
  const { rows } = await knex.raw<{ rows: readonly { readonly id: string }[] }>(statement, {
    customerId: draft.customerId,
    caseId: draft.caseId,
    cited: JSON.stringify(cited),
    restricted: draft.class === 'RESTRICTED',
    aboutReport: draft.aboutReport,
  });
  return rows.map(({ id }) => id);
}
