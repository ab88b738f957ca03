import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Role, roles } from '@bankgraph/identity';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { type ConditionName, conditions } from './conditions.js';
import type { Policy, PolicySet } from './policy.js';
import { readPolicies } from './policy-files.js';
import { policyMutantSurvivors } from './policy-mutants-survivors.js';
import { decisionUnder, readPolicyTables, runPolicyTables } from './policy-table.js';
import { roleMutantSurvivors } from './role-mutants.js';
import { situationsOf, smallestOf } from './situations.js';
import { untriedConditions } from './untried-conditions.js';

const folder = fileURLToPath(new URL('../../../policies', import.meta.url));

/** A field or the rows of a type, on a row of which these conditions on rows hold. */
interface Sample {
  readonly field: string;
  readonly row?: readonly ConditionName[];
}

/** What a group of the matrix is about, and what those of its cells mean that say more than one letter. */
interface Group {
  readonly subgraph: string;
  readonly samples: readonly Sample[];
  /** Words of a cell, and the mark for each sample. */
  readonly words?: Readonly<Record<string, readonly string[]>>;
}

const openDecision: readonly ConditionName[] = ['not restricted', 'not about a report'];

const groups: Readonly<Record<string, Group>> = {
  'Profile/contact': {
    subgraph: 'core-banking',
    samples: [
      { field: 'Customer.name' },
      { field: 'Party.fullLegalName' },
      { field: 'Party.dateOfBirth' },
      { field: 'Party.emailAddress' },
      { field: 'Party.phone' },
    ],
  },
  Balances: { subgraph: 'core-banking', samples: [{ field: 'Balance.amount' }] },
  'IBAN/account no.': {
    subgraph: 'core-banking',
    samples: [{ field: 'AccountIdentification.value', row: ['an account number'] }],
  },
  PAN: {
    subgraph: 'core-banking',
    samples: [{ field: 'AccountIdentification.value', row: ['a card number'] }],
    words: { 'M/K': ['M if K'] },
  },
  'Transaction basic/detail': {
    subgraph: 'core-banking',
    samples: [{ field: 'Transaction.amount' }, { field: 'Transaction.merchant' }],
    words: { 'A/–': ['A', '–'], 'K per permission': ['K', 'K'] },
  },
  'KYC status': {
    subgraph: 'kyc',
    samples: [{ field: 'KycProfile.verifications' }, { field: 'KycProfile.status' }],
    words: { 'O,N': ['O', 'N if O'] },
  },
  'Document numbers/images': {
    subgraph: 'kyc',
    samples: [{ field: 'IdDocument.number' }, { field: 'IdDocument.imageHash' }],
  },
  'PEP/sanctions hits': {
    subgraph: 'kyc',
    samples: [{ field: 'KycProfile.screenings' }, { field: 'ScreeningMatch.caption' }],
  },
  'Risk rating': {
    subgraph: 'kyc',
    samples: [{ field: 'RiskRating.band' }, { field: 'RiskRating.score' }],
    words: { band: ['A', '–'] },
  },
  'Fraud signals': {
    subgraph: 'fraud',
    samples: [{ field: 'FraudSignal.kind' }, { field: 'FraudSignal.attributes' }],
    words: { 'summary A': ['A', '–'] },
  },
  'Fraud action': {
    subgraph: 'fraud',
    samples: [{ field: 'RiskDecision.reasonForCustomer' }, { field: 'RiskDecision.action' }],
    words: { 'O,N': ['O', 'N if O'], N: ['A', 'N if A'] },
  },
  'AML alerts/cases': {
    subgraph: 'aml',
    samples: [{ field: 'Customer.amlAlerts' }, { field: 'AmlAlert.typology' }, { field: 'AmlCase.status' }],
  },
  SAR: {
    subgraph: 'aml',
    samples: [
      { field: 'Sar' },
      { field: 'Sar.narrative' },
      { field: 'NoReportDecision' },
      { field: 'Sar', row: ['released by the MLRO'] },
    ],
    words: { 'own case': ['own case', 'own case', 'own case', 'own case'], R: ['–', '–', '–', 'F'] },
  },
  'Marketing segments': {
    subgraph: 'segments',
    samples: [
      { field: 'SegmentMembership', row: ['a marketing segment'] },
      { field: 'Prediction', row: ['a marketing prediction'] },
    ],
  },
  'Risk segments': {
    subgraph: 'segments',
    samples: [
      { field: 'SegmentMembership', row: ['a risk segment'] },
      { field: 'Prediction', row: ['a risk prediction'] },
    ],
  },
  Consents: {
    subgraph: 'consent',
    samples: [
      { field: 'Consent' },
      { field: 'Consent', row: ['a consent for this purpose'] },
      { field: 'Consent', row: ['their own grant'] },
    ],
    words: { K: ['–', 'K', '–'], 'own grant': ['–', '–', 'F'] },
  },
  'Lineage/audit': {
    subgraph: 'lineage',
    samples: [
      { field: 'DecisionEvent', row: ['in their own domain', ...openDecision] },
      { field: 'DecisionEvent', row: openDecision },
      { field: 'DecisionEvent', row: ['in their own domain', 'not about a report'] },
      { field: 'DecisionEvent', row: ['in their own domain'] },
      { field: 'AccessRecord', row: openDecision },
    ],
    words: {
      'own access': ['–', '–', '–', '–', 'O'],
      'own domain': ['A', '–', '–', '–', '–'],
      A: ['A or own case', 'A or own case', 'A or own case', 'own case', 'A'],
      'minus R': ['F', 'F', '–', '–', 'F'],
    },
  },
};

