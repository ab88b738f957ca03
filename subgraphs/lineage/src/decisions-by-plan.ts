import { BankgraphError } from '@bankgraph/errors';
import { type PageArguments, type Paged, paged } from '@bankgraph/subgraph-kit';
import type { SubgraphContext } from './context.js';
import type { DecisionEventRow } from './decision-event.js';
import { possibleRestricted } from './possible-decisions.js';
import { timeRangeGiven } from './time-given.js';

/** So many are listed and counted; of more the caller has to say between which times. */
const mostDecisions = 5_000;

/**
 * Decisions that followed a rule or model, of all customers. Restricted ones are read only for those who may see such, so that
 * nobody else can tell by the bound that there are any.
 *
 * @throws BAD_USER_INPUT for a time that is none, and when there are more than 5,000
 */
export async function decisionsByPlan(
  asked: {
    readonly planId: string;
    readonly version?: string | null;
    readonly from?: string | null;
    readonly to?: string | null;
  },
  page: PageArguments,
  { loaders, visible }: SubgraphContext,
): Promise<Paged<DecisionEventRow>> {
  const restricted = (await visible('DecisionEvent', possibleRestricted({}))).length > 0;
  const events = await loaders.byPlan({
    planId: asked.planId,
    version: asked.version ?? null,
    range: timeRangeGiven(asked),
    restricted,
    most: mostDecisions + 1,
  });
  if (events.length > mostDecisions) {
    throw new BankgraphError('BAD_USER_INPUT', {
      advice: `There are more than ${mostDecisions} decisions; say between which times (from, to).`,
    });
  }
  return paged(events, page, { completeness: { missingSystems: [] } });
}
