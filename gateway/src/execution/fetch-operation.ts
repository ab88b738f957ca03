import { Kind, print } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { FetchOperation, FetchQuestion } from '../answer-operation.js';
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

  const planning = new Map<string, Promise<ExecutablePlan>>();

  async function planOf({ document, operation }: FetchQuestion, key: string): Promise<ExecutablePlan> {
    const { fragments } = operationOf(document, operation);
    const alone = { kind: Kind.DOCUMENT, definitions: [operation, ...fragments.values()] } as const;
    const made = await supergraph.plan(print(alone), operation.name?.value);
    const plan = new ExecutablePlan(made, supergraph.types);
    plans.set(key, plan);
    return plan;
  }

  return async (question) => {
    const { operation, queryHash, variables, conditions, exchange } = question;
    const key = `${queryHash} ${operation.name?.value ?? ''}`;
    let plan = plans.get(key);
    if (plan === undefined) {
      // Whoever asks the same meanwhile waits for the same plan.
      const made = planning.get(key) ?? planOf(question, key).finally(() => planning.delete(key));
      planning.set(key, made);
      plan = await made;
    }
    return runPlan(plan, {
      variables,
      conditions,
      types: supergraph.types,
      ask: (subgraph, question) => ask(exchange, subgraph, question),
    });
  };
}
