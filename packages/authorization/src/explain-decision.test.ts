import { type Role, roles } from '@bankgraph/identity';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { buildSchema } from 'graphql';
import { type ConditionName, conditions } from './conditions.js';
import { type DecisionQuestion, type Explanation, explainDecision } from './explain-decision.js';
import { policiesOf } from './policies-of.fixture.js';
import type { PolicySet } from './policy.js';
import { noRelationships } from './relationships.js';
import type { KnownCircumstances } from './tell-condition.js';

const schema = buildSchema(`
  type Query { customer(id: ID!): Customer }
  type Customer { id: ID! kyc: KycProfile cases(first: Int): CaseConnection }
  type KycProfile { status: String documents: [IdDocument!] }
  type IdDocument { number: String issuer: Issuer }
  type Issuer { name: String }
  type CaseConnection { nodes: [Case!] totalCount: Int }
  type Case { note: String comments: [Comment!] }
  type Comment { text: String }
  type Orphan { name: String }
`);

const policy = (id: string, ...lines: readonly string[]) =>
  `${id}:\n  class: confidential\n  allow: [${lines.map((line) => `{ ${line} }`).join(', ')}]\n  because: x of ${id}`;

const written = `carried: [CaseConnection, Issuer]
${policy('Query.customer', 'role: everyone')}
${policy('Customer.id', 'role: everyone')}
${policy('Customer.kyc', 'role: [kyc-analyst, customer, mlro]')}
${policy('Customer.cases', 'role: [aml-investigator, mlro], when: assigned to the customer', 'role: auditor')}
${policy('Case', 'role: [aml-investigator, auditor], when: not about a report', 'role: mlro')}
${policy('Case.comments', 'role: everyone')}
${policy('Comment', 'role: [auditor, mlro], when: not about a report')}
${policy('Comment.text', 'role: everyone')}
${policy('Case.note', 'role: [aml-investigator, mlro, auditor]')}
${policy('KycProfile.{status, documents}', 'role: everyone')}
${policy('IdDocument.issuer', 'role: everyone')}
${policy('Orphan.name', 'role: everyone')}
${policy(
  'IdDocument.number',
  'role: customer, when: their own record, show: last 4 characters',
  'role: kyc-analyst, when: assigned to the customer, for: CustomerCare',
  'role: [kyc-analyst, dpo], when: [assigned to the case, a card number]',
  'role: mlro, show: initials',
)}`;

const purposes = roles
  .map((role) => {
    const kind = role === 'customer' || role === 'partner' ? role : 'staff';
    return `${role}: { title: x, kind: ${kind}, purposes: [CustomerCare, LegalCompliance], purpose: ${kind === 'customer' ? 'optional' : 'required'} }`;
  })
  .join('\n');

let read: Promise<PolicySet> | undefined;

async function explain(
  field: string,
  role: Role,
  known: Partial<KnownCircumstances> & { readonly purpose?: string | null } = {},
  given: Readonly<Partial<Record<ConditionName, boolean>>> = {},
): Promise<readonly Explanation[]> {
  read ??= policiesOf(written, { roles: purposes });
  const policies = await read;
  const { purpose = 'CustomerCare', ...rest } = known;
  const kind = policies.roles.get(role)?.kind ?? 'staff';
  return explainDecision({
    policies,
    schemas: new Map([['kyc', schema]]),
    field,
    known: { asker: { kind, roles: [role], purpose }, ...rest },
    given: new Map(Object.entries(given) as [ConditionName, boolean][]),
  });
}

const one = async (...args: Parameters<typeof explain>): Promise<Explanation> => {
  const [explanation, ...others] = await explain(...args);
  expect(others).toEqual([]);
  return explanation as Explanation;
};

