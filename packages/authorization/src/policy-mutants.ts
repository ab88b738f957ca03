import { type Role, roles } from '@bankgraph/identity';
import { masks } from '@bankgraph/masking';
import { type ConditionName, conditions, isConditionName, isWallCondition } from './conditions.js';
import type { AllowLine, Policy, RoleDefinition } from './policy.js';

/** A policy with one small change, as somebody might make it by mistake. */
export interface PolicyMutant {
  readonly policy: Policy;
  /** Whose cell of the matrix is changed; null: everybody's. */
  readonly role: Role | null;
  /** Line of the policy's file at which the change is made; null: at the policy as a whole. */
  readonly line: number | null;
  /** The change in words, for example `without "assigned to the case"`. */
  readonly change: string;
}

/** Masks of the catalogue, and the whole value. */
const shows: readonly AllowLine['show'][] = [null, ...(Object.keys(masks) as (keyof typeof masks)[])];

/** Conditions that a policy may name. */
const conditionNames: readonly ConditionName[] = Object.keys(conditions)
  .filter(isConditionName)
  .filter((name) => !isWallCondition(name));

/**
 * Every small change of a policy, each for one role alone, so that a test of another role cannot notice it: the role
 * leaves a line, joins a line, gets a line without conditions; in its line a condition is dropped, added or replaced by
 * another of the catalogue, the mask is another one or none, a purpose is lost or won. And one for all roles: the class
 * begins or ceases to be public. Some mutants decide like the original.
 */
export function* policyMutants(
  policy: Policy,
  definitions: ReadonlyMap<Role, RoleDefinition>,
): Generator<PolicyMutant> {
  const changed = policy.class === 'public' ? 'internal' : 'public';
  yield { policy: { ...policy, class: changed }, role: null, line: null, change: `of class ${changed}` };
  for (const role of roles) {
    const open: AllowLine = { roles: new Set([role]), when: [], purposes: null, show: null, line: 0 };
    const allow = [...policy.allow, open];
    yield { policy: { ...policy, allow }, role, line: null, change: 'with a line without conditions' };
    for (const [index, line] of policy.allow.entries()) {
      for (const { change, own } of lineMutants(line, role, definitions.get(role))) {
        const others = { ...line, roles: new Set([...line.roles].filter((other) => other !== role)) };
        const lines = own === null ? [others] : [others, { ...own, roles: new Set([role]) }];
        yield {
          policy: { ...policy, allow: policy.allow.toSpliced(index, 1, ...lines) },
          role,
          line: line.line,
          change,
        };
      }
    }
  }
}

/** The changes of what one line says for one role; null: it says nothing for the role any more. */
function* lineMutants(
  line: AllowLine,
  role: Role,
  definition: RoleDefinition | undefined,
): Generator<{ readonly change: string; readonly own: AllowLine | null }> {
  if (!line.roles.has(role)) {
    yield { change: 'with the line', own: line };
    return;
  }
  yield { change: 'without the line', own: null };
  for (const name of line.when) {
    const when = line.when.filter((other) => other !== name);
    yield { change: `without "${name}"`, own: { ...line, when } };
    for (const other of conditionNames.filter((candidate) => !line.when.includes(candidate))) {
      yield { change: `with "${other}" instead of "${name}"`, own: { ...line, when: [...when, other] } };
    }
  }
  if (line.when.length > 1) yield { change: 'without any condition', own: { ...line, when: [] } };
  for (const name of conditionNames.filter((candidate) => !line.when.includes(candidate))) {
    yield { change: `with "${name}" as well`, own: { ...line, when: [...line.when, name] } };
  }
  for (const show of shows.filter((other) => other !== line.show)) {
    yield { change: show === null ? 'without the mask' : `with the mask ${show}`, own: { ...line, show } };
  }
  const possible = definition?.purposes ?? [];
  const current = possible.filter((purpose) => line.purposes?.has(purpose) ?? true);
  for (const lost of current) {
    const purposes = new Set(current.filter((purpose) => purpose !== lost));
    yield { change: `not for ${lost}`, own: { ...line, purposes } };
  }
  if (line.purposes === null) {
    yield { change: 'not without a purpose', own: { ...line, purposes: new Set(current) } };
  } else {
    yield { change: 'for any purpose', own: { ...line, purposes: null } };
    for (const won of possible.filter((purpose) => !current.includes(purpose))) {
      yield { change: `for ${won} too`, own: { ...line, purposes: new Set([...current, won]) } };
    }
  }
}
