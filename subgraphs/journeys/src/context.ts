import type { GovernedContext } from '@bankgraph/subgraph-kit';
import type { JourneyLoaders } from './loaders.js';

/** What resolvers get as their context. */
export type SubgraphContext = GovernedContext<JourneyLoaders>;
