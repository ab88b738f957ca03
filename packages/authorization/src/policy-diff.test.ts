import { roles } from '@bankgraph/identity';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type ConditionName, conditions } from './conditions.js';
import { linesForAsker, seenWhen } from './decision-when.js';
import { policiesOf } from './policies-of.fixture.js';
import type { AllowLine, Policy, PolicySet, RoleDefinition } from './policy.js';
import { type AccessChange, policyDiff, type Side, type Sight } from './policy-diff.js';
import { foldChanges } from './policy-diff-fold.js';
import { type Situation, situationsOf } from './situations.js';

const analyst = 'role: kyc-analyst';

/** A policy of `IdDocument.number` on one line, with lines 5 and on for those of allow. */
const number = (...lines: readonly string[]) =>
  [
    'IdDocument.number:',
    '  class: confidential',
    `  allow:${lines.length === 0 ? ' []' : ''}`,
    ...lines.map((line) => `    - { ${line} }`),
    '  because: x',
  ].join('\n');

const changed = async (before: string, after: string): Promise<readonly AccessChange[]> =>
  policyDiff(await policiesOf(before), await policiesOf(after)).access;

const reading = ({ role, effect, from, to, when }: AccessChange) => ({ role, effect, from, to, when });

const roleLine = (role: string, change = '') =>
  `${role}: { title: x, kind: staff, purposes: [CustomerCare${change}], purpose: required }`;

