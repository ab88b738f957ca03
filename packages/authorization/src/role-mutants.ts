import type { Role } from '@bankgraph/identity';
import type { PolicySet, RoleDefinition } from './policy.js';
import { type PolicyTest, purposesOf, runPolicyTables } from './policy-table.js';

/** A change of `roles.yaml` that no table notices, in words: `marketing may ask for CustomerCare`. */
export type RoleSurvivor = string;

/**
 * Gives every role every purpose that it has not, takes from it every one that it has, and turns round whether it needs
 * one; looks whether a test of the tables fails that names its purpose. (A test with all of a role's purposes follows
 * `roles.yaml` and cannot notice.)
 *
 * @param tests all of which the policies meet
 * @returns how many changes a test noticed, and those that none did
 */
export function roleMutantSurvivors(
  tests: readonly PolicyTest[],
  policies: PolicySet,
): { readonly killed: number; readonly survivors: readonly RoleSurvivor[] } {
  const named = tests
    .filter(({ purpose }) => purpose === 'none' || typeof purpose === 'object')
    .toSorted((one, other) => one.fields.length - other.fields.length);
  const survivors: RoleSurvivor[] = [];
  let killed = 0;
  for (const { role, change, definition } of roleMutants(policies.roles)) {
    const mutant = { ...policies, roles: new Map(policies.roles).set(role, definition) };
    if (named.some((test) => runPolicyTables([test], mutant).unmet.length > 0)) killed += 1;
    else survivors.push(`${role} ${change}`);
  }
  return { killed, survivors };
}

function* roleMutants(
  definitions: PolicySet['roles'],
): Generator<{ readonly role: Role; readonly change: string; readonly definition: RoleDefinition }> {
  for (const [role, definition] of definitions) {
    const { purposes, purposeRequired } = definition;
    for (const purpose of purposesOf(definitions)) {
      const lost = purposes.filter((other) => other !== purpose);
      yield purposes.includes(purpose)
        ? { role, change: `may not ask for ${purpose}`, definition: { ...definition, purposes: lost } }
        : {
            role,
            change: `may ask for ${purpose}`,
            definition: { ...definition, purposes: [...purposes, purpose] },
          };
    }
    yield {
      role,
      change: purposeRequired ? 'needs no purpose' : 'needs a purpose',
      definition: { ...definition, purposeRequired: !purposeRequired },
    };
  }
}
