import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { work } from '../dist/processes/worker.js';

/** Tells the subgraphs who asks, as Apollo's documentation does it. */
class WithAuthorization extends RemoteGraphQLDataSource {
  willSendRequest({ request, context }) {
    if (context.authorization !== undefined) request.http.headers.set('authorization', context.authorization);
  }
}

/** Apollo Gateway behind Apollo Server's own HTTP server, otherwise as they come. */
work(async ({ supergraphSdl }) => {
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ url }) => new WithAuthorization({ url }),
  });
  const server = new ApolloServer({ gateway });
  const { url } = await startStandaloneServer(server, {
    listen: { host: '127.0.0.1', port: 0 },
    context: async ({ req }) => ({ authorization: req.headers.authorization }),
  });
  return { ready: { url }, stop: () => server.stop() };
});
