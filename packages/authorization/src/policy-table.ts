import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Actor, isRole, type Role, roles } from '@bankgraph/identity';
import { parse } from 'yaml';
import { z } from 'zod';
import { type ConditionName, isConditionName } from './conditions.js';
import { type Decision, decide, linesFor } from './decide.js';
import type { Policy, PolicySet } from './policy.js';
import { coordinatesOf } from './policy-files.js';
import { noRelationships } from './relationships.js';

/** An expectation of a `<subgraph>.test.yaml` that the policies do not meet. */
export interface UnmetExpectation {
  readonly file: string;
  readonly test: string;
  readonly field: string;
  readonly role: Role;
  readonly expected: string;
  readonly found: string;
}

/** What a run of the tables came to. */
export interface PolicyTableResult {
  /** Number of decisions compared. */
  readonly decisions: number;
  readonly unmet: readonly UnmetExpectation[];
  /** Fields that no table mentions. */
  readonly untested: readonly string[];
}

const tableFile = z.object({
  subgraph: z.string(),
  tests: z.array(
    z.strictObject({
      name: z.string(),
      fields: z.array(z.string()).min(1),
      given: z.array(z.string()).default([]),
      purpose: z.string().optional(),
      expect: z.record(z.string(), z.string()),
    }),
  ),
});

/**
 * Runs the tables beside the policies: for each field and role, the decision under the given circumstances.
 *
 * @throws Error naming the file when a table names an unknown role, field or condition
 */
export async function runPolicyTables(folder: string, policies: PolicySet): Promise<PolicyTableResult> {
  const names = (await readdir(join(folder, 'fields'))).filter((name) => name.endsWith('.test.yaml')).sort();
  const unmet: UnmetExpectation[] = [];
  const tested = new Set<string>();
  let decisions = 0;
  for (const name of names) {
    const file = `fields/${name}`;
    const table = tableFile.parse(parse(await readFile(join(folder, file), 'utf8')));
    const subgraph = policies.subgraphs.get(table.subgraph);
    if (subgraph === undefined) throw new Error(`${file}: there is no subgraph ${table.subgraph}.`);
    for (const test of table.tests) {
      const given = test.given.map((text) => {
        if (!isConditionName(text)) throw new Error(`${file}: "${test.name}": unknown condition "${text}".`);
        return text;
      });
      for (const unknown of Object.keys(test.expect).filter((key) => key !== '*' && !isRole(key))) {
        throw new Error(`${file}: "${test.name}": unknown role "${unknown}".`);
      }
      const fields = test.fields.flatMap((text) => coordinatesOf(text) ?? [text]);
      for (const field of fields) {
        const policy = subgraph.fields.get(field) ?? subgraph.rows.get(field);
        if (policy === undefined) throw new Error(`${file}: "${test.name}": ${field} has no policy.`);
        tested.add(`${table.subgraph} ${field}`);
        for (const role of roles) {
          const expected = test.expect[role] ?? test.expect['*'];
          if (expected === undefined) continue;
          decisions += 1;
          const found = decisionOf(policy, role, given, test.purpose, policies);
          if (found !== expected) unmet.push({ file, test: test.name, field, role, expected, found });
        }
      }
    }
  }
  const untested = [...policies.subgraphs.values()].flatMap((subgraph) =>
    [...subgraph.rows.keys(), ...subgraph.fields.keys()]
      .map((field) => `${subgraph.subgraph} ${field}`)
      .filter((id) => !tested.has(id)),
  );
  return { decisions, unmet, untested };
}

/** The decision for one role when exactly the given conditions hold; the purpose is the role's first. */
function decisionOf(
  policy: Policy,
  role: Role,
  given: readonly ConditionName[],
  purpose: string | undefined,
  policies: PolicySet,
): string {
  const actor: Actor = {
    id: 'someone',
    kind: 'staff',
    roles: [role],
    customerId: null,
    clientId: 'client',
    channel: null,
    assurance: null,
    purpose: purpose === 'none' ? null : (purpose ?? policies.roles.get(role)?.purposes[0] ?? null),
  };
  const circumstances = {
    actor,
    origin: { customerIds: [], accountId: null, caseId: null, row: {} },
    relationships: noRelationships,
  };
  const decision = decide(linesFor(policy, actor, policies.roles), circumstances, (name) =>
    given.includes(name),
  );
  if (decision instanceof Promise) throw new Error('A table decides without looking anything up.');
  return wordsOf(decision);
}

function wordsOf(decision: Decision): string {
  return decision.effect === 'mask' ? `mask ${decision.mask}` : decision.effect;
}
