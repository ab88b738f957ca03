import { buildSubgraphSchema } from '@apollo/subgraph';
import type { FieldDisclosure } from '@bankgraph/audit-log';
import {
  type RequestContext,
  requestContextHeader,
  subgraphKey,
  verifyRequestContext,
} from '@bankgraph/identity';
import fastify, { type FastifyReply } from 'fastify';
import { type GraphQLFieldResolver, graphql, parse } from 'graphql';

/** Secret between the gateway and the subgraphs of the tests. */
export const contextSecret = Buffer.alloc(32, 7);

export const coreBankingSdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
  type Query { customer(id: ID!): Customer  customers(first: Int): [Customer!]  broken: String }
  type Customer @key(fields: "id") { id: ID!  name: String  accounts: [Account!] }
  type Account { id: ID!  balance: String }
`;

export const kycSdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
  type Customer @key(fields: "id") { id: ID!  kyc: Kyc  documents: [Document!] }
  type Kyc { status: String  note: String }
  type Document { id: ID! number: String }
`;

/** Answers in place of the subgraph. */
type Misbehaviour = (reply: FastifyReply) => unknown;

/** A subgraph for tests: a real HTTP server over a real federated schema. */
export interface TestSubgraph extends AsyncDisposable {
  readonly url: string;
  /** Contexts that it was asked in, verified. */
  readonly contexts: RequestContext[];
  /** Aborted or finished requests. */
  readonly closed: string[];
  misbehave: Misbehaviour | null;
}

export async function startSubgraph(
  name: string,
  sdl: string,
  resolvers: Record<string, Record<string, GraphQLFieldResolver<never, never>>>,
  disclosures: readonly FieldDisclosure[],
): Promise<TestSubgraph> {
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: resolvers as never });
  const contexts: RequestContext[] = [];
  const closed: string[] = [];
  const app = fastify({ forceCloseConnections: true });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, done) => done(null, text));
  const subgraph: TestSubgraph = {
    url: '',
    contexts,
    closed,
    misbehave: null,
    [Symbol.asyncDispose]: () => app.close(),
  };
  app.post('/graphql', async (request, reply) => {
    reply.raw.once('close', () => closed.push(reply.raw.writableFinished ? 'finished' : 'aborted'));
    const body = request.body as string;
    contexts.push(
      verifyRequestContext(request.headers[requestContextHeader] as string, {
        subgraph: name,
        key: subgraphKey(contextSecret, name),
        body,
      }),
    );
    if (subgraph.misbehave !== null) return subgraph.misbehave(reply);
    const { query, variables } = JSON.parse(body) as { query: string; variables: Record<string, unknown> };
    const result = await graphql({ schema, source: query, variableValues: variables });
    return reply.send({ ...result, extensions: { disclosures } });
  });
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  return Object.assign(subgraph, { url: `${address}/graphql` });
}
