/** The parts that a bank's graph is put together from, for programs that start it in another way than the command. */
export type { BankConnections } from './bank-connections.js';
export { sameForAll } from './client-limits.js';
export { type EmbeddedSecrets, embeddedSecrets } from './data-folder.js';
export { sandboxConnections, sandboxSeed, startSandboxSystems } from './embedded-bank.js';
export { type OpenSubgraphs, type OpenSubgraphsOptions, openSubgraphs } from './open-subgraphs.js';
export { type OperationsFiles, operationsFilesOf } from './operations-files.js';
export { prepareDatabases } from './prepare-databases.js';
export { serveGateway } from './serve-gateway.js';
export { startIntegrator } from './start-integrator.js';
