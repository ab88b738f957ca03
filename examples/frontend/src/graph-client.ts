import type { TypedDocumentString } from './generated/graphql.js';
import { type AnswerBody, type GraphAnswer, graphAnswer, isAnswerBody } from './graph-answer.js';

/** Where the graph is, and as whom it is asked. */
export interface GraphClientOptions {
  /** Address of the GraphQL endpoint. */
  readonly url: string;
  /** Access token of the bank's issuer. */
  readonly token: string;
  /** Purpose as a W3C DPV term, for example `CustomerCare`. Staff and partners must declare one. */
  readonly purpose?: string;
  /** Milliseconds after which the client gives up; 10,000 unless told. */
  readonly timeout?: number;
}

/** The graph could not be reached, or what answered was not the graph. */
export class GraphUnreachable extends Error {
  override readonly name = 'GraphUnreachable';
}

/** Asks typed operations. */
export interface GraphClient {
  /** Sends one operation. Throws {@link GraphUnreachable} when there is no answer of the graph at all. */
  ask<Data, Variables>(
    operation: TypedDocumentString<Data, Variables>,
    variables: Variables,
  ): Promise<GraphAnswer<Data>>;
}

/** A client over `fetch`, with nothing in it that a browser or Node does not have. */
export function graphClient({ url, token, purpose, timeout = 10_000 }: GraphClientOptions): GraphClient {
  const headers = {
    'content-type': 'application/json',
    accept: 'application/graphql-response+json, application/json',
    authorization: `Bearer ${token}`,
    ...(purpose === undefined ? {} : { 'x-purpose': purpose }),
  };
  return {
    async ask<Data, Variables>(operation: TypedDocumentString<Data, Variables>, variables: Variables) {
      const body = JSON.stringify({ query: operation.toString(), variables });
      const answer = await send(url, {
        method: 'POST',
        headers,
        body,
        signal: AbortSignal.timeout(timeout),
      });
      return graphAnswer<Data>(answer);
    },
  };
}

async function send(url: string, request: RequestInit): Promise<AnswerBody<never>> {
  let response: Response;
  try {
    response = await fetch(url, request);
  } catch (cause) {
    throw new GraphUnreachable(`No answer from ${url}. Is it started?`, { cause });
  }
  try {
    const body: unknown = await response.json();
    if (isAnswerBody(body)) return body;
  } catch (cause) {
    throw new GraphUnreachable(`${url} answered ${response.status} without readable JSON.`, { cause });
  }
  throw new GraphUnreachable(`${url} answered ${response.status}, but not as a GraphQL endpoint does.`);
}
