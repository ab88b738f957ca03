import { createServer } from 'node:http';
import { createGatewayRuntime, handleNodeWarnings } from '@graphql-hive/gateway';

/**
 * Hive Gateway behind node:http, as its own command serves it. It tells the subgraphs who asks; requests of different
 * callers are therefore different requests, which it does not collapse into one.
 *
 * @param options beside the supergraph
 */
export async function startHiveGateway({ supergraphSdl }, options) {
  handleNodeWarnings();
  const runtime = createGatewayRuntime({
    supergraph: supergraphSdl,
    propagateHeaders: {
      fromClientToSubgraphs: ({ request }) => ({ authorization: request.headers.get('authorization') }),
    },
    logging: 'error',
    ...options,
  });
  await runtime.getSchema();
  const server = createServer({ maxHeaderSize: 16_384 }, runtime);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    ready: { url: `http://127.0.0.1:${server.address().port}/graphql` },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await runtime[Symbol.asyncDispose]();
    },
  };
}
