import { subgraphKey } from '@bankgraph/identity';
import type { GraphQLSchema } from 'graphql';
import { pino } from 'pino';
import type { OperationContext } from '../answer-operation.js';
import { askSubgraph } from '../ask-subgraph.js';
import { Exchange } from '../exchange.js';
import { AnswerText } from '../execution/answer-text.js';
import { FederatedGraph } from '../federated-graph.js';
import { contextSecret } from '../subgraphs.fixture.js';
import type { Answers } from './answers.fixture.js';
import { answersOf } from './apollo-answers.fixture.js';
import type { Subgraphs } from './open-graph.fixture.js';

/** Our gateway's engine, from the validated operation on: cutting nothing, recording nothing. */
export async function ourAnswers(supergraphSdl: string, subgraphs: Subgraphs): Promise<Answers> {
  const logger = pino({ level: 'silent' });
  const graph = new FederatedGraph({
    supergraphSdl,
    staticCut: null,
    pairwise: null,
    deadlineMs: 5_000,
    client({ name }) {
      const transport = subgraphs[name];
      if (transport === undefined) throw new Error(`No subgraph ${name}.`);
      const options = {
        name,
        transport,
        contextKey: subgraphKey(contextSecret, name),
        deadlineMs: 5_000,
        disclosures: 'optional',
        logger,
        dev: false,
      } as const;
      return {
        ask: (exchange, question) => askSubgraph(exchange, question, options),
        close: async () => {},
      };
    },
  });
  let schema: GraphQLSchema | undefined;
  graph.onSchemaLoadOrUpdate(({ apiSchema }) => {
    schema = apiSchema;
  });
  const { executor } = await graph.load();
  if (schema === undefined || executor === null) throw new Error('The supergraph has no schema.');
  const answers = answersOf(executor, schema, subgraphs, context);
  return async (operation) => {
    const { data, ...rest } = await answers(operation);
    return {
      ...rest,
      ...(data === undefined ? {} : { data: data instanceof AnswerText ? JSON.parse(data.take()) : data }),
    };
  };
}

function context(): Record<string, unknown> {
  const exchange = new Exchange('differential', 60_000);
  // Its clock must not keep the process alive; nothing here takes that long.
  exchange.end();
  exchange.actor = Object.freeze({
    id: 'tester',
    kind: 'staff',
    roles: [],
    customerId: null,
    clientId: 'differential',
    channel: null,
    assurance: null,
    purpose: null,
  });
  return { exchange } satisfies OperationContext;
}
