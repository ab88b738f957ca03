import type { Role } from '@bankgraph/identity';
import type { AccessChange } from './policy-diff.js';

/** One change that several fields, or several roles, have alike. */
export interface FoldedChange {
  readonly roles: readonly Role[];
  /** The change itself, as it is for the first of its fields. */
  readonly change: Pick<AccessChange, 'effect' | 'forPurposes' | 'from' | 'to' | 'when' | 'before' | 'after'>;
  /** Fields of one subgraph, with the places where each policy stands, when more than one. */
  readonly fields: readonly {
    readonly subgraph: string;
    readonly field: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
}

/**
 * Folds what reads the same: first fields of one role whose changes are equal, then roles whose fields and changes are
 * equal. In the order of roles and fields; every change is in exactly one fold.
 */
export function foldChanges(changes: readonly AccessChange[]): readonly FoldedChange[] {
  const ofRole = new Map<string, { role: Role; alike: AccessChange[] }>();
  for (const change of changes) {
    const key = JSON.stringify([change.role, readingOf(change)]);
    const known = ofRole.get(key);
    if (known === undefined) ofRole.set(key, { role: change.role, alike: [change] });
    else known.alike.push(change);
  }
  const folds = new Map<string, { roles: Role[]; alike: readonly AccessChange[] }>();
  for (const { role, alike } of ofRole.values()) {
    const fields = alike.map(({ subgraph, field }) => `${subgraph} ${field}`);
    const key = JSON.stringify([fields, alike[0] && readingOf(alike[0])]);
    const known = folds.get(key);
    if (known === undefined) folds.set(key, { roles: [role], alike });
    else known.roles.push(role);
  }
  return [...folds.values()].flatMap(({ roles, alike }) => {
    const [change] = alike;
    if (change === undefined) return [];
    const fields = alike.map(({ subgraph, field, before, after }) => ({
      subgraph,
      field,
      before: before.at,
      after: after.at,
    }));
    return [{ roles, change, fields }];
  });
}

/** What a change says, whichever field and role it is about. */
function readingOf({ effect, forPurposes, from, to, when, before, after }: AccessChange): readonly unknown[] {
  const side = ({ standing, sights }: AccessChange['before']) => [standing, sights];
  return [effect, forPurposes, from, to, when, side(before), side(after)];
}
