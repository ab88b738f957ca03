import { BankgraphError } from '@bankgraph/errors';
import { paged } from '@bankgraph/subgraph-kit';
import type { GraphQLResolveInfo } from 'graphql';
import type { SubgraphContext } from './context.js';
import { type FraudSignal, newestSignalsFirst } from './fraud-signal.js';
import type { Resolvers } from './schema.generated.js';

/** Arguments → call → shape. The engine decides, masks and records around it. */
export const fraudResolvers = {
  Customer: {
    fraudSignals: async ({ id }, page, context, info) => paged(await signalsOf(id, context, info), page),
    async riskDecisions({ id }, page, context, info) {
      const { records, faults } = await context.loaders.assessments.load(id);
      for (const fault of faults) context.report(fault, info);
      return paged(
        records.map(({ decision }) => ({ ...decision })),
        page,
      );
    },
  },
} satisfies Resolvers;

/** Signals of all systems. Those that are down are named beside the others' signals; all down is an error. */
async function signalsOf(
  customerId: string,
  context: SubgraphContext,
  info: GraphQLResolveInfo,
): Promise<FraudSignal[]> {
  const { assessments, deviceSignals, behaviourSignals } = context.loaders;
  const answers = await Promise.allSettled([
    assessments.load(customerId).then(({ records, faults }) => ({
      records: records.flatMap(({ signals }) => signals),
      faults,
    })),
    deviceSignals.load(customerId),
    behaviourSignals.load(customerId),
  ]);
  const failures = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []));
  if (failures.length === answers.length) throw failures[0];
  for (const failure of failures) {
    if (!(failure instanceof BankgraphError)) throw failure;
    context.report(failure, info);
  }
  const found = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  for (const fault of found.flatMap(({ faults }) => faults)) context.report(fault, info);
  return newestSignalsFirst(found.flatMap(({ records }) => records)).map((signal) => ({ ...signal }));
}