describe('why somebody sees a field', () => {
  it('names the line that wins, with each condition', async () => {
    const explanation = await one(
      'IdDocument.number',
      'kyc-analyst',
      {},
      { 'assigned to the customer': true },
    );
    expect(explanation.outcomes).toEqual([{ seen: 'allow', when: [[]] }]);
    expect(explanation.target?.winner).toMatchObject({
      roleFits: true,
      purposeFits: true,
      conditions: [{ name: 'assigned to the customer', holds: true, missing: null }],
      holds: true,
    });
    expect(explanation.target).toMatchObject({
      owner: 'x',
      because: 'x of IdDocument.number',
      at: expect.stringMatching(/^policies\/fields\/kyc\.yaml:\d+$/),
    });
    expect(explanation.deniedBy).toBeNull();
  });

  it('says for each line whether role and purpose fit, and which purposes would', async () => {
    const { target, outcomes } = await one(
      'IdDocument.number',
      'kyc-analyst',
      { purpose: 'LegalCompliance' },
      { 'assigned to the customer': true, 'assigned to the case': false },
    );
    expect(outcomes).toEqual([{ seen: 'deny', when: [[]] }]);
    expect(
      target?.lines.map(({ roleFits, purposeFits, purposesThatFit, holds }) => ({
        roleFits,
        purposeFits,
        purposesThatFit,
        holds,
      })),
    ).toEqual([
      { roleFits: false, purposeFits: false, purposesThatFit: [], holds: false },
      { roleFits: true, purposeFits: false, purposesThatFit: ['CustomerCare'], holds: false },
      {
        roleFits: true,
        purposeFits: true,
        purposesThatFit: ['CustomerCare', 'LegalCompliance'],
        holds: false,
      },
      { roleFits: false, purposeFits: false, purposesThatFit: [], holds: false },
    ]);
  });

  it('depends on exactly what cannot be told, and says what is missing', async () => {
    const { target, outcomes } = await one('IdDocument.number', 'kyc-analyst');
    expect(outcomes).toEqual([
      {
        seen: 'allow',
        when: [['assigned to the customer'], ['a card number', 'assigned to the case']],
      },
      { seen: 'deny', when: [[]] },
    ]);
    expect(target?.winner).toBeNull();
    expect(target?.lines[2]?.conditions).toEqual([
      { name: 'assigned to the case', holds: null, missing: 'case' },
      { name: 'a card number', holds: null, missing: 'row' },
    ]);
    expect(target?.lines.map(({ holds }) => holds)).toEqual([false, null, null, false]);
  });

  it('does not depend on what makes no difference: one line is enough, one condition is too little', async () => {
    const enough = await one('IdDocument.number', 'kyc-analyst', {}, { 'assigned to the customer': true });
    expect(enough.outcomes).toHaveLength(1);
    const without = await one('IdDocument.number', 'dpo', { row: { scheme: 'IBAN' } });
    expect(without.target?.outcomes).toEqual([{ seen: 'deny', when: [[]] }]);
    expect(without.target?.lines[2]).toMatchObject({ holds: false });
  });

  it('asks the catalogue about who, whose and which row', async () => {
    const own = { customerId: 'C-1', askerId: 'C-1', purpose: null };
    expect((await one('IdDocument.number', 'customer', own)).outcomes).toEqual([
      { seen: 'last 4 characters', when: [[]] },
    ]);
    const others = { ...own, askerId: 'C-2' };
    expect((await one('IdDocument.number', 'customer', others)).outcomes).toEqual([
      { seen: 'deny', when: [[]] },
    ]);
    const anybody = await one('IdDocument.number', 'customer', { customerId: 'C-1', purpose: null });
    expect(anybody.target?.lines[0]?.conditions).toMatchObject([{ holds: null, missing: 'caller' }]);
  });

  it('looks up relationships where it may, and says so where it may not', async () => {
    const known = { customerId: 'C-1', askerId: 'S-1', caseId: null, row: {} };
    const assigned = {
      ...noRelationships,
      assignedToCustomer: async (_staff: string, id: string) => id === 'C-1',
    };
    const seen = await one('IdDocument.number', 'kyc-analyst', { ...known, relationships: assigned });
    expect(seen.outcomes).toEqual([{ seen: 'allow', when: [[]] }]);
    expect(seen.walled).toBe(false);
    const blind = await one('IdDocument.number', 'kyc-analyst', known);
    expect(blind.target?.lines[1]?.conditions).toMatchObject([{ holds: null, missing: 'relationships' }]);
  });

  it('a wall that stands is told before anything else; one that cannot be told is left open', async () => {
    const known = { customerId: 'C-1', askerId: 'S-1' };
    const walled = await one('Customer.id', 'mlro', {
      ...known,
      relationships: { ...noRelationships, wallsAgainst: () => ['VIP'] },
    });
    expect(walled.walled).toBe(true);
    expect(walled.walls.map(({ condition }) => [condition.name, condition.holds])).toEqual([
      ['behind the wall around staff', false],
      ['behind the VIP wall', true],
      ['behind a conflict wall', false],
    ]);
    expect((await one('Customer.id', 'mlro', known)).walled).toBeNull();
    expect((await one('Customer.id', 'customer', { purpose: null })).walls).toEqual([]);
  });

  it('says when the field is allowed and something above it is not', async () => {
    const { target, deniedBy, outcomes, way } = await one(
      'IdDocument.number',
      'dpo',
      {},
      { 'assigned to the case': true, 'a card number': true },
    );
    expect(target?.outcomes).toEqual([{ seen: 'allow', when: [[]] }]);
    expect(deniedBy?.id).toBe('Customer.kyc');
    expect(outcomes).toEqual([{ seen: 'deny', when: [[]] }]);
    expect(way.map(({ id }) => id)).toEqual(['Query.customer', 'Customer.kyc', 'KycProfile.documents']);
  });

  it('counts the rows of the type, and the field that leads to them through a carried connection', async () => {
    const report = await one('Case.note', 'auditor', { row: { aboutReport: true } });
    expect(report.rows?.outcomes).toEqual([{ seen: 'deny', when: [[]] }]);
    expect(report.deniedBy?.id).toBe('Case');
    expect(report.way.map(({ id }) => id)).toEqual(['Query.customer', 'Customer.cases']);
    const open = await one('Case.note', 'auditor', { row: { aboutReport: false } });
    expect(open.outcomes).toEqual([{ seen: 'allow', when: [[]] }]);
    const unknown = await one('Case.note', 'aml-investigator');
    expect(unknown.outcomes).toEqual([
      { seen: 'allow', when: [['assigned to the customer', 'not about a report']] },
      { seen: 'deny', when: [[]] },
    ]);
  });

  it('tells a condition on the row from the same condition on another row on the way', async () => {
    const { outcomes } = await one('Comment.text', 'auditor', { row: { aboutReport: false } });
    expect(outcomes).toEqual([
      { seen: 'allow', when: [['not about a report (of Case)']] },
      { seen: 'deny', when: [[]] },
    ]);
    expect((await one('Comment.text', 'auditor')).outcomes).toEqual([
      { seen: 'allow', when: [['not about a report', 'not about a report (of Case)']] },
      { seen: 'deny', when: [[]] },
    ]);
  });

  it('counts the rows of another subgraph through which the way leads', async () => {
    const policies = await policiesOf(policy('Customer.kyc', 'role: everyone'), {
      roles: purposes,
      others: {
        'core-banking.yaml': `subgraph: core-banking\nowner: y\n${policy('Query.customer', 'role: everyone')}\n${policy('Customer', 'role: mlro')}`,
      },
    });
    const schemas = new Map([
      ['core-banking', buildSchema('type Query { customer: Customer } type Customer { id: ID }')],
      ['kyc', buildSchema('type Query { _service: String } type Customer { kyc: String }')],
    ]);
    const asked = (role: Role) =>
      explainDecision({
        policies,
        schemas,
        field: 'Customer.kyc',
        known: { asker: { kind: 'staff', roles: [role], purpose: 'CustomerCare' } },
        given: new Map(),
      });
    expect((await asked('mlro'))[0]?.outcomes).toEqual([{ seen: 'allow', when: [[]] }]);
    expect((await asked('dpo'))[0]?.deniedBy).toMatchObject({ id: 'Customer', subgraph: 'core-banking' });
  });

  it('explains rows by themselves, and rows that no policy keeps from anyone', async () => {
    expect((await one('Case', 'mlro', {}, { 'assigned to the customer': true })).outcomes).toEqual([
      { seen: 'allow', when: [[]] },
    ]);
    const profile = await one('KycProfile', 'dpo');
    expect(profile.target).toBeNull();
    expect(profile.deniedBy?.id).toBe('Customer.kyc');
  });

  it('explains a field of a carried type by the field with which it is decided', async () => {
    expect((await explain('CaseConnection.totalCount', 'mlro')).map(({ field }) => field)).toEqual([
      'Customer.cases',
    ]);
    expect((await explain('Issuer.name', 'mlro')).map(({ field }) => field)).toEqual(['IdDocument.issuer']);
  });

  it('a purpose that is none of the role’s refuses the request as a whole', async () => {
    const { purposeRefused, outcomes } = await one('Customer.id', 'mlro', { purpose: 'Marketing' });
    expect([purposeRefused, outcomes]).toEqual([true, [{ seen: 'deny', when: [[]] }]]);
  });

  it('says when no query reaches a type', async () => {
    expect((await one('Orphan.name', 'mlro')).reachable).toBe(false);
  });

  it('names what an unknown field may have meant', async () => {
    await expect(explain('IdDocument.numbr', 'mlro')).rejects.toThrow(
      'There is no field or type "IdDocument.numbr" in the policies. Did you mean IdDocument.number',
    );
    await expect(explain('IdDocument.colour', 'mlro')).rejects.toThrow('There is no field');
    await expect(explain('CaseConnection.colour', 'mlro')).rejects.toThrow('There is no field');
    await expect(explain('Cse', 'mlro')).rejects.toThrow('Did you mean Case');
  });

  it('what depends on nothing is so whatever the unknown turns out to be, and what depends turns out as said', async () => {
    const names: readonly ConditionName[] = [
      'assigned to the customer',
      'assigned to the case',
      'a card number',
      'their own record',
      'not about a report',
    ];
    const truth = fc.constantFrom(true, false, null);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...roles),
        fc.constantFrom('IdDocument.number', 'Case.note', 'Case', 'Customer.cases'),
        fc.array(truth, { minLength: names.length, maxLength: names.length }),
        fc.array(fc.boolean(), { minLength: names.length, maxLength: names.length }),
        async (role, field, told, real) => {
          const givenAs = (values: readonly (boolean | null)[]) =>
            Object.fromEntries(names.flatMap((name, i) => (values[i] === null ? [] : [[name, values[i]]])));
          const partly = await one(field, role, {}, givenAs(told));
          const whole = await one(
            field,
            role,
            {},
            givenAs(told.map((value, i) => value ?? real[i] ?? false)),
          );
          expect(whole.outcomes).toHaveLength(1);
          const holding = names.filter((_name, i) => told[i] === null && real[i]);
          // Sets are tried from the one that needs most; the last is what is left.
          const said = partly.outcomes.find(
            ({ when }, i) =>
              i === partly.outcomes.length - 1 ||
              when.some((set) => set.every((name) => holding.some((held) => held === name))),
          );
          expect(said?.seen).toBe(whole.outcomes[0]?.seen);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('every condition of the catalogue can be told when everything is known, and too many unknown ones are refused', async () => {
    const question = (known: KnownCircumstances): Promise<readonly Explanation[]> =>
      policiesOf(
        `${policy(
          'Query.customer',
          ...Object.keys(conditions)
            .filter((name) => !name.startsWith('behind'))
            .map((name) => `role: mlro, when: ${name}`),
        )}`,
      ).then((policies) =>
        explainDecision({
          policies,
          schemas: new Map([['kyc', schema]]),
          field: 'Query.customer',
          known,
          given: new Map(),
        } satisfies DecisionQuestion),
      );
    const asker = { kind: 'partner', roles: ['mlro'], purpose: 'CustomerCare' } as const;
    const everything = {
      customerId: 'C-1',
      accountId: 'A',
      caseId: 'K',
      row: {},
      relationships: noRelationships,
    };
    const [told] = await question({ asker, askerId: 'P-1', ...everything });
    expect(
      told?.target?.lines.flatMap(({ conditions: all }) => all).filter(({ holds }) => holds === null),
    ).toEqual([]);
    await expect(question({ asker })).rejects.toThrow('too many to try every combination');
  });
});
