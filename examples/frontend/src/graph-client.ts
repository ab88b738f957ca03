import type { TypedDocumentString } from './generated/graphql.js';

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

/** Why a part of the answer is missing. */
export interface GraphProblem {
  /** Code of the error catalogue, for example `UPSTREAM_UNAVAILABLE`. */
  readonly code: string;
  readonly message: string;
  /** The part, for example `customer.kyc`; empty when it is the whole. */
  readonly path: string;
  /** To quote to support. */
  readonly requestId?: string;
}

/** What the graph answered. Both may be there: what could be had, and what is missing. */
export interface GraphAnswer<Data> {
  readonly data: Data | null;
  readonly problems: readonly GraphProblem[];
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

interface Body<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: { readonly code?: string; readonly requestId?: string };
  }[];
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
      const { data = null, errors = [] } = await send<Data>(url, {
        method: 'POST',
        headers,
        body,
        signal: AbortSignal.timeout(timeout),
      });
      const problems = errors.map(
        ({ message, path = [], extensions: { code = 'INTERNAL', requestId } = {} }) => ({
          code,
          message,
          path: path.join('.'),
          ...(requestId === undefined ? {} : { requestId }),
        }),
      );
      return { data, problems };
    },
  };
}

async function send<Data>(url: string, request: RequestInit): Promise<Body<Data>> {
  let response: Response;
  try {
    response = await fetch(url, request);
  } catch (cause) {
    throw new GraphUnreachable(`No answer from ${url}. Is it started?`, { cause });
  }
  try {
    // A refusal is a GraphQL answer too: it has `errors` with their codes, whatever the HTTP status.
    const body = (await response.json()) as Body<Data> | null;
    if (body !== null && typeof body === 'object' && ('data' in body || 'errors' in body)) return body;
  } catch (cause) {
    throw new GraphUnreachable(`${url} answered ${response.status} without readable JSON.`, { cause });
  }
  throw new GraphUnreachable(`${url} answered ${response.status}, but not as a GraphQL endpoint does.`);
}
