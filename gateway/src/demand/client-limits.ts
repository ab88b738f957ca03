import type { RateLimit } from '@bankgraph/rate-limit';

/** How much one operation may ask for. */
export interface OperationLimits {
  /** Tokens of the document. */
  readonly tokens: number;
  /** Fields within fields, the deepest way. */
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  /** Fields that stand beside another one of the same key. */
  readonly repeats: number;
  /** Fields and fragments, once every fragment is written out wherever it is spread. */
  readonly selections: number;
  readonly rootFields: number;
  /** Estimated cost: objects that it may return, and what else the schema says (`@cost`). */
  readonly cost: number;
}

/** How much a client may ask for. */
export interface ClientLimits {
  readonly operation: OperationLimits;
  /** Budget of cost, for everything that the client sends; null: as much as it likes. */
  readonly rate: RateLimit | null;
  /** Operations of the client that are carried out at a time in one process. */
  readonly inFlight: number;
}

/** Finds what a client may ask for, by the id that its token names; null where nobody is known. */
export type FindLimits = (clientId: string | null) => ClientLimits;

/**
 * What no document may exceed, whoever sends it: it keeps parsing, validation and planning short. Alone these are the
 * limits of a graph of which nothing else is known.
 */
export const baseLimits: ClientLimits = {
  operation: {
    tokens: 2_500,
    depth: 50,
    aliases: 500,
    directives: 500,
    repeats: 200,
    selections: 10_000,
    rootFields: 250,
    cost: Number.POSITIVE_INFINITY,
  },
  rate: null,
  inFlight: Number.POSITIVE_INFINITY,
};
