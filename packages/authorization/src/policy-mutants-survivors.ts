import { type Role, roles } from '@bankgraph/identity';
import type { Policy, PolicySet, RoleDefinition } from './policy.js';
import { type PolicyMutant, policyMutants } from './policy-mutants.js';
import { decisionUnder, type PolicyTest, purposesOf, type Trial, trialsOf } from './policy-table.js';
import { situationsOf } from './situations.js';

/** A change of a policy that no table notices. */
export interface Survivor {
  /** Where it would be made, for people: `policies/fields/kyc.yaml:14`. */
  readonly source: string;
  /** The fields (or rows) of which no test fails. */
  readonly fields: readonly string[];
  /** Null: all roles. */
  readonly role: Role | null;
  /** In words, for example `without "assigned to the case"`. */
  readonly change: string;
}

/**
 * Changes every policy in every small way (`policyMutants`), field by field, and looks whether a test of the tables
 * fails. Fields that no table mentions are left out. Changes that decide like the original, whatever the role, purpose and conditions, are not counted.
 *
 * @param tests all of which the policies meet
 * @returns how many changes a test noticed, and those that none did
 */
export function policyMutantSurvivors(
  tests: readonly PolicyTest[],
  policies: PolicySet,
): { readonly killed: number; readonly survivors: readonly Survivor[] } {
  let killed = 0;
  const survivors: Survivor[] = [];
  for (const { fields, policy, trials } of alikes(tests, policies)) {
    for (const mutant of policyMutants(policy, policies.roles)) {
      if (notices(trials, mutant, policies.roles)) killed += fields.length;
      else if (!equivalent(policy, mutant, policies.roles)) {
        const source = mutant.line === null ? policy.source : policy.source.replace(/\d+$/, `${mutant.line}`);
        survivors.push({ source, fields, role: mutant.role, change: mutant.change });
      }
    }
  }
  return { killed, survivors };
}

interface Alike {
  readonly fields: string[];
  readonly policy: Policy;
  readonly trials: ReadonlyMap<Role, readonly Trial[]>;
}

/** The fields in groups that share both the policy and the tests, so that each group is tried once. */
function alikes(tests: readonly PolicyTest[], policies: PolicySet): Iterable<Alike> {
  const groups = new Map<string, Alike>();
  for (const subgraph of policies.subgraphs.values()) {
    for (const policy of [...subgraph.rows.values(), ...subgraph.fields.values()]) {
      const own = tests.filter(
        (test) => test.subgraph === subgraph.subgraph && test.fields.includes(policy.id),
      );
      if (own.length === 0) continue;
      const key = JSON.stringify([policy.source, own.map((test) => tests.indexOf(test))]);
      const known = groups.get(key);
      if (known === undefined) {
        // Most changes are noticed with a role's own purposes, so those are tried first.
        const trials = own
          .flatMap((test) => trialsOf(test, policies.roles))
          .toSorted((one, other) => Number(ownPurpose(other)) - Number(ownPurpose(one)));
        const byRole = new Map(roles.map((role) => [role, trials.filter((trial) => trial.role === role)]));
        groups.set(key, { fields: [policy.id], policy, trials: byRole });
      } else known.fields.push(policy.id);
    }
  }
  return groups.values();
}

function ownPurpose({ test }: Trial): boolean {
  return test.purpose === 'each of theirs';
}

function notices(
  trials: Alike['trials'],
  mutant: PolicyMutant,
  definitions: ReadonlyMap<Role, RoleDefinition>,
): boolean {
  return rolesOf(mutant).some((role) =>
    trials
      .get(role)
      ?.some(
        ({ purpose, test, expected }) =>
          decisionUnder(mutant.policy, role, purpose, test.given, definitions) !== expected,
      ),
  );
}

/** Tries every purpose, none, and every set of the conditions that either policy names. */
function equivalent(
  original: Policy,
  mutant: PolicyMutant,
  definitions: ReadonlyMap<Role, RoleDefinition>,
): boolean {
  const named = [...original.allow, ...mutant.policy.allow].flatMap((line) => line.when);
  const situations = situationsOf(named);
  return rolesOf(mutant).every((role) =>
    [null, ...purposesOf(definitions)].every((purpose) =>
      situations.every(
        (given) =>
          decisionUnder(original, role, purpose, given, definitions) ===
          decisionUnder(mutant.policy, role, purpose, given, definitions),
      ),
    ),
  );
}

function rolesOf(mutant: PolicyMutant): readonly Role[] {
  return mutant.role === null ? roles : [mutant.role];
}
