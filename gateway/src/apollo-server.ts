import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { formatError } from '@bankgraph/errors';
import type { Logger } from 'pino';
import type { OperationContext } from './answer-operation.js';
import type { ClientDemand } from './demand/client-demand.js';
import { baseLimits, type FindLimits } from './demand/client-limits.js';
import { controlDemand } from './demand/control-demand.js';
import { limitsRule } from './demand/limits-rule.js';
import { stringifyAnswer } from './execution/answer-text.js';
import type { FederatedGraph } from './federated-graph.js';
import { observeOperation } from './observe-operation.js';
import { operationFault } from './operation-fault.js';
import type { NoteUse } from './operation-use.js';

/** Validation stops after so many errors. */
const maxValidationErrors = 3;

/**
 * Apollo Server in front of a graph: parsing, validation, life cycle. Whatever its defaults take from the
 * environment (NODE_ENV, APOLLO_*) is said here instead. The caller starts and stops it.
 */
export function apolloServer(
  graph: FederatedGraph,
  options: {
    readonly dev: boolean;
    readonly logger: Logger;
    readonly findLimits: FindLimits;
    readonly demand: ClientDemand;
    readonly noteUse: NoteUse;
  },
): ApolloServer<OperationContext> {
  return new ApolloServer<OperationContext>({
    gateway: graph,
    logger: options.logger,
    nodeEnv: 'production',
    introspection: options.dev,
    hideSchemaDetailsFromClientErrors: !options.dev,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    // Automatic persisted queries let anybody register.
    persistedQueries: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: baseLimits.operation.tokens },
    validationRules: [limitsRule(baseLimits.operation, maxValidationErrors)],
    validationOptions: { maxErrors: maxValidationErrors },
    // The request is not known here; its id is put in before the answer leaves.
    formatError: (_formatted, error) => formatError(operationFault(error), ''),
    stringifyResult: stringifyAnswer,
    plugins: [
      observeOperation(options),
      controlDemand({ ...options, costRules: (schema) => graph.costRules(schema) }),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginCacheControlDisabled(),
    ],
  });
}
