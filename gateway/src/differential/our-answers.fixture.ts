import { subgraphKey } from '@bankgraph/identity';
import type { GraphQLSchema } from 'graphql';
import { pino } from 'pino';
import { ApolloGraph } from '../apollo-graph.js';
import { Exchange } from '../exchange.js';
import { type OperationContext, SubgraphDataSource } from '../subgraph-data-source.js';
import { contextSecret } from '../subgraphs.fixture.js';
import type { Answers } from './answers.fixture.js';
import { answersOf } from './apollo-answers.fixture.js';
import type { Subgraphs } from './open-graph.fixture.js';

/** Our gateway's engine, from the validated operation on: cutting nothing, recording nothing. */
export async function ourAnswers(supergraphSdl: string, subgraphs: Subgraphs): Promise<Answers> {
  const logger = pino({ level: 'silent' });
  const graph = new ApolloGraph({
    supergraphSdl,
    staticCut: null,
    logger,
    dataSource(name) {
      const transport = subgraphs[name];
      if (transport === undefined) throw new Error(`No subgraph ${name}.`);
      return new SubgraphDataSource({
        name,
        transport,
        contextKey: subgraphKey(contextSecret, name),
        deadlineMs: 5_000,
        disclosures: 'optional',
        logger,
        dev: false,
      });
    },
  });
  let schema: GraphQLSchema | undefined;
  graph.onSchemaLoadOrUpdate(({ apiSchema }) => {
    schema = apiSchema;
  });
  const { executor } = await graph.load();
  if (schema === undefined || executor === null) throw new Error('The supergraph has no schema.');
  return answersOf(executor, schema, subgraphs, context);
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
