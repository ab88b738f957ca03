import { type Role, roles } from '@bankgraph/identity';
import type { AllowLine, DataClass, PolicySet } from './policy.js';

/** What one role gets of one field, in the words of the policy. */
export interface MatrixCell {
  readonly role: Role;
  /** `full`: always; `conditional`: under conditions or for some purposes; `masked`: never more than masked; `none`. */
  readonly extent: 'full' | 'conditional' | 'masked' | 'none';
  /** One sentence a line of the policy, for example `assigned to the customer`, `last 4 characters, if their own record`. */
  readonly lines: readonly string[];
}

/** One field, or the rows of one type, and what each role gets of it. */
export interface MatrixRow {
  readonly subgraph: string;
  /** `Type.field`, or `Type` for rows. */
  readonly field: string;
  readonly class: DataClass;
  readonly because: string;
  readonly source: string;
  readonly cells: readonly MatrixCell[];
}

/** Role by field, over all subgraphs: what a compliance officer reads. Rows policies come before the fields. */
export function policyMatrix(policies: PolicySet): readonly MatrixRow[] {
  return [...policies.subgraphs.values()].flatMap((subgraph) =>
    [...subgraph.rows.values(), ...subgraph.fields.values()].map((policy) => ({
      subgraph: subgraph.subgraph,
      field: policy.id,
      class: policy.class,
      because: policy.because,
      source: policy.source,
      cells: roles.map((role) => cellOf(role, policy.allow)),
    })),
  );
}

function cellOf(role: Role, allow: readonly AllowLine[]): MatrixCell {
  const lines = allow.filter((line) => line.roles.has(role));
  if (lines.length === 0) return { role, extent: 'none', lines: [] };
  const unmasked = lines.filter((line) => line.show === null);
  const always = unmasked.some((line) => line.when.length === 0 && line.purposes === null);
  return {
    role,
    extent: unmasked.length === 0 ? 'masked' : always ? 'full' : 'conditional',
    lines: lines.map(sentenceOf),
  };
}

function sentenceOf(line: AllowLine): string {
  const conditions = line.when.length === 0 ? '' : `if ${line.when.join(' and ')}`;
  const purposes = line.purposes === null ? '' : `for ${[...line.purposes].join(' or ')}`;
  return [line.show ?? 'as it is', conditions, purposes].filter((part) => part !== '').join(', ');
}
