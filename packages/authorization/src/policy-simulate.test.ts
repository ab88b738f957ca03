import { roles } from '@bankgraph/identity';
import { describe, expect, it } from '@jest/globals';
import { policiesOf } from './policies-of.fixture.js';
import type { PolicySet } from './policy.js';
import { PolicySimulation, type RecordedOperation, type Simulation } from './policy-simulate.js';

const noWalls = ['behind the wall around staff', 'behind the VIP wall', 'behind a conflict wall']
  .map((wall) => `${wall}: { keeps out: [], because: x }`)
  .join('\n');
const staffWall = noWalls.replace('VIP wall: { keeps out: []', 'VIP wall: { keeps out: staff');

/** Policies of `KycProfile.status` with these lines. */
const status = (lines: readonly string[], change: Parameters<typeof policiesOf>[1] = {}) =>
  policiesOf(
    `KycProfile.status:\n  class: internal\n  allow: [${lines.map((line) => `{ ${line} }`).join(', ')}]\n  because: x`,
    { walls: noWalls, ...change },
  );

function record(change: Partial<RecordedOperation> = {}): RecordedOperation {
  return {
    actor: { kind: 'staff', roles: ['kyc-analyst'] },
    purpose: 'CustomerCare',
    subject: 'C-1',
    requestId: 'r-1',
    operationName: 'Status',
    operationHash: 'aa'.repeat(32),
    policyVersion: '',
    fields: [['KycProfile.status', 'allow', 1]],
    ...change,
  };
}

function simulate(
  before: PolicySet,
  after: PolicySet,
  ...records: readonly Partial<RecordedOperation>[]
): Simulation {
  const simulation = new PolicySimulation(before, after);
  for (const change of records) simulation.add(record({ policyVersion: before.version, ...change }));
  return simulation.result();
}

const allowed = { fields: [['KycProfile.status', 'allow', 1]] } as const;
const masked = { fields: [['KycProfile.status', 'mask', 1]] } as const;
const refused = { fields: [['KycProfile.status', 'deny', 1]] } as const;

const assigned = 'role: kyc-analyst, when: assigned to the customer';

