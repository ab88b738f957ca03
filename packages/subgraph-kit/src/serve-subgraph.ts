import { randomUUID } from 'node:crypto';
import { BankgraphError, formatError } from '@bankgraph/errors';
import { requestContextHeader } from '@bankgraph/identity';
import fastify, { type FastifyError } from 'fastify';
import { describeInternal, type FaultLog } from './fault-log.js';
import type { Subgraph } from './subgraph.js';

/** A subgraph that listens. */
export interface ServedSubgraph {
  /** Address of its GraphQL endpoint. */
  readonly url: string;
  close(): Promise<void>;
}

/** Where and how a subgraph listens. */
export interface ServeOptions {
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
  /** Told of every fault of ours, like the subgraph's own. */
  readonly logger: FaultLog;
  /** Loosens: messages and stacks of faults in the log. */
  readonly dev?: boolean;
}

/**
 * Serves a subgraph over HTTP: `POST /graphql` with the gateway's signed context, and `GET /healthz`. Without a
 * valid context the answer is 401, whatever the question.
 */
export async function serveSubgraph(
  subgraph: Pick<Subgraph, 'name' | 'handle'>,
  { host, port, logger, dev = false }: ServeOptions,
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
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const refused = error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500;
    const requestId = randomUUID();
    if (!refused) {
      logger.error({ requestId, subgraph: subgraph.name, ...describeInternal(error, dev) }, 'request failed');
    }
    const told = refused
      ? new BankgraphError('BAD_USER_INPUT', { advice: 'Send a JSON body of a size that is accepted.' })
      : new BankgraphError('INTERNAL');
    return reply
      .code(refused ? (error.statusCode ?? 400) : told.status)
      .type('application/json')
      .send(JSON.stringify({ errors: [formatError(told, requestId)] }));
  });
  app.get('/healthz', async () => ({ status: 'ok', subgraph: subgraph.name }));
  const address = await app.listen({ host, port });
  return { url: `${address}/graphql`, close: () => app.close() };
}
