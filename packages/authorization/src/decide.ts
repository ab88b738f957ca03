import type { Actor, Role } from '@bankgraph/identity';
import type { MaskName } from '@bankgraph/masking';
import { type Circumstances, type ConditionName, conditions } from './conditions.js';
import type { AllowLine, Policy, RoleDefinition } from './policy.js';

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
  actor: Actor,
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
  return [...lines.filter((line) => line.show === null), ...lines.filter((line) => line.show !== null)];
}

function purposeFits(policy: Policy, line: AllowLine, role: RoleDefinition, purpose: string | null): boolean {
  if (purpose === null) return (!role.purposeRequired || policy.class === 'public') && line.purposes === null;
  return role.purposes.includes(purpose) && (line.purposes === null || line.purposes.has(purpose));
}

/** How a condition is asked; the caller may remember answers within one request. */
export type Ask = (condition: ConditionName, circumstances: Circumstances) => boolean | Promise<boolean>;

/** Asks the catalogue. */
export const askCatalogue: Ask = (condition, circumstances) => conditions[condition].holds(circumstances);

/**
 * Decides one field or row: the first line whose conditions all hold wins; none: denied. Answers at once where
 * no condition has to be looked up.
 *
 * @param lines of `linesFor`, in their order
 */
export function decide(
  lines: readonly AllowLine[],
  circumstances: Circumstances,
  ask: Ask = askCatalogue,
): Decision | Promise<Decision> {
  for (const [index, line] of lines.entries()) {
    const holds = allHold(line.when, circumstances, ask);
    if (holds === true) return granted(line);
    if (holds !== false) {
      return holds.then((held) =>
        held ? granted(line) : decide(lines.slice(index + 1), circumstances, ask),
      );
    }
  }
  return denied;
}

function granted(line: AllowLine): Decision {
  return line.show === null ? allowed : { effect: 'mask', mask: line.show };
}

function allHold(
  names: readonly ConditionName[],
  circumstances: Circumstances,
  ask: Ask,
): boolean | Promise<boolean> {
  const pending: Promise<boolean>[] = [];
  // Conditions on the row cost nothing, so they go first and spare the others a lookup.
  for (const name of names) {
    if (conditions[name].scope === 'row' && ask(name, circumstances) !== true) return false;
  }
  for (const name of names) {
    if (conditions[name].scope === 'row') continue;
    const answer = ask(name, circumstances);
    if (answer === false) return false;
    if (answer !== true) pending.push(answer);
  }
  return pending.length === 0 || Promise.all(pending).then((answers) => !answers.includes(false));
}
