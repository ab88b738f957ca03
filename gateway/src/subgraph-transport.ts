import type { FieldDisclosure } from '@bankgraph/audit-log';
import type { GraphQLFormattedError } from 'graphql';

/** One request to a subgraph. */
export interface SubgraphRequest {
  /** JSON text `{query, variables, operationName}`. */
  readonly body: string;
  /** Signed context: on whose behalf the gateway asks. */
  readonly contextToken: string | undefined;
  /** Headers that the client sent along. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Aborted when the client is gone or the deadline has passed. */
  readonly signal?: AbortSignal;
}

/** What a subgraph answers. */
export interface SubgraphAnswer {
  data?: Record<string, unknown> | null;
  errors?: readonly GraphQLFormattedError[];
  extensions?: { disclosures?: readonly FieldDisclosure[] };
}

/** How a subgraph is reached. A subgraph of this process is its own transport. */
export interface SubgraphTransport {
  /** @throws anything when there is no answer; the gateway then reports the subgraph as unavailable */
  handle(request: SubgraphRequest): Promise<SubgraphAnswer>;
}
