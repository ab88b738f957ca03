import type { Knex } from '@bankgraph/database';
import { newestRestingOn } from '@bankgraph/decision-ledger';
import type { Draft } from './human-decision.js';

/** The system whose decisions a person answers to by their id. */
const riskEngine = 'fraud';

/**
 * Which decisions of the ledger led to what somebody decides (prov:wasInformedBy): the newest of the case; and of each piece of
 * evidence that is cited, the decision of the risk engine that is answered among them, the newest that rests on the same. All
 * about the same customer. Nothing names what is more secret than itself: only a restricted decision a restricted one, and only
 * one about a report another.
 */
export async function causesOf(knex: Knex, draft: Draft): Promise<readonly string[]> {
  const { riskDecisionId } = draft.details;
  const answered = riskDecisionId === undefined ? [] : [{ system: riskEngine, externalId: riskDecisionId }];
  const restingOn = await newestRestingOn(knex, {
    subject: draft.customerId,
    evidence: [...draft.evidence, ...answered],
    restricted: draft.class === 'RESTRICTED',
    aboutReport: draft.aboutReport,
  });
  return [...new Set([...(await newestOfCase(knex, draft)), ...restingOn])];
}

async function newestOfCase(
  knex: Knex,
  { customerId, caseId, aboutReport }: Draft,
): Promise<readonly string[]> {
  if (caseId === null) return [];
  const newest = await knex('ledger.decision_event')
    .where({ subject: customerId, case_id: caseId })
    .whereRaw('occurred_at <= now() and (not about_report or ?)', [aboutReport])
    .orderBy([{ column: 'occurred_at', order: 'desc' }, { column: 'id' }])
    .first<{ id: string } | undefined>('id');
  return newest === undefined ? [] : [newest.id];
}
