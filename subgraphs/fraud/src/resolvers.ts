import { answersOf, paged, reportedRows } from '@bankgraph/subgraph-kit';
import type { GraphQLResolveInfo } from 'graphql';
import type { SubgraphContext } from './context.js';
import type { DecidedResolution } from './decided-resolution.js';
import { type FraudSignal, newestSignalsFirst } from './fraud-signal.js';
import { reasonForCustomer } from './risk-decision.js';
import type { Resolvers } from './schema.generated.js';

/** Arguments → call → shape. The engine decides, masks and records around it. */
export const fraudResolvers = {
  Customer: {
    async fraudSignals({ id }, page, context, info) {
      const { signals, missingSystems } = await signalsOf(id, context, info);
      return paged(signals, page, { completeness: { missingSystems } });
    },
    async riskDecisions({ id }, page, context, info) {
      const { records, faults } = await context.loaders.assessments.load(id);
      const decisions = records.map(({ decision }) => ({ ...decision, customerId: id }));
      return paged(reportedRows({ records: decisions, faults }, context, info), page);
    },
  },
  RiskDecision: {
    // What somebody has told the customer since stands before what the engine said.
    reasonForCustomer: async (decision, _args, context, info) =>
      reasonForCustomer(
        decision.action,
        (await resolutionOf(decision, context, info))?.reasonForCustomer ?? decision.reasonForCustomer,
      ),
    async resolution(decision, _args, context, info) {
      const found = await resolutionOf(decision, context, info);
      return found === undefined ? null : { ...found };
    },
  },
} satisfies Resolvers;

/** What somebody made of a decision, if anybody did. */
async function resolutionOf(
  { id, customerId }: { readonly id: string; readonly customerId: string },
  context: SubgraphContext,
  info: GraphQLResolveInfo,
): Promise<DecidedResolution | undefined> {
  const found = reportedRows(await context.loaders.resolutions.load(customerId), context, info);
  return found.find(({ riskDecisionId }) => riskDecisionId === id);
}

/** Signals of all systems. Those that are down are named beside the others' signals; all down is an error. */
async function signalsOf(
  customerId: string,
  context: SubgraphContext,
  info: GraphQLResolveInfo,
): Promise<{ readonly signals: FraudSignal[]; readonly missingSystems: readonly string[] }> {
  const { assessments, deviceSignals, behaviourSignals } = context.loaders;
  const ofEngine = assessments.load(customerId).then(({ records, faults }) => ({
    records: records.flatMap(({ signals }) => signals),
    faults,
  }));
  const ofOthers = [deviceSignals.load(customerId), behaviourSignals.load(customerId)];
  const { answers, missingSystems } = await answersOf([ofEngine, ...ofOthers], context, info);
  const signals = newestSignalsFirst(answers.flatMap((answer) => reportedRows(answer, context, info)));
  return { signals, missingSystems };
}
