import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRole, type Role, roles } from '@bankgraph/identity';
import { isMaskName } from '@bankgraph/masking';
import { z } from 'zod';
import { type ConditionName, conditions, isConditionName, isWallCondition } from './conditions.js';
import { linesForAsker, seenWhen } from './decision-when.js';
import { type PolicyFault, PolicyFaults } from './fault.js';
import type { Policy, PolicySet, RoleDefinition, SubgraphPolicies } from './policy.js';
import { coordinatesOf } from './policy-files.js';
import { yamlFile } from './yaml-file.js';

/** One test of a `<subgraph>.test.yaml`: what roles get of fields under given circumstances. */
export interface PolicyTest {
  /** File, relative to the policies folder. */
  readonly file: string;
  readonly name: string;
  readonly subgraph: string;
  /** `Type.field` or `Type`, each of which has a policy. */
  readonly fields: readonly string[];
  /** The conditions that hold; all others do not. */
  readonly given: ReadonlySet<ConditionName>;
  /**
   * The purpose that is declared. `each of theirs`: one after the other, all purposes of the role, and none where the
   * role needs none; `not theirs`: all those that are other roles' only.
   */
  readonly purpose: 'each of theirs' | 'not theirs' | 'none' | { readonly declared: string };
  /** `allow`, `deny`, or `mask` and the name of the mask. */
  readonly expect: ReadonlyMap<Role, string>;
}

/** One decision that a table compares. */
export interface Trial {
  readonly test: PolicyTest;
  readonly role: Role;
  readonly purpose: string | null;
  readonly expected: string;
}

/** An expectation of a table that the policies do not meet. */
export interface UnmetExpectation {
  readonly file: string;
  readonly test: string;
  readonly field: string;
  readonly role: Role;
  readonly purpose: string | null;
  readonly expected: string;
  readonly found: string;
}

const tableFile = z.strictObject({
  subgraph: z.string(),
  tests: z.array(
    z.strictObject({
      name: z.string(),
      fields: z.array(z.string()).min(1),
      except: z.array(z.string()).default([]),
      given: z.array(z.string()).default([]),
      purpose: z.string().default('each of theirs'),
      expect: z.record(z.string(), z.string()),
    }),
  ),
});

/**
 * Reads the tables beside the policies, `fields/<subgraph>.test.yaml`.
 *
 * @throws PolicyFaults for a table that is not YAML
 * @throws Error naming file and test when a table has another shape, or names an unknown role, field, condition or purpose
 */
export async function readPolicyTables(folder: string, policies: PolicySet): Promise<readonly PolicyTest[]> {
  const names = (await readdir(join(folder, 'fields'))).filter((name) => name.endsWith('.test.yaml')).sort();
  const tables = await Promise.all(
    names.map(async (name) =>
      readTable(`fields/${name}`, await readFile(join(folder, 'fields', name), 'utf8'), policies),
    ),
  );
  return tables.flat();
}

function readTable(file: string, text: string, policies: PolicySet): readonly PolicyTest[] {
  const faults: PolicyFault[] = [];
  const { root } = yamlFile(file, text, faults);
  if (faults.length > 0) throw new PolicyFaults(faults);
  const table = tableFile.safeParse(root?.toJSON());
  if (!table.success) throw new Error(`${file}: ${z.prettifyError(table.error)}`);
  const subgraph = policies.subgraphs.get(table.data.subgraph);
  if (subgraph === undefined) throw new Error(`${file}: there is no subgraph ${table.data.subgraph}.`);
  return table.data.tests.map((test) => {
    const fail = (message: string): never => {
      throw new Error(`${file}: "${test.name}": ${message}.`);
    };
    const except = new Set(fieldsOf(test.except, subgraph, fail));
    return {
      file,
      name: test.name,
      subgraph: subgraph.subgraph,
      fields: fieldsOf(test.fields, subgraph, fail).filter((field) => !except.has(field)),
      given: givenOf(test.given, fail),
      purpose: purposeOf(test.purpose, policies, fail),
      expect: expectOf(test.expect, policies.roles, fail),
    };
  });
}

function fieldsOf(
  texts: readonly string[],
  subgraph: SubgraphPolicies,
  fail: (message: string) => never,
): readonly string[] {
  return texts.flatMap((text) => {
    if (text === '*') return [...subgraph.rows.keys(), ...subgraph.fields.keys()];
    const ids = coordinatesOf(text) ?? [text];
    const unknown = ids.find((id) => !subgraph.fields.has(id) && !subgraph.rows.has(id));
    return unknown === undefined ? ids : fail(`${unknown} has no policy`);
  });
}

function givenOf(texts: readonly string[], fail: (message: string) => never): ReadonlySet<ConditionName> {
  const every = Object.keys(conditions)
    .filter(isConditionName)
    .filter((name) => !isWallCondition(name));
  return new Set(
    texts.flatMap((text) => {
      if (text === '*') return every;
      return isConditionName(text) ? [text] : fail(`unknown condition "${text}"`);
    }),
  );
}

