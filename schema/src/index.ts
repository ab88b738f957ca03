export type * as CustomerGraph from './api.generated.js';
export {
  type BreakingCheck,
  type ContractChange,
  checkBreaking,
  compareApis,
  UnreadableRevision,
} from './check-breaking.js';
export { CLIENT_CLASSES, type Client, type ClientClass, InvalidClients, readClients } from './clients.js';
export {
  checkSupergraph,
  readSupergraph,
  type SupergraphState,
  supergraphFile,
  writeSupergraph,
} from './committed-supergraph.js';
export { apiSdlOf, type Composition, composeSupergraph } from './compose-supergraph.js';
export { type ContractProblem, describeProblem } from './contract-problem.js';
export {
  InvalidOperations,
  type PersistedOperation,
  readPersistedOperations,
} from './persisted-operations.js';
export { routingUrl, subgraphOfRoutingUrl } from './routing-url.js';
export { isSubgraphName, SUBGRAPH_NAMES, type SubgraphName } from './subgraph-names.js';
export { InvalidContract, parseSubgraph, readSubgraph, type SubgraphSdl } from './subgraph-sdl.js';
