import type { QueryPlan } from '@apollo/query-planner';
import { buildSchema, type GraphQLSchema } from 'graphql';
import type { CostRules } from '../demand/cost-rules.js';
import type { FieldNames } from './fetched-keys.js';
import { planner } from './planner.js';
import { TypeConditions } from './type-conditions.js';

/** A supergraph that can be planned for. */
export interface LoadedSupergraph {
  /** What clients may ask: the API schema. */
  readonly schema: GraphQLSchema;
  readonly names: FieldNames;
  readonly costRules: CostRules;
  /** Types as the subgraphs know them, `@inaccessible` ones included. */
  readonly types: TypeConditions;
  /** Its subgraphs, and where each is served as the supergraph says. */
  readonly subgraphs: readonly { readonly name: string; readonly url: string | undefined }[];
  /**
   * Plans an operation that is valid against the schema, away from this thread.
   *
   * @throws when the operation asks for too much to be planned
   */
  plan(document: string, operationName: string | undefined): Promise<QueryPlan>;
  /** When nothing is planned for it any more. */
  close(): void;
}

/** @throws when it is not a supergraph that can be served */
export async function loadSupergraph(sdl: string): Promise<LoadedSupergraph> {
  const { supergraph, description } = await planner.load(sdl);
  return {
    // The planner has validated it.
    schema: buildSchema(description.apiSdl, { assumeValid: true }),
    names: {
      all: new Set(description.fieldNames),
      requiredWithArguments: new Set(description.requiredWithArguments),
      requiring: new Set(description.requiring),
      hasInterfaceObjects: description.hasInterfaceObjects,
    },
    costRules: description.costRules,
    types: new TypeConditions(description.types),
    subgraphs: description.subgraphs,
    plan: (document, operationName) => planner.plan(supergraph, document, operationName),
    close: () => planner.forget(supergraph),
  };
}
