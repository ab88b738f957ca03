/** The decisions subgraph: what people decide about customers, with reason and evidence, some of it only together. */
import { readSubgraph } from '@bankgraph/schema';
import type { SubgraphDefinition } from '@bankgraph/subgraph-kit';
import type { DecisionLoaders, DecisionSources } from './make-decision.js';
import { decisionsResolvers } from './resolvers.js';

export { type CaseDirectory, staffingCaseDirectory } from './case-directory.js';
export type { CaseManagement } from './case-management.js';
export { decisionDatabase } from './decision-database.js';
export type { DecisionRegister } from './decision-register.js';
export { type DecisionSender, decisionSender } from './decision-sender.js';
export {
  decisionsMigrations,
  decisionsReaderRole,
  decisionsSchema,
  decisionsWriterRole,
  prepareDecisions,
} from './decisions-schema.js';
export type { DecisionEdit, DecisionSources } from './make-decision.js';
export { marbleCaseSource } from './marble-case-source.js';

/** Whose data an input is about: it names the customer and, where there is one, the case. */
const ofInput = ({ input }: Readonly<Record<string, unknown>>) => {
  const { customerId, caseId } = input as { readonly customerId: string; readonly caseId?: string };
  return { customerIds: [customerId], ...(caseId === undefined ? {} : { caseId }) };
};

/** The subgraph over its sources. It closes the sender; database and case management are their owner's to close. */
export function decisionsSubgraph({
  register,
  cases,
  sender,
  recordOf,
}: DecisionSources): SubgraphDefinition<DecisionLoaders> {
  return {
    name: 'decisions',
    sdl: readSubgraph('decisions').sdl,
    resolvers: decisionsResolvers,
    loaders: (scope) => ({ register, cases, sender, recordOf: (edit) => recordOf(edit, scope) }),
    rootProvenance: {
      recordKycReview: ofInput,
      requestDocument: ofInput,
      escalateCase: ofInput,
      disposeCase: ofInput,
      noteOnCase: ofInput,
      assignCase: ofInput,
      proposeReport: ofInput,
      resolveRiskDecision: ofInput,
      recordStepUp: ofInput,
      recordOutreach: ofInput,
      proposeSegmentOverride: ofInput,
      restrictService: ofInput,
      liftRestriction: ofInput,
    },
    close: () => sender.close(),
  };
}
