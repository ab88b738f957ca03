import type { GovernedContext } from '@bankgraph/subgraph-kit';
import type { DecisionLoaders } from './make-decision.js';

/** What this subgraph's resolvers get as their context. Nothing is loaded twice in a request, so there are no loaders. */
export type SubgraphContext = GovernedContext<DecisionLoaders>;
