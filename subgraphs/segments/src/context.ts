import type { GovernedContext } from '@bankgraph/subgraph-kit';
import type { SegmentsLoaders } from './loaders.js';

/** What resolvers get as their context. */
export type SubgraphContext = GovernedContext<SegmentsLoaders>;
