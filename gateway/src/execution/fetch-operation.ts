import { LRUCache } from 'lru-cache';
import type { FetchOperation } from '../answer-operation.js';
import type { Exchange } from '../exchange.js';
import { operationOf } from '../selected-fields.js';
import { ExecutablePlan } from './executable-plan.js';
import { type CallResult, runPlan } from './run-plan.js';
import type { SubgraphQuestion } from './subgraph-question.js';
import type { LoadedSupergraph } from './supergraph.js';

/** Asks a subgraph on behalf of an exchange. Never throws: what went wrong is part of the result. */
export type AskOnBehalf = (
  exchange: Exchange,
  subgraph: string,
  question: SubgraphQuestion,
) => Promise<CallResult>;

/** Plans kept for one supergraph at most, and characters of the questions in them; the longest unused go first. */
const maxPlans = 2_000;
const maxCharacters = 8 * 1024 * 1024;

/** Fetches what operations ask for from the subgraphs of one supergraph. Plans are made once for each operation. */
export function operationFetcher(supergraph: LoadedSupergraph, ask: AskOnBehalf): FetchOperation {
  const plans = new LRUCache<string, ExecutablePlan>({
    max: maxPlans,
    maxSize: maxCharacters,
    sizeCalculation: ({ characters }) => characters + 1,
  });

  return async ({ document, operation, queryHash, variables, conditions, exchange }) => {
    const name = operation.name?.value;
    const key = `${queryHash} ${name ?? ''}`;
    let plan = plans.get(key);
    if (plan === undefined) {
      const { fragments } = operationOf(document, operation);
      const alone = { ...document, definitions: [operation, ...fragments.values()] };
      plan = new ExecutablePlan(supergraph.plan(alone, name), supergraph.types);
      plans.set(key, plan);
    }
    return runPlan(plan, {
      variables,
      conditions,
      types: supergraph.types,
      ask: (subgraph, question) => ask(exchange, subgraph, question),
    });
  };
}