describe('the difference between two sets of policies', () => {
  it('is nothing when only words and the order of conditions have changed', async () => {
    const before = number(`${analyst}, when: [assigned to the case, a card number]`);
    const after = number(`${analyst}, when: [a card number, assigned to the case]`).replace(
      'because: x',
      'because: a better reason',
    );
    const [one, other] = [await policiesOf(before), await policiesOf(after)];
    expect(one.version).not.toBe(other.version);
    expect(policyDiff(one, other)).toEqual({
      versions: { before: one.version, after: other.version },
      roles: [],
      walls: [],
      policies: [],
      access: [],
    });
  });

  it('is nothing when a new line says what another says already', async () => {
    const one = `${analyst}, when: assigned to the customer`;
    const narrower = `${analyst}, when: [assigned to the customer, a card number]`;
    expect(await changed(number(one), number(one, narrower))).toEqual([]);
  });

  it('says what a role gains, under which smallest conditions, what was before, and where it is written', async () => {
    const before = number('role: mlro');
    const after = number('role: mlro', `${analyst}, when: assigned to the case`);
    expect(await changed(before, after)).toEqual([
      {
        subgraph: 'kyc',
        field: 'IdDocument.number',
        role: 'kyc-analyst',
        purposes: ['CustomerCare'],
        forPurposes: '',
        effect: 'gains',
        from: 'deny',
        to: 'allow',
        when: [['assigned to the case']],
        before: { standing: 'policy', sights: [], at: 'policies/fields/kyc.yaml:3' },
        after: {
          standing: 'policy',
          sights: [{ seen: 'allow', when: [['assigned to the case']] }],
          at: 'policies/fields/kyc.yaml:7',
        },
      },
    ]);
  });

  it('a narrower condition is a loss, and says what is left', async () => {
    const [loss, ...others] = await changed(
      number(`${analyst}, when: assigned to the customer`),
      number(`${analyst}, when: [assigned to the customer, four eyes given]`),
    );
    expect(others).toEqual([]);
    expect(loss).toMatchObject({
      effect: 'loses',
      when: [['assigned to the customer']],
      before: { sights: [{ seen: 'allow', when: [['assigned to the customer']] }] },
      after: { sights: [{ seen: 'allow', when: [['assigned to the customer', 'four eyes given']] }] },
    });
  });

  it('another way to the same is a gain only where the first did not lead', async () => {
    const [gain] = await changed(
      number(`${analyst}, when: assigned to the customer`),
      number(`${analyst}, when: assigned to the customer`, `${analyst}, when: assigned to the case`),
    );
    expect(gain).toMatchObject({
      effect: 'gains',
      when: [['assigned to the case']],
      after: { sights: [{ when: [['assigned to the case'], ['assigned to the customer']] }] },
    });
  });

  it.each([
    ['a mask', null, 'last 4 characters', 'sees more masked'],
    ['no mask', 'last 4 characters', null, 'sees less masked'],
    ['a mask that shows more', 'last 4 characters', 'IBAN last 4', 'sees less masked'],
    ['a mask that shows less', 'BIN and last 4', 'last 4 characters', 'sees more masked'],
    ['a mask of another kind', 'initials', 'year only', 'sees masked differently'],
  ] as const)('%s instead: %s → %s is "%s"', async (_name, from, to, effect) => {
    const line = (show: string | null) => `${analyst}${show === null ? '' : `, show: ${show}`}`;
    expect((await changed(number(line(from)), number(line(to)))).map(reading)).toEqual([
      { role: 'kyc-analyst', effect, from: from ?? 'allow', to: to ?? 'allow', when: [[]] },
    ]);
  });

  it('tells unmasked under one condition from masked under another', async () => {
    const masked = `${analyst}, when: assigned to the customer, show: last 4 characters`;
    const changes = await changed(
      number(masked),
      number(masked, `${analyst}, when: [assigned to the customer, four eyes given]`),
    );
    expect(changes.map(reading)).toEqual([
      {
        role: 'kyc-analyst',
        effect: 'sees less masked',
        from: 'last 4 characters',
        to: 'allow',
        when: [['assigned to the customer', 'four eyes given']],
      },
    ]);
    expect(changes[0]?.after.sights).toEqual([
      { seen: 'allow', when: [['assigned to the customer', 'four eyes given']] },
      { seen: 'last 4 characters', when: [['assigned to the customer']] },
    ]);
  });

  it('a purpose that a line no longer serves is lost for that purpose only', async () => {
    const purposes = roles.map((role) => roleLine(role, ', LegalCompliance')).join('\n');
    const before = await policiesOf(number(analyst), { roles: purposes });
    const after = await policiesOf(number(`${analyst}, for: CustomerCare`), { roles: purposes });
    expect(policyDiff(before, after).access).toMatchObject([
      { effect: 'loses', purposes: ['LegalCompliance'], forPurposes: 'for LegalCompliance' },
    ]);
  });

  it('says that a purpose has to be declared, where the role need not declare one', async () => {
    const optional = roles.map((role) => roleLine(role).replace('required', 'optional')).join('\n');
    const before = await policiesOf(number(), { roles: optional });
    const after = await policiesOf(number(`${analyst}, for: CustomerCare`), { roles: optional });
    expect(policyDiff(before, after).access).toMatchObject([{ forPurposes: 'for CustomerCare' }]);
    const whatever = await policiesOf(number(analyst), { roles: optional });
    expect(policyDiff(before, whatever).access).toMatchObject([
      { purposes: ['CustomerCare', null], forPurposes: '' },
    ]);
  });

  it('a role that may work for another purpose gains what its lines show for it', async () => {
    const only = (role: string) => roleLine(role, role === 'kyc-analyst' ? ', LegalCompliance' : '');
    const before = await policiesOf(number(analyst), { roles: roles.map((r) => roleLine(r)).join('\n') });
    const after = await policiesOf(number(analyst), { roles: roles.map(only).join('\n') });
    const diff = policyDiff(before, after);
    expect(diff.roles).toEqual([
      {
        role: 'kyc-analyst',
        purposesGained: ['LegalCompliance'],
        purposesLost: [],
        kind: null,
        purposeRequired: null,
      },
    ]);
    expect(diff.access).toMatchObject([
      { role: 'kyc-analyst', effect: 'gains', forPurposes: 'for LegalCompliance', when: [[]] },
    ]);
    expect(policyDiff(after, before).access).toMatchObject([
      { role: 'kyc-analyst', effect: 'loses', forPurposes: 'for LegalCompliance' },
    ]);
  });

  it('a class of public opens to those who declare no purpose', async () => {
    const before = number(analyst);
    const diff = policyDiff(
      await policiesOf(before),
      await policiesOf(before.replace('class: confidential', 'class: public')),
    );
    expect(diff.policies).toMatchObject([{ before: { class: 'confidential' }, after: { class: 'public' } }]);
    expect(diff.access).toMatchObject([
      { role: 'kyc-analyst', effect: 'gains', purposes: [null], forPurposes: 'with no purpose declared' },
    ]);
  });

  it('a wall that keeps out others, or a role of another kind, is told by itself: it stands before every field', async () => {
    const wall = (staff: string, partner: string) =>
      `behind the wall around staff: { keeps out: ${staff}, because: x }
behind the VIP wall: { keeps out: ${partner}, because: x }
behind a conflict wall: { keeps out: [], because: x }`;
    const before = await policiesOf(number(analyst), {
      walls: wall('[]', 'staff'),
      roles: roles.map((role) => roleLine(role)).join('\n'),
    });
    const partners = roles.map((role) =>
      role === 'partner' ? roleLine(role).replace('staff', 'partner') : roleLine(role),
    );
    const after = await policiesOf(number(analyst), {
      walls: wall('staff', 'staff'),
      roles: partners.join('\n'),
    });
    const diff = policyDiff(before, after);
    const staff = roles.filter((role) => role !== 'partner');
    expect(diff.walls).toEqual([
      {
        wall: 'behind the wall around staff',
        keepsOut: { kinds: ['staff'], roles: staff },
        letsThrough: { kinds: [], roles: [] },
        before: 'policies/walls.yaml:1',
        after: 'policies/walls.yaml:1',
      },
      {
        wall: 'behind the VIP wall',
        keepsOut: { kinds: [], roles: [] },
        letsThrough: { kinds: [], roles: ['partner'] },
        before: 'policies/walls.yaml:2',
        after: 'policies/walls.yaml:2',
      },
    ]);
    expect(diff.roles).toMatchObject([{ role: 'partner', kind: { before: 'staff', after: 'partner' } }]);
    expect(diff.access.filter(({ role }) => role === 'kyc-analyst')).toEqual([]);
  });

  it('a new field is gained, a removed one lost, by those who could see it', async () => {
    const none = number('role: mlro').replace('IdDocument.number', 'IdDocument.type');
    const diff = policyDiff(await policiesOf(none), await policiesOf(`${none}\n${number('role: mlro')}`));
    expect(diff.policies).toEqual([
      {
        subgraph: 'kyc',
        field: 'IdDocument.number',
        before: { standing: 'absent', class: null, at: null },
        after: { standing: 'policy', class: 'confidential', at: 'policies/fields/kyc.yaml:8' },
      },
    ]);
    expect(diff.access).toMatchObject([
      { role: 'mlro', effect: 'gains', before: { standing: 'absent', at: null } },
    ]);
  });

  it('a first policy of rows takes rows from all whom it does not name; rows without one exist for everyone', async () => {
    const fields = number('role: everyone');
    const rows = number('role: [mlro, kyc-analyst]').replace('IdDocument.number', 'IdDocument');
    const access = await changed(fields, `${fields}\n${rows}`);
    expect(new Set(access.map(({ effect }) => effect))).toEqual(new Set(['loses']));
    // Without a purpose nobody sees class confidential; before, the rows at least existed.
    expect(access.find(({ role }) => role === 'mlro')).toMatchObject({ purposes: [null] });
    expect(access.find(({ role }) => role === 'marketing')).toMatchObject({
      before: { standing: 'every row' },
      purposes: ['CustomerCare', null],
    });
  });

  it('a type that is carried from now on is as open as the field that leads to it', async () => {
    const before = number('role: mlro');
    const after = `carried: [IdDocument]\n${before.replace('IdDocument.number', 'KycProfile.documents')}`;
    const diff = policyDiff(await policiesOf(before), await policiesOf(after));
    expect(diff.policies.map(({ field, after: { standing } }) => [field, standing])).toEqual([
      ['IdDocument.number', 'carried'],
      ['KycProfile.documents', 'policy'],
    ]);
    expect(diff.access.find(({ role }) => role === 'marketing')).toMatchObject({
      field: 'IdDocument.number',
      effect: 'gains',
      after: { standing: 'carried' },
    });
  });

  it('refuses rather than leaves out what cannot be compared', async () => {
    const many = Object.keys(conditions).filter((name) => !name.startsWith('behind'));
    await expect(changed(number(), number(`${analyst}, when: [${many.join(', ')}]`))).rejects.toThrow(
      'too many to try every combination',
    );
  });

  it('folds fields that change alike, then roles whose fields change alike', async () => {
    const two = (lines: string) =>
      number(lines).replace('IdDocument.number', 'IdDocument.{number, imageHash}');
    const one = (lines: string) => number(lines).replace('IdDocument.number', 'KycProfile.status');
    const folds = foldChanges(
      await changed(
        `${two('role: mlro')}\n${one('role: mlro')}`,
        `${two('role: [mlro, dpo, auditor]')}\n${one('role: [mlro, auditor]')}`,
      ),
    );
    expect(folds.map(({ roles, fields }) => [roles, fields.map(({ field }) => field)])).toEqual([
      [['dpo'], ['IdDocument.number', 'IdDocument.imageHash']],
      [['auditor'], ['IdDocument.number', 'IdDocument.imageHash', 'KycProfile.status']],
    ]);
    const alike = foldChanges(await changed(two('role: mlro'), two('role: [mlro, dpo, auditor]')));
    expect(alike.map(({ roles, fields }) => [roles, fields.length])).toEqual([[['dpo', 'auditor'], 2]]);
  });
});

