import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout (or image) that this code belongs to: policies and schema are found from here. */
export const projectFolder = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** The policies, owned by compliance. */
export const policiesFolder = join(projectFolder, 'policies');
