import { fileURLToPath } from 'node:url';

/** The contract's folder. The compiled modules lie one level below it (`dist/`), as the sources do (`src/`). */
export const SCHEMA_FOLDER = fileURLToPath(new URL('../', import.meta.url));

/** The composed supergraph, relative to the contract's folder. */
export const SUPERGRAPH_FILE = 'supergraph.graphql';

/** What clients see of the supergraph, relative to the contract's folder. */
export const API_FILE = 'api.graphql';
