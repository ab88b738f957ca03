import type { FieldDisclosure } from '@bankgraph/audit-log';
import type { InProcessContext } from '@bankgraph/identity';
import type { GraphQLFormattedError } from 'graphql';
import type { Cancellation } from './cancellation.js';

/** One request to a subgraph. */
export interface SubgraphRequest {
  /** JSON text `{query, variables, operationName}`. */
  readonly body: string;
  /** Signed context: on whose behalf the gateway asks. */
  readonly contextToken: string | undefined;
  /** Headers that the client sent along. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Cancelled when the client is gone or the deadline has passed. */
  readonly cancellation?: Cancellation;
}

/** One question to a subgraph of this process. */
export interface SubgraphQuestion {
  readonly query: string;
  /** Values as JSON has them: nothing undefined. */
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  readonly context: InProcessContext;
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
  /** The same without text and signature. Whoever has it is asked this way; only a subgraph of this process does. */
  execute?(question: SubgraphQuestion): Promise<SubgraphAnswer>;
}
