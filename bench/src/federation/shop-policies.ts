import { copyFile, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type PolicySet, readPolicies } from '@bankgraph/authorization';
import { federationFile } from './federation-folder.js';

const bankPolicies = fileURLToPath(new URL('../../../policies', import.meta.url));

/**
 * The policies of the benchmark's graph: the bank's own roles, conditions and walls, and fields of its own.
 *
 * @throws PolicyFaults
 */
export async function readShopPolicies(): Promise<PolicySet> {
  const folder = await mkdtemp(join(tmpdir(), 'bankgraph-bench-'));
  try {
    for (const name of ['roles.yaml', 'conditions.yaml', 'walls.yaml']) {
      await copyFile(join(bankPolicies, name), join(folder, name));
    }
    await cp(federationFile('policies/fields'), join(folder, 'fields'), { recursive: true });
    return await readPolicies(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
