import { readSubgraph } from '@bankgraph/schema';
import type { SubgraphDefinition } from '@bankgraph/subgraph-kit';
import { type SegmentsLoaders, type SegmentsSources, segmentsLoaders } from './loaders.js';
import { resolvers } from './resolvers.js';

export { isAmlDerived } from './aml-derived.js';
export { type DecidedOverrides, decidedOverridesSource } from './decided-overrides.js';
export type { SegmentsLoaders, SegmentsSources } from './loaders.js';
export type { SegmentRecords } from './membership.js';
export type { Segmentation } from './segmentation-profile.js';
export {
  membershipRow,
  modelVersionRow,
  predictionRow,
  segmentsDatabaseSource,
} from './segments-database-source.js';
export { fromUnomiProfile, type UnomiProfile, unomiProfile, unomiSource } from './unomi-source.js';

/** Segments and predictions, with the models behind them. */
export function segmentsSubgraph(sources: SegmentsSources): SubgraphDefinition<SegmentsLoaders> {
  return {
    name: 'segments',
    sdl: readSubgraph('segments').sdl,
    resolvers,
    loaders: (scope) => segmentsLoaders(sources, scope),
  };
}
