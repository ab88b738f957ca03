import type { Actor, Role } from '@bankgraph/identity';
import type { MaskName } from '@bankgraph/masking';
import { type Circumstances, type ConditionName, conditions } from './conditions.js';
import { allHold, anyHolds } from './holds.js';
import type { AllowLine, Policy, RoleDefinition, Wall } from './policy.js';
import type { Answer } from './relationships.js';

/** What an actor gets of a field. */
export type Decision =
  | { readonly effect: 'allow' }
  | { readonly effect: 'mask'; readonly mask: MaskName }
  | { readonly effect: 'deny' };

export const denied: Decision = Object.freeze({ effect: 'deny' });
const allowed: Decision = Object.freeze({ effect: 'allow' });

/**
 * The lines of a policy that this actor's roles and purpose can match at all, the unmasked first. Empty: denied
 * whatever the row, so nothing has to be asked or loaded.
 */
export function linesFor(
  policy: Policy,
  actor: Pick<Actor, 'roles' | 'purpose'>,
  roleDefinitions: ReadonlyMap<Role, RoleDefinition>,
): readonly AllowLine[] {
  const lines = policy.allow.filter((line) =>
    actor.roles.some((role) => {
      const definition = roleDefinitions.get(role);
      return (
        line.roles.has(role) &&
        definition !== undefined &&
        purposeFits(policy, line, definition, actor.purpose)
      );
    }),
  );
  return [...lines.filter((line) => line.show === null), ...lines.filter((line) => line.show !== null)].map(
    rowFirst,
  );
}

/** Conditions on the row cost nothing as a rule, so they are asked first and spare the others a lookup. */
function rowFirst(line: AllowLine): AllowLine {
  const scoped = (scope: 'row' | 'customer') => line.when.filter((name) => conditions[name].scope === scope);
  return { ...line, when: [...scoped('row'), ...scoped('customer')] };
}

function purposeFits(policy: Policy, line: AllowLine, role: RoleDefinition, purpose: string | null): boolean {
  if (purpose === null) return (!role.purposeRequired || policy.class === 'public') && line.purposes === null;
  return role.purposes.includes(purpose) && (line.purposes === null || line.purposes.has(purpose));
}

/** How a condition is asked. */
export type Ask = (condition: ConditionName, circumstances: Circumstances) => Answer<boolean>;

/** Asks the catalogue. */
export const askCatalogue: Ask = (condition, circumstances) => conditions[condition].holds(circumstances);

/**
 * Whether a wall keeps the actor from the data: to be asked before roles are looked at. Data of no customer stand
 * behind no wall.
 */
export function walledOff(
  walls: readonly Wall[],
  circumstances: Circumstances,
  ask: Ask = askCatalogue,
): Answer<boolean> {
  const { actor, origin } = circumstances;
  if (origin.customerIds.length === 0) return false;
  return anyHolds(
    walls.filter((wall) => wall.keepsOut.has(actor.kind)),
    (wall) => ask(wall.condition, circumstances),
  );
}

/**
 * Decides one field or row of an actor who stands outside of no wall (`walledOff`): the first line whose conditions
 * all hold wins; none: denied. Answers at once where nothing has to be looked up.
 *
 * @param lines of `linesFor`, in their order
 */
export function decide(
  lines: readonly AllowLine[],
  circumstances: Circumstances,
  ask: Ask = askCatalogue,
): Answer<Decision> {
  for (const [index, line] of lines.entries()) {
    const holds = allHold(line.when, (name) => ask(name, circumstances));
    if (holds === true) return granted(line);
    if (holds !== false) {
      return holds.then((held) =>
        held ? granted(line) : decide(lines.slice(index + 1), circumstances, ask),
      );
    }
  }
  return denied;
}

/** Whether any of the lines looks at the row, so that what is decided for one row says nothing of the next. */
export function looksAtRow(lines: readonly AllowLine[]): boolean {
  return lines.some((line) => line.when.some((name) => conditions[name].scope === 'row'));
}

function granted(line: AllowLine): Decision {
  return line.show === null ? allowed : { effect: 'mask', mask: line.show };
}