describe('any two sets of policies', () => {
  const someRoles = ['mlro', 'dpo', 'customer'] as const;
  const somePurposes = ['CustomerCare', 'LegalCompliance'];
  const someConditions: readonly ConditionName[] = [
    'assigned to the customer',
    'assigned to the case',
    'a card number',
  ];
  const definitions = new Map<(typeof roles)[number], RoleDefinition>(
    roles.map((role) => [
      role,
      {
        title: role,
        kind: 'staff',
        purposes: role === 'dpo' ? ['LegalCompliance'] : somePurposes,
        purposeRequired: role !== 'customer',
      },
    ]),
  );
  const line: fc.Arbitrary<AllowLine> = fc.record({
    roles: fc.subarray([...someRoles], { minLength: 1 }).map((some) => new Set(some)),
    when: fc.subarray([...someConditions]),
    purposes: fc.option(fc.subarray(somePurposes, { minLength: 1 }).map((some) => new Set(some))),
    show: fc.option(fc.constantFrom('initials' as const, 'year only' as const)),
    line: fc.constant(1),
  });
  const allow = fc.array(line, { maxLength: 4 });
  const dataClass = fc.constantFrom('public' as const, 'confidential' as const);
  const setOf = (lines: readonly AllowLine[], of: Policy['class']): PolicySet => ({
    version: JSON.stringify(lines),
    roles: definitions,
    walls: [],
    subgraphs: new Map([
      [
        'kyc',
        {
          subgraph: 'kyc',
          owner: 'x',
          carried: new Set(),
          rows: new Map(),
          fields: new Map([
            [
              'A.b',
              { id: 'A.b', class: of, allow: lines, because: 'x', source: 'policies/fields/kyc.yaml:1' },
            ],
          ]),
        },
      ],
    ]),
  });

  /** Every decision of the one policy, by brute force: role, purpose and all conditions, not only those named. */
  function decisions(set: PolicySet): ReadonlyMap<string, string> {
    const policy = set.subgraphs.get('kyc')?.fields.get('A.b') as Policy;
    return new Map(
      roles.flatMap((role) =>
        [...somePurposes, null].flatMap((purpose) =>
          situationsOf(someConditions).map((situation): [string, string] => {
            const lines = linesForAsker(policy, { kind: 'staff', roles: [role], purpose }, set.roles);
            return [`${role} ${purpose} ${[...situation]}`, seenWhen(lines, situation)];
          }),
        ),
      ),
    );
  }

  /** What a reader takes from the words of one side: the first sight of which a set of conditions holds. */
  function read({ sights }: Side, situation: Situation): string {
    const fits = ({ when }: Sight) => when.some((set) => set.every((name) => situation.has(name)));
    return sights.find(fits)?.seen ?? 'deny';
  }

  it('a set differs from itself in nothing', () => {
    fc.assert(
      fc.property(allow, dataClass, (lines, of) => {
        const {
          roles: changedRoles,
          walls,
          policies,
          access,
        } = policyDiff(setOf(lines, of), setOf(lines, of));
        expect([changedRoles, walls, policies, access]).toEqual([[], [], [], []]);
      }),
    );
  });

  it('every decision that one changed line changes is found, and no other is claimed', () => {
    fc.assert(
      fc.property(allow, line, fc.nat(), fc.boolean(), dataClass, (lines, other, at, insert, of) => {
        const mutated = [...lines];
        mutated.splice(at % (lines.length + 1), insert ? 0 : 1, other);
        const [before, after] = [setOf(lines, of), setOf(mutated, of)];
        const [was, is] = [decisions(before), decisions(after)];
        const brute = new Set(
          [...was].filter(([key, seen]) => is.get(key) !== seen).map(([key]) => key.split(' ', 2).join(' ')),
        );
        const { access } = policyDiff(before, after);
        const told = new Set(
          access.flatMap(({ role, purposes }) => purposes.map((purpose) => `${role} ${purpose}`)),
        );
        expect(told).toEqual(brute);
        for (const { role, purposes, from, to, when, before: one, after: two } of access) {
          for (const purpose of purposes) {
            const asked = (situation: Iterable<string>) => `${role} ${purpose} ${[...situation].sort()}`;
            for (const smallest of when) {
              expect([was.get(asked(smallest)), is.get(asked(smallest))]).toEqual([from, to]);
            }
            for (const situation of situationsOf(someConditions)) {
              expect(read(one, situation)).toBe(was.get(asked(situation)));
              expect(read(two, situation)).toBe(is.get(asked(situation)));
            }
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
