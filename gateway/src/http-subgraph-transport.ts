import { requestContextHeader } from '@bankgraph/identity';
import { type Dispatcher, Pool } from 'undici';
import type { Cancellation } from './cancellation.js';
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
  const path = url.pathname + url.search;
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
    handle: ({ body, contextToken, headers, cancellation }) =>
      new Promise((resolve, reject) => {
        const sent: Record<string, string> = {
          ...headers,
          'content-type': 'application/json',
          accept: 'application/json',
        };
        if (contextToken !== undefined) sent[requestContextHeader] = contextToken;
        pool.dispatch(
          { path, method: 'POST', headers: sent, body },
          new WholeAnswer(resolve, reject, cancellation),
        );
      }),
    close: () => pool.close(),
  };
}

/**
 * Collects the body of one answer and reads it as JSON: what undici's `request` does by way of a stream, without the
 * stream, of which eight would be made for an operation that asks eight times.
 */
class WholeAnswer implements Dispatcher.DispatchHandler {
  readonly #resolve: (answer: SubgraphAnswer) => void;
  readonly #reject: (error: Error) => void;
  readonly #cancellation: Cancellation | undefined;
  readonly #chunks: Buffer[] = [];
  #leave: (() => void) | undefined;

  constructor(
    resolve: (answer: SubgraphAnswer) => void,
    reject: (error: Error) => void,
    cancellation: Cancellation | undefined,
  ) {
    this.#resolve = resolve;
    this.#reject = reject;
    this.#cancellation = cancellation;
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#leave?.();
    this.#leave = this.#cancellation?.onCancel((reason) => controller.abort(reason));
  }

  onResponseStart(): void {
    // A refusal (401, 503) is GraphQL JSON too; anything that is not, fails at the end as no answer.
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.#leave?.();
    const [first] = this.#chunks;
    const body = first !== undefined && this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks);
    try {
      this.#resolve(JSON.parse(body.toString('utf8')) as SubgraphAnswer);
    } catch (error) {
      this.#reject(error as Error);
    }
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#leave?.();
    this.#reject(error);
  }
}
