import { Kind, print } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { OperationFetcher } from '../answer-operation.js';
import type { AskedText } from '../asked-text.js';
import type { Exchange } from '../exchange.js';
import { operationOf } from '../selected-fields.js';
import { ExecutablePlan } from './executable-plan.js';
import { type CallResult, runPlans } from './run-plan.js';
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
export function operationFetcher(supergraph: LoadedSupergraph, ask: AskOnBehalf): OperationFetcher {
  const plans = new LRUCache<string, ExecutablePlan>({
    max: maxPlans,
    maxSize: maxCharacters,
    sizeCalculation: ({ characters }) => characters + 1,
  });

  const planning = new Map<string, Promise<ExecutablePlan>>();

  async function makePlan({ document, operation }: AskedText, key: string): Promise<ExecutablePlan> {
    const { fragments } = operationOf(document, operation);
    const alone = { kind: Kind.DOCUMENT, definitions: [operation, ...fragments.values()] } as const;
    const made = await supergraph.plan(print(alone), operation.name?.value);
    const plan = new ExecutablePlan(made, supergraph.types);
    plans.set(key, plan);
    return plan;
  }

  function planOf(asked: AskedText): ExecutablePlan | Promise<ExecutablePlan> {
    const key = `${asked.queryHash} ${asked.operation.name?.value ?? ''}`;
    const known = plans.get(key) ?? planning.get(key);
    if (known !== undefined) return known;
    // Whoever asks the same meanwhile waits for the same plan.
    const made = makePlan(asked, key).finally(() => planning.delete(key));
    planning.set(key, made);
    return made;
  }

  return {
    async prepare(asked) {
      await planOf(asked);
    },
    async fetch(question) {
      const { questions, variables, exchange } = question;
      const planned: ExecutablePlan[] = [];
      for (const asked of questions) planned.push(await planOf(asked));
      return runPlans(planned, {
        variables,
        types: supergraph.types,
        ask: (subgraph, asked) => ask(exchange, subgraph, asked),
      });
    },
  };
}
