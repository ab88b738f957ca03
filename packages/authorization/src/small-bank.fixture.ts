import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PolicySet } from './policy.js';
import { readPolicies } from './policy-files.js';
import { policyFolder } from './policy-folder.fixture.js';
import { type PolicyTest, readPolicyTables } from './policy-table.js';

/** A document whose number analysts of the customer see, and customers see masked: two lines, three cells. */
export const documentPolicy = `subgraph: kyc
owner: Financial Crime Compliance
IdDocument.{number, imageHash}:
  class: confidential
  allow:
    - role: [kyc-analyst, aml-investigator]
      when: [assigned to the customer, not restricted]
    - { role: customer, when: their own record, show: last 4 characters }
  because: Analysts compare documents; customers only recognise them.
`;

const smallRoles = `customer: { title: c, kind: customer, purposes: [RightsFulfilment, AccountManagement], purpose: optional }
frontline-agent: { title: a, kind: staff, purposes: [CustomerCare], purpose: required }
relationship-manager: { title: r, kind: staff, purposes: [CustomerCare], purpose: required }
fraud-analyst: { title: f, kind: staff, purposes: [FraudPreventionAndDetection], purpose: required }
kyc-analyst: { title: k, kind: staff, purposes: [IdentityVerification, LegalCompliance], purpose: required }
aml-investigator: { title: i, kind: staff, purposes: [CounterMoneyLaundering], purpose: required }
mlro: { title: m, kind: staff, purposes: [CounterMoneyLaundering], purpose: required }
dpo: { title: d, kind: staff, purposes: [LegalCompliance], purpose: required }
auditor: { title: a, kind: staff, purposes: [LegalCompliance], purpose: required }
marketing: { title: m, kind: staff, purposes: [DirectMarketing], purpose: required }
partner: { title: p, kind: partner, purposes: [ServiceProvision], purpose: required }
`;

/**
 * A bank of one subgraph, kyc, with the table beside its policies.
 *
 * @param tests the entries of `tests`, each a YAML flow mapping
 */
export async function smallBank(change: {
  readonly tests: readonly string[];
  readonly policy?: string;
}): Promise<{ readonly policies: PolicySet; readonly tests: readonly PolicyTest[] }> {
  const folder = await policyFolder({
    fields: { 'kyc.yaml': change.policy ?? documentPolicy },
    roles: smallRoles,
  });
  const table = `subgraph: kyc\ntests: [${change.tests.join(', ')}]\n`;
  await writeFile(join(folder, 'fields', 'kyc.test.yaml'), table);
  const policies = await readPolicies(folder);
  return { policies, tests: await readPolicyTables(folder, policies) };
}
