import { type Role, roles } from '@bankgraph/identity';
import { type Asker, linesForAsker } from './decision-when.js';
import type { AllowLine, Policy, PolicySet, RoleDefinition } from './policy.js';

/** How a field, or the rows of a type, is governed in a subgraph. */
export interface Governed {
  /**
   * `policy`: by a policy of its own; `carried`: with the field that returns it; `every row`: no policy of rows, so all
   * rows exist for everyone; `absent`: there is no such field or type.
   */
  readonly standing: 'policy' | 'carried' | 'every row' | 'absent';
  readonly policy: Policy | null;
}

/** @param field `Type.field`, or `Type` for rows */
export function governedBy(set: PolicySet, subgraph: string, field: string): Governed {
  const own = set.subgraphs.get(subgraph);
  const policy = own?.fields.get(field) ?? own?.rows.get(field) ?? null;
  if (policy !== null) return { standing: 'policy', policy };
  const [type = '', name] = field.split('.');
  if (own?.carried.has(type)) return { standing: 'carried', policy };
  const known = [...(own?.fields.keys() ?? [])].some((id) => id.startsWith(`${type}.`));
  return { standing: name === undefined && known ? 'every row' : 'absent', policy };
}

/** The lines that decide for such a caller: none for what is absent, one that shows all for what no policy keeps back. */
export function linesThatGovern(
  { standing, policy }: Governed,
  asker: Asker,
  roleDefinitions: ReadonlyMap<Role, RoleDefinition>,
): readonly AllowLine[] {
  if (policy !== null) return linesForAsker(policy, asker, roleDefinitions);
  return standing === 'absent' ? [] : [open];
}

const open: AllowLine = { roles: new Set(roles), when: [], purposes: null, show: null, line: 0 };