/** The relation to the customer that a role needs where the matrix says M: that of its other cells. */
const relationIfMasked: Readonly<Record<Role, string>> = {
  customer: 'M if O',
  'frontline-agent': 'M if A',
  'relationship-manager': 'M if A',
  'fraud-analyst': 'M if A',
  'kyc-analyst': 'M if A',
  'aml-investigator': 'M if A',
  mlro: 'M',
  dpo: 'M if A',
  auditor: 'M',
  marketing: 'M if K',
  partner: 'M if K',
};

/** Exceptions that are approved one by one; the matrix shows the rule. */
const exceptions: ReadonlySet<ConditionName> = new Set([
  'break-glass open',
  'four eyes given',
  'export approved',
]);

/** What a role gets of a sample, in the letters of the matrix; `M if A` is masked, and only when assigned. */
function markOf(policies: PolicySet, policy: Policy, role: Role, row: readonly ConditionName[]): string {
  const purpose = policies.roles.get(role)?.purposes[0] ?? null;
  const named = policy.allow
    .filter((line) => line.roles.has(role))
    .flatMap((line) => line.when)
    .filter((name) => isRelation(name) && !exceptions.has(name));
  const decided = (relations: Iterable<ConditionName>) =>
    decisionUnder(policy, role, purpose, new Set([...relations, ...row]), policies.roles);
  const enough = smallestOf(situationsOf(named).filter((relations) => decided(relations) !== 'deny'));
  if (enough.length === 0) return '–';
  return enough
    .map((relations) => {
      const relation = relations.map(letterOf).join('+');
      const decision = decided(relations);
      if (decision === 'allow') return relation === '' ? 'F' : relation;
      const letter = decision === 'mask neutral wording' ? 'N' : 'M';
      return relation === '' ? letter : `${letter} if ${relation}`;
    })
    .sort()
    .join(' or ');
}

/** What ties the role to the customer; a consent that looks at the row too is still the customer's consent. */
function isRelation(condition: ConditionName): boolean {
  return conditions[condition].scope === 'customer' || condition.startsWith('the consent permits ');
}

function letterOf(condition: ConditionName): string {
  if (condition === 'their own record') return 'O';
  if (condition === 'assigned to the case') return 'own case';
  if (condition === 'assigned to the customer' || condition === 'relationship manager of the customer')
    return 'A';
  return /consent/.test(condition) ? 'K' : condition;
}

function policyOf(policies: PolicySet, subgraph: string, field: string): Policy {
  const own = policies.subgraphs.get(subgraph);
  const policy = own?.rows.get(field) ?? own?.fields.get(field);
  if (policy === undefined) throw new Error(`${subgraph}: ${field} has no policy.`);
  return policy;
}

/** The table under the heading of the matrix: group → cells. */
function matrixIn(readme: string): ReadonlyMap<string, readonly string[]> {
  const rows = readme
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  const heading = rows.findIndex((row) => row[0] === 'Group' && row.length === roles.length + 1);
  return new Map(
    rows
      .slice(heading + 2)
      .flatMap(([group = '', ...cells]) => (cells.length === roles.length ? [[group, cells]] : [])),
  );
}

describe('the matrix in policies/README.md', () => {
  let policies: PolicySet;
  let matrix: ReadonlyMap<string, readonly string[]>;
  beforeAll(async () => {
    policies = await readPolicies(folder);
    matrix = matrixIn(await readFile(`${folder}/README.md`, 'utf8'));
  });

  it('has seventeen groups and eleven roles', () => {
    expect([...matrix.keys()]).toEqual(Object.keys(groups));
    expect(matrix.size).toBe(17);
  });

  describe.each(Object.entries(groups))('%s', (name, { subgraph, samples, words }) => {
    it.each(roles.map((role, index) => [role, index] as const))('%s', (role, index) => {
      const cell = matrix.get(name)?.[index] ?? '';
      const letter = cell === 'M' ? relationIfMasked[role] : cell;
      const expected = words?.[cell] ?? samples.map(() => letter);
      const found = samples.map(({ field, row }) =>
        markOf(policies, policyOf(policies, subgraph, field), role, row ?? []),
      );
      expect(found).toEqual(expected);
    });
  });

  it('would not be met by a policy that gives one role more', () => {
    const policy = policyOf(policies, 'kyc', 'IdDocument.number');
    const line = { roles: new Set<Role>(['dpo']), when: [], purposes: null, show: null, line: 1 };
    expect(markOf(policies, policy, 'dpo', [])).toBe('–');
    expect(markOf(policies, { ...policy, allow: [...policy.allow, line] }, 'dpo', [])).toBe('F');
  });
});

describe('the tables beside the policies', () => {
  it('hold for every field, and notice every small change of any cell, of any role and of any purpose', async () => {
    const policies = await readPolicies(folder);
    const tests = await readPolicyTables(folder, policies);
    expect(runPolicyTables(tests, policies)).toMatchObject({ unmet: [], unmentioned: [] });
    expect(untriedConditions(tests, policies)).toEqual([]);
    expect(policyMutantSurvivors(tests, policies).survivors).toEqual([]);
    expect(roleMutantSurvivors(tests, policies).survivors).toEqual([]);
  });
});
