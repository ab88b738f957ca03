import type { GovernedContext } from '@bankgraph/subgraph-kit';
import type { LineageLoaders } from './loaders.js';

/** What this subgraph's resolvers get as their context. */
export type SubgraphContext = GovernedContext<LineageLoaders>;
