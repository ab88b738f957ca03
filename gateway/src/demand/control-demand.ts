import type { ApolloServerPlugin } from '@apollo/server';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { OperationContext } from '../answer-operation.js';
import type { ClientDemand } from './client-demand.js';
import type { FindLimits } from './client-limits.js';
import type { CostRules } from './cost-rules.js';
import { measureDocument } from './measure-document.js';
import { type DocumentCost, documentCost } from './operation-cost.js';
import { beyondLimit } from './too-complex.js';

/** What demand is controlled by. */
export interface DemandOptions {
  readonly findLimits: FindLimits;
  readonly demand: ClientDemand;
  /** What the supergraph behind a schema says of cost. */
  readonly costRules: (schema: GraphQLSchema) => CostRules;
}

/**
 * Before anything is planned: holds an operation to the limits of its client, by what the document has and by what it
 * would cost with these variables, and takes the cost from the client's budget. Operations of the document that are not
 * selected are held to the limits, too.
 */
export function controlDemand({
  findLimits,
  demand,
  costRules,
}: DemandOptions): ApolloServerPlugin<OperationContext> {
  // As long as Apollo Server keeps the document: it hands out the same one for the same text and schema.
  const costs = new WeakMap<DocumentNode, DocumentCost>();
  const costOf = (document: DocumentNode, schema: GraphQLSchema) => {
    let cost = costs.get(document);
    if (cost === undefined) {
      cost = documentCost(document, schema, costRules(schema));
      costs.set(document, cost);
    }
    return cost;
  };
  return {
    async requestDidStart({ contextValue: { exchange } }) {
      return {
        async didResolveOperation({ document, operation, schema, request: { variables = {} } }) {
          if (operation === undefined) return;
          const { operation: limits } = findLimits(exchange.actor?.clientId ?? null);
          const tooLarge = beyondLimit(measureDocument(document), limits);
          if (tooLarge !== null) throw tooLarge;
          const cost = costOf(document, schema);
          const tooExpensive = beyondLimit({ cost: cost.largest(variables) }, limits);
          if (tooExpensive !== null) throw tooExpensive;
          const estimated = cost.of(operation, variables);
          exchange.cost = { estimated, max: limits.cost };
          if (!exchange.paysLater) await demand.admit(exchange, estimated);
        },
      };
    },
  };
}
