export type { FaultLog } from './fault-log.js';
export { idempotencyKeyOf } from './idempotency-key.js';
export {
  type Connection,
  defaultPage,
  idOfCursor,
  largestPage,
  type PageArguments,
  Paged,
  paged,
} from './paged.js';
export {
  answersOf,
  copies,
  type PartAnswers,
  type RecordsWithFaults,
  reportedRows,
} from './reported-rows.js';
export { type ServedSubgraph, serveSubgraph } from './serve-subgraph.js';
export type { Provenance } from './situation.js';
export { type BatchOptions, batched, type OneByOneOptions, oneByOne } from './source-loaders.js';
export {
  openSubgraph,
  type Subgraph,
  type SubgraphAnswer,
  type SubgraphQuestion,
  type SubgraphRequest,
  type SubgraphSurroundings,
} from './subgraph.js';
export type { GovernedContext, LoaderScope, Resolvers, SubgraphDefinition } from './subgraph-definition.js';
export { turns } from './turns.js';
export { characters, onOneLine, visible } from './written-text.js';
