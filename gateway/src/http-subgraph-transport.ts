import { requestContextHeader } from '@bankgraph/identity';
import { Pool } from 'undici';
import type { SubgraphAnswer, SubgraphTransport } from './subgraph-transport.js';

/** Where a subgraph is served. */
export interface HttpSubgraphOptions {
  /** Name of the subgraph in the supergraph. */
  readonly name: string;
  /** Its GraphQL endpoint. */
  readonly url: string;
  /** How long an answer may take, in milliseconds. */
  readonly deadlineMs: number;
  /** Connections kept to it at most. */
  readonly connections?: number;
}

/** Largest answer of a subgraph, in bytes; a larger one is refused before it fills the memory. */
const maxAnswerBytes = 32 * 1024 * 1024;

/** Reaches a subgraph over HTTP with connections that are kept alive. Close it after the gateway. */
export function httpSubgraphTransport(
  options: HttpSubgraphOptions,
): SubgraphTransport & { close(): Promise<void> } {
  const url = new URL(options.url);
  const pool = new Pool(url.origin, {
    connections: options.connections ?? 64,
    connect: { timeout: Math.min(options.deadlineMs, 2_000) },
    headersTimeout: options.deadlineMs,
    bodyTimeout: options.deadlineMs,
    // Shorter than any server's, so that no request is sent into a connection that is being closed.
    keepAliveTimeout: 4_000,
    maxResponseSize: maxAnswerBytes,
  });
  return {
    async handle({ body, contextToken, headers, signal }) {
      const answer = await pool.request({
        path: url.pathname + url.search,
        method: 'POST',
        headers: {
          ...headers,
          'content-type': 'application/json',
          accept: 'application/json',
          ...(contextToken === undefined ? {} : { [requestContextHeader]: contextToken }),
        },
        body,
        ...(signal === undefined ? {} : { signal }),
      });
      // A refusal (401, 503) is GraphQL JSON too; anything that is not, fails here as no answer.
      return (await answer.body.json()) as SubgraphAnswer;
    },
    close: () => pool.close(),
  };
}
