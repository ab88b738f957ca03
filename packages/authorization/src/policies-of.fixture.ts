import { rm } from 'node:fs/promises';
import type { PolicySet } from './policy.js';
import { readPolicies } from './policy-files.js';
import { policyFolder } from './policy-folder.fixture.js';

/** The policies of subgraph kyc as they are written; what is given replaces roles and walls. */
export async function policiesOf(
  kyc: string,
  change: { readonly roles?: string; readonly walls?: string; readonly others?: Record<string, string> } = {},
): Promise<PolicySet> {
  const { others, ...files } = change;
  const folder = await policyFolder({
    ...files,
    fields: { 'kyc.yaml': `subgraph: kyc\nowner: x\n${kyc}`, ...others },
  });
  try {
    return await readPolicies(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
