import { type Role, roles } from '@bankgraph/identity';
import type { ConditionName } from './conditions.js';
import type { Policy, PolicySet } from './policy.js';
import type { PolicyTest } from './policy-table.js';

/** A condition of a policy that the tables do not try for a role. */
export interface UntriedCondition {
  /** `Type.field`, or `Type` for rows. */
  readonly field: string;
  /** Where its policy is written, for people. */
  readonly source: string;
  readonly role: Role;
  readonly condition: ConditionName;
  /** The case that is missing: that the condition holds, or that it does not. */
  readonly missing: 'holding' | 'not holding';
}

/**
 * For every field, role, and condition that the field's policy names for anyone: the tables must have a test in which
 * the condition holds and one in which it does not, each with a purpose of the role (else purpose alone decides).
 * Fields that no table mentions are left out.
 */
export function untriedConditions(
  tests: readonly PolicyTest[],
  policies: PolicySet,
): readonly UntriedCondition[] {
  return [...policies.subgraphs.values()].flatMap((subgraph) =>
    [...subgraph.rows.values(), ...subgraph.fields.values()].flatMap((policy) => {
      const own = tests.filter(
        (test) => test.subgraph === subgraph.subgraph && test.fields.includes(policy.id),
      );
      if (own.length === 0) return [];
      return roles.flatMap((role) => {
        const tried = own.filter((test) => test.expect.has(role) && withTheirPurpose(test, role, policies));
        return untriedOf(policy, role, tried);
      });
    }),
  );
}

function withTheirPurpose({ purpose }: PolicyTest, role: Role, policies: PolicySet): boolean {
  if (typeof purpose === 'string') return purpose === 'each of theirs';
  return policies.roles.get(role)?.purposes.includes(purpose.declared) === true;
}

function untriedOf(policy: Policy, role: Role, tried: readonly PolicyTest[]): readonly UntriedCondition[] {
  const named = new Set(policy.allow.flatMap((line) => line.when));
  return [...named].flatMap((condition) =>
    (['holding', 'not holding'] as const)
      .filter((missing) => !tried.some((test) => test.given.has(condition) === (missing === 'holding')))
      .map((missing) => ({ field: policy.id, source: policy.source, role, condition, missing })),
  );
}
