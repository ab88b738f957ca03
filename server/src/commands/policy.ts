import {
  type MatrixRow,
  type PolicyFault,
  PolicyFaults,
  type PolicySet,
  policyMatrix,
  policyMutantSurvivors,
  readPolicies,
  readPolicyTables,
  roleMutantSurvivors,
  runPolicyTables,
  type Survivor,
  type UnmetExpectation,
  type UntriedCondition,
  untriedConditions,
} from '@bankgraph/authorization';
import { roles } from '@bankgraph/identity';
import { readSoundPolicies } from '../read-sound-policies.js';

/** What `policy check` found. */
export interface PolicyCheck {
  readonly version: string | null;
  readonly fields: number;
  /** Decisions compared with the tables beside the policies. */
  readonly decisions: number;
  readonly faults: readonly PolicyFault[];
  readonly unmet: readonly UnmetExpectation[];
  /** Small changes of the policies and roles that a table notices. */
  readonly noticed: number;
  /** What the tables leave open, a sentence each, with the place in the policies where there is one. */
  readonly untested: readonly string[];
}

const nothingCompared = { decisions: 0, unmet: [], noticed: 0, untested: [] };

/** Reads the policies, holds them against the schema, and runs the tables beside them. */
export async function checkPolicies(folder: string): Promise<PolicyCheck> {
  let policies: PolicySet;
  try {
    policies = await readSoundPolicies(folder);
  } catch (error) {
    if (!(error instanceof PolicyFaults)) throw error;
    return { version: null, fields: 0, faults: error.faults, ...nothingCompared };
  }
  const fields = [...policies.subgraphs.values()].reduce((sum, own) => sum + own.fields.size, 0);
  return { version: policies.version, fields, faults: [], ...(await checkTables(folder, policies)) };
}

/** Whether a change of the policies is noticed says nothing as long as the tables do not hold, so that waits. */
async function checkTables(
  folder: string,
  policies: PolicySet,
): Promise<Pick<PolicyCheck, 'decisions' | 'unmet' | 'noticed' | 'untested'>> {
  const tests = await readPolicyTables(folder, policies);
  const { decisions, unmet, unmentioned } = runPolicyTables(tests, policies);
  if (unmet.length > 0) return { ...nothingCompared, decisions, unmet };
  const ofPolicies = policyMutantSurvivors(tests, policies);
  const ofRoles = roleMutantSurvivors(tests, policies);
  return {
    decisions,
    unmet,
    noticed: ofPolicies.killed + ofRoles.killed,
    untested: [
      ...unmentioned.map((field) => `No table mentions ${field}.`),
      ...untriedInSentences(untriedConditions(tests, policies)),
      ...survivorsInSentences(ofPolicies.survivors),
      ...ofRoles.survivors.map((change) => `policies/roles.yaml: ${change}: no test fails.`),
    ],
  };
}

/** One sentence a field and condition, with all roles for which it is not tried. */
function untriedInSentences(untried: readonly UntriedCondition[]): readonly string[] {
  const rolesBySentence = new Map<string, string[]>();
  for (const { source, field, role, condition, missing } of untried) {
    const sentence = `${source}: ${field}: no test with "${condition}" ${missing}, for `;
    rolesBySentence.set(sentence, [...(rolesBySentence.get(sentence) ?? []), role]);
  }
  return [...rolesBySentence].map(([sentence, names]) => `${sentence}${names.join(', ')}.`);
}

/** One sentence a line and role, with the first three changes that nobody notices. */
function survivorsInSentences(survivors: readonly Survivor[]): readonly string[] {
  const changesByPlace = new Map<string, string[]>();
  for (const { source, fields, role, change } of survivors) {
    const place = `${source}: ${fields.join(', ')}: ${role ?? 'all roles'} `;
    changesByPlace.set(place, [...(changesByPlace.get(place) ?? []), change]);
  }
  return [...changesByPlace].map(([place, changes]) => {
    const more = changes.length > 3 ? `, or in ${changes.length - 3} more ways` : '';
    return `${place}${changes.slice(0, 3).join(', or ')}${more}: no test fails.`;
  });
}

/** How a cell of the matrix is written where there is little room. */
const signs = { full: 'full', conditional: 'cond', masked: 'mask', none: '–' } as const;

const shortRoles: Readonly<Record<(typeof roles)[number], string>> = {
  customer: 'cust',
  'frontline-agent': 'agent',
  'relationship-manager': 'RM',
  'fraud-analyst': 'fraud',
  'kyc-analyst': 'KYC',
  'aml-investigator': 'AML',
  mlro: 'MLRO',
  dpo: 'DPO',
  auditor: 'audit',
  marketing: 'mktg',
  partner: 'partn',
};

/** Role by field as a table for a terminal. */
export function matrixAsText(rows: readonly MatrixRow[]): string {
  const width = Math.max(...rows.map((row) => row.field.length), 5) + 2;
  const heading = ''.padEnd(width) + roles.map((role) => shortRoles[role].padEnd(6)).join('');
  const lines: string[] = [];
  let subgraph = '';
  for (const row of rows) {
    if (row.subgraph !== subgraph) {
      subgraph = row.subgraph;
      lines.push('', `${subgraph}`, heading);
    }
    lines.push(row.field.padEnd(width) + row.cells.map((cell) => signs[cell.extent].padEnd(6)).join(''));
  }
  lines.push(
    '',
    'full: always · cond: under conditions · mask: never more than masked · –: looks like no data · a type without a field: its rows',
    'The conditions are in policies/fields/, or in the page: npx bankgraph policy matrix --html matrix.html',
  );
  return lines.slice(1).join('\n');
}

/** The whole matrix of a policies folder. */
export async function matrixOf(folder: string): Promise<{ version: string; rows: readonly MatrixRow[] }> {
  const policies = await readPolicies(folder);
  return { version: policies.version, rows: policyMatrix(policies) };
}
