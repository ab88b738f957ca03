import type { Actor, ActorKind, Role } from '@bankgraph/identity';
import type { MaskName } from '@bankgraph/masking';
import type { ConditionName } from './conditions.js';
import { decide, linesFor } from './decide.js';
import type { AllowLine, Policy, RoleDefinition } from './policy.js';
import { noRelationships } from './relationships.js';

/** What a decision comes to, as one word: the value, nothing, or the value under this mask. */
export type Seen = 'allow' | 'deny' | MaskName;

/** A kind of caller, without being anybody: what policies are compared and explained for. */
export interface Asker {
  readonly kind: ActorKind;
  readonly roles: readonly Role[];
  /** Null: none was declared. */
  readonly purpose: string | null;
}

/** The lines of a policy that are open to such a caller, in the order in which they are tried. */
export function linesForAsker(
  policy: Policy,
  asker: Asker,
  roleDefinitions: ReadonlyMap<Role, RoleDefinition>,
): readonly AllowLine[] {
  return linesFor(policy, actorOf(asker), roleDefinitions);
}

/**
 * What the program decides when exactly these conditions hold and no wall stands before the data: the same `decide`
 * that answers requests, with answers given instead of looked up.
 *
 * @param lines of `linesForAsker`
 */
export function seenWhen(lines: readonly AllowLine[], holding: ReadonlySet<ConditionName>): Seen {
  const decision = decide(lines, nobody, (name) => holding.has(name));
  if (decision instanceof Promise) throw new Error('Nothing was to be looked up.');
  return decision.effect === 'mask' ? decision.mask : decision.effect;
}

function actorOf({ kind, roles, purpose }: Asker): Actor {
  return {
    id: '',
    kind,
    roles,
    customerId: null,
    clientId: '',
    channel: null,
    assurance: null,
    purpose,
  };
}

const nobody = {
  actor: actorOf({ kind: 'service', roles: [], purpose: null }),
  origin: { customerIds: [], accountId: null, caseId: null, row: {} },
  relationships: noRelationships,
};
