/** The tree over the audit log: who takes records into it and signs, and who watches that it only grows. */
export { databaseTiles } from './database-tiles.js';
export { type Inclusion, inclusions } from './inclusions.js';
export { Integrator, type IntegratorOptions, type IntegratorState } from './integrator.js';
export { type NewestCheckpoints, newestCheckpoints, type StoredCheckpoint } from './newest-checkpoints.js';
export { NoSuchRecord, type ProofBundle, proveRecord } from './prove-record.js';
export { LogChanged } from './signed-tree.js';
export { lateAfterMs, type TreeLag, treeLag } from './tree-lag.js';
export { TreeWatch, type TreeWatchOptions } from './tree-watch.js';
export { Witness, type WitnessOptions, type WitnessState } from './witness.js';
export { WitnessFolderFault } from './witness-folder.js';
export { type WitnessLag, witnessLag } from './witness-lag.js';
export type { WriterFault } from './writer-chains.js';