function purposeOf(
  text: string,
  policies: PolicySet,
  fail: (message: string) => never,
): PolicyTest['purpose'] {
  if (text === 'each of theirs' || text === 'not theirs' || text === 'none') return text;
  return purposesOf(policies.roles).has(text)
    ? { declared: text }
    : fail(`no role in roles.yaml has the purpose "${text}"`);
}

/** A role's own expectation goes before that of `staff`, which goes before that of `*`. */
function expectOf(
  expected: Readonly<Record<string, string>>,
  definitions: ReadonlyMap<Role, RoleDefinition>,
  fail: (message: string) => never,
): ReadonlyMap<Role, string> {
  for (const [key, what] of Object.entries(expected)) {
    if (key !== '*' && key !== 'staff' && !isRole(key)) fail(`unknown role "${key}"`);
    if (!isDecision(what)) fail(`"${what}" is none of: allow, deny, mask and the name of a mask`);
  }
  return new Map(
    roles.flatMap((role) => {
      const ofStaff = definitions.get(role)?.kind === 'staff' ? expected.staff : undefined;
      const what = expected[role] ?? ofStaff ?? expected['*'];
      return what === undefined ? [] : [[role, what] as const];
    }),
  );
}

function isDecision(text: string): boolean {
  return text === 'allow' || text === 'deny' || (text.startsWith('mask ') && isMaskName(text.slice(5)));
}

/** All purposes of all roles. */
export function purposesOf(definitions: ReadonlyMap<Role, RoleDefinition>): ReadonlySet<string> {
  return new Set([...definitions.values()].flatMap(({ purposes }) => purposes));
}

/** The decisions that a test compares for each of its fields. */
export function trialsOf(test: PolicyTest, definitions: ReadonlyMap<Role, RoleDefinition>): readonly Trial[] {
  return [...test.expect].flatMap(([role, expected]) =>
    declaredIn(test, role, definitions).map((purpose) => ({ test, role, purpose, expected })),
  );
}

function declaredIn(
  { purpose }: PolicyTest,
  role: Role,
  definitions: ReadonlyMap<Role, RoleDefinition>,
): readonly (string | null)[] {
  if (purpose === 'none') return [null];
  if (typeof purpose === 'object') return [purpose.declared];
  const definition = definitions.get(role);
  const own = definition?.purposes ?? [];
  if (purpose === 'each of theirs') return definition?.purposeRequired === false ? [...own, null] : own;
  return [...purposesOf(definitions)].filter((other) => !own.includes(other));
}

/**
 * Runs the tables: for each field, role and purpose, the decision under the given circumstances.
 *
 * @returns number of decisions compared, the unmet expectations, and the fields that no table mentions
 */
export function runPolicyTables(
  tests: readonly PolicyTest[],
  policies: PolicySet,
): {
  readonly decisions: number;
  readonly unmet: readonly UnmetExpectation[];
  readonly unmentioned: readonly string[];
} {
  const unmet: UnmetExpectation[] = [];
  const tested = new Set<string>();
  let decisions = 0;
  for (const test of tests) {
    const trials = trialsOf(test, policies.roles);
    for (const field of test.fields) {
      const policy = policyOf(policies, test.subgraph, field);
      tested.add(`${test.subgraph} ${field}`);
      for (const { role, purpose, expected } of trials) {
        decisions += 1;
        const found = decisionUnder(policy, role, purpose, test.given, policies.roles);
        if (found === expected) continue;
        unmet.push({ file: test.file, test: test.name, field, role, purpose, expected, found });
      }
    }
  }
  const unmentioned = [...policies.subgraphs.values()].flatMap((subgraph) =>
    [...subgraph.rows.keys(), ...subgraph.fields.keys()]
      .map((field) => `${subgraph.subgraph} ${field}`)
      .filter((id) => !tested.has(id)),
  );
  return { decisions, unmet, unmentioned };
}

/** The policy of a field or of rows that a table has named. */
function policyOf(policies: PolicySet, subgraph: string, field: string): Policy {
  const own = policies.subgraphs.get(subgraph);
  const policy = own?.fields.get(field) ?? own?.rows.get(field);
  if (policy === undefined) throw new Error(`${subgraph}: ${field} has no policy.`);
  return policy;
}

/** The decision for one role, in the words of a table, when exactly the given conditions hold and no wall stands. */
export function decisionUnder(
  policy: Policy,
  role: Role,
  purpose: string | null,
  given: ReadonlySet<ConditionName>,
  definitions: ReadonlyMap<Role, RoleDefinition>,
): string {
  const seen = seenWhen(linesForAsker(policy, { kind: 'staff', roles: [role], purpose }, definitions), given);
  return isMaskName(seen) ? `mask ${seen}` : seen;
}