describe('recorded operations under other policies', () => {
  it('stay as they are when the policies decide alike, whatever held', async () => {
    const result = simulate(await status([assigned]), await status([assigned]), allowed, refused);
    expect(result).toMatchObject({ records: 2, unchanged: 2, changes: [], unexplained: [] });
  });

  it('what was refused is newly visible when everybody of the role may see it', async () => {
    const result = simulate(await status([assigned]), await status(['role: kyc-analyst']), allowed, refused);
    expect(result.unchanged).toBe(1);
    expect(result.changes).toEqual([
      {
        roles: 'kyc-analyst',
        field: 'KycProfile.status',
        subgraphs: ['kyc'],
        consequences: [{ consequence: 'newly visible', when: [[]] }],
        dependsOn: [],
        dependsOnSubgraph: false,
        operations: 1,
        customers: 1,
        values: 1,
        operationNames: ['Status'],
      },
    ]);
  });

  it('what was shown depends on a condition that the record does not tell of', async () => {
    const narrower = 'role: kyc-analyst, when: [assigned to the customer, four eyes given]';
    const result = simulate(await status([assigned]), await status([narrower]), allowed, refused);
    // Refused under the old policies means not assigned, and that is refused under the new ones too.
    expect(result.unchanged).toBe(1);
    expect(result.changes).toMatchObject([
      {
        dependsOn: ['four eyes given'],
        consequences: [
          { consequence: 'unchanged', when: [['four eyes given']] },
          { consequence: 'newly hidden', when: [[]] },
        ],
      },
    ]);
  });

  it('what was shown under one condition tells that it held', async () => {
    const lines = ['role: kyc-analyst, when: assigned to the case', assigned];
    const result = simulate(await status([assigned]), await status(lines), allowed, refused);
    expect(result.unchanged).toBe(1);
    expect(result.changes).toMatchObject([{ dependsOn: ['assigned to the case'] }]);
  });

  it('masks become weaker, stronger or different', async () => {
    const line = (show: string) => `role: kyc-analyst, show: ${show}`;
    const of = async (from: string, to: string, recorded: Partial<RecordedOperation>) =>
      simulate(await status([from]), await status([to]), recorded).changes[0]?.consequences;
    expect(await of(line('initials'), 'role: kyc-analyst', masked)).toMatchObject([
      { consequence: 'less masked' },
    ]);
    expect(await of('role: kyc-analyst', line('initials'), allowed)).toMatchObject([
      { consequence: 'more masked' },
    ]);
    expect(await of(line('initials'), line('year only'), masked)).toMatchObject([
      { consequence: 'masked differently' },
    ]);
    expect(await of(line('initials'), 'role: mlro', masked)).toMatchObject([{ consequence: 'newly hidden' }]);
  });

  it('counts operations and customers once, and names operations without a name by their hash', async () => {
    const result = simulate(
      await status(['role: kyc-analyst']),
      await status(['role: mlro']),
      { requestId: 'r-1', subject: 'C-1' },
      { requestId: 'r-1', subject: 'C-2' },
      { requestId: 'r-2', subject: 'C-2', operationName: null },
      { requestId: 'r-3', subject: null, fields: [['KycProfile.status', 'allow', 4]] },
    );
    expect(result.changes).toMatchObject([
      { operations: 3, customers: 2, values: 7, operationNames: ['Status', 'aaaaaaaaaaaa'] },
    ]);
  });

  it('leaves out records of other policies, and counts them', async () => {
    const result = simulate(await status(['role: kyc-analyst']), await status(['role: mlro']), {
      policyVersion: 'older',
    });
    expect(result).toMatchObject({ records: 0, changes: [] });
    expect([...result.otherVersions]).toEqual([['older', 1]]);
  });

  it('a wall on both sides keeps out as before: a refusal by it explains nothing else', async () => {
    const before = await status([assigned], { walls: staffWall });
    const after = await status(['role: kyc-analyst'], { walls: staffWall });
    expect(simulate(before, after, refused).changes).toMatchObject([
      { consequences: [{ consequence: 'newly visible' }], dependsOn: [] },
    ]);
    // Who is always shown everything can only have been refused by a wall, and still is.
    const always = await status(['role: kyc-analyst', 'role: mlro'], { walls: staffWall });
    expect(simulate(after, always, refused)).toMatchObject({ unchanged: 1, changes: [], unexplained: [] });
  });

  it('a new wall hides what was shown of a customer behind it, and nothing that is nobody’s', async () => {
    const before = await status(['role: kyc-analyst']);
    const after = await status(['role: kyc-analyst'], { walls: staffWall });
    expect(simulate(before, after, allowed, { ...allowed, subject: null })).toMatchObject({
      unchanged: 1,
      changes: [
        {
          dependsOn: ['behind the VIP wall'],
          consequences: [
            { consequence: 'newly hidden', when: [['behind the VIP wall']] },
            { consequence: 'unchanged', when: [[]] },
          ],
        },
      ],
    });
  });

  it('a purpose that a role may no longer ask for hides all that was shown for it', async () => {
    const line = (purpose: string) => (role: string) =>
      `${role}: { title: x, kind: staff, purposes: [${purpose}], purpose: required }`;
    const before = await status(['role: kyc-analyst']);
    const after = await status(['role: kyc-analyst'], {
      roles: roles.map(line('LegalCompliance')).join('\n'),
    });
    expect(simulate(before, after, allowed).changes).toMatchObject([
      { consequences: [{ consequence: 'newly hidden' }] },
    ]);
  });

  it('a removed field hides what was shown; a field or decision unknown to the old policies is told', async () => {
    const before = await status(['role: mlro']);
    const after = await policiesOf(
      'KycProfile.openedAt:\n  class: internal\n  allow: [{ role: mlro }]\n  because: x',
    );
    const mlro = { actor: { kind: 'staff', roles: ['mlro'] } } as const;
    expect(simulate(before, after, { ...mlro, ...allowed }).changes).toMatchObject([
      { consequences: [{ consequence: 'newly hidden' }] },
    ]);
    const unknown = { ...mlro, fields: [['KycProfile.colour', 'allow', 2]] } as const;
    expect(simulate(before, after, unknown, { ...mlro, ...masked }).unexplained).toEqual([
      { roles: 'mlro', field: 'KycProfile.colour', values: 2 },
      { roles: 'mlro', field: 'KycProfile.status', values: 1 },
    ]);
  });

  it('a field of two subgraphs is decided for both, since a record does not say which answered', async () => {
    const id = (subgraph: string, lines: string) =>
      `subgraph: ${subgraph}\nowner: x\nCustomer.id:\n  class: public\n  allow: [${lines}]\n  because: x`;
    const both = (aml: string, fraud: string) =>
      policiesOf('', {
        walls: noWalls,
        others: { 'aml.yaml': id('aml', aml), 'fraud.yaml': id('fraud', fraud) },
      });
    const shown = { fields: [['Customer.id', 'allow', 1]] } as const;
    const before = await both('{ role: kyc-analyst }', '{ role: kyc-analyst }');
    expect(simulate(before, await both('{ role: mlro }', '{ role: mlro }'), shown).changes).toMatchObject([
      {
        subgraphs: ['aml', 'fraud'],
        dependsOnSubgraph: false,
        consequences: [{ consequence: 'newly hidden' }],
      },
    ]);
    const [change] = simulate(before, await both('{ role: mlro }', '{ role: kyc-analyst }'), shown).changes;
    expect(change).toMatchObject({ dependsOnSubgraph: true, dependsOn: [] });
    expect(new Set(change?.consequences.map(({ consequence }) => consequence))).toEqual(
      new Set(['unchanged', 'newly hidden']),
    );
    // Where only one of them can have decided as recorded, it was that one.
    const one = await both('{ role: mlro }', '{ role: kyc-analyst }');
    const none = await both('{ role: mlro }', '{ role: mlro }');
    expect(simulate(one, none, shown).changes).toMatchObject([
      { subgraphs: ['fraud'], dependsOnSubgraph: false },
    ]);
  });

  it('holds for somebody of two roles what either of them allows', async () => {
    const two = { actor: { kind: 'staff', roles: ['kyc-analyst', 'mlro'] }, ...allowed } as const;
    const before = await status(['role: [kyc-analyst, mlro]']);
    expect(simulate(before, await status(['role: mlro']), two)).toMatchObject({ unchanged: 1, changes: [] });
    expect(simulate(before, await status(['role: dpo']), two).changes).toMatchObject([
      { roles: 'kyc-analyst+mlro', consequences: [{ consequence: 'newly hidden' }] },
    ]);
  });
});
