import { requestContextHeader } from '@bankgraph/identity';
import fastify from 'fastify';
import type { Subgraph } from './subgraph.js';

/** A subgraph that listens. */
export interface ServedSubgraph {
  /** Address of its GraphQL endpoint. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves a subgraph over HTTP: `POST /graphql` with the gateway's signed context, and `GET /healthz`. Without a
 * valid context the answer is 401, whatever the question.
 */
export async function serveSubgraph(
  subgraph: Subgraph,
  listen: { readonly host: string; readonly port: number },
): Promise<ServedSubgraph> {
  const app = fastify({ bodyLimit: 8 * 1024 * 1024, requestTimeout: 10_000, forceCloseConnections: 'idle' });
  app.removeAllContentTypeParsers();
  // The context is signed over the text of the body, so the text must arrive as it was sent.
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) =>
    done(null, text),
  );
  app.post('/graphql', async (request, reply) => {
    const gone = new AbortController();
    // Of the answer, not of the request: Node closes a request as soon as its body has been read.
    reply.raw.once('close', () => {
      if (!reply.raw.writableFinished) gone.abort();
    });
    const header = request.headers[requestContextHeader];
    const answer = await subgraph.handle({
      body: request.body as string,
      contextToken: typeof header === 'string' ? header : undefined,
      signal: gone.signal,
    });
    const refused = answer.data === undefined && answer.errors?.[0]?.extensions?.code === 'UNAUTHENTICATED';
    return reply
      .code(refused ? 401 : 200)
      .type('application/json')
      .send(JSON.stringify(answer));
  });
  app.get('/healthz', async () => ({ status: 'ok', subgraph: subgraph.name }));
  const address = await app.listen({ host: listen.host, port: listen.port });
  return { url: `${address}/graphql`, close: () => app.close() };
}
