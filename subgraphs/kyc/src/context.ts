import type { GovernedContext } from '@bankgraph/subgraph-kit';

/** What this subgraph's resolvers get as their context. */
export type SubgraphContext = GovernedContext<object>;
