import type { Actor, Role } from '@bankgraph/identity';
import { describe, expect, it } from '@jest/globals';
import { type ConditionName, conditions, isConditionName, isWallCondition } from './conditions.js';
import { decide, linesFor, looksAtRow, walledOff } from './decide.js';
import type { AllowLine, Policy, RoleDefinition, Wall } from './policy.js';
import { noRelationships } from './relationships.js';

const someone: Actor = {
  id: 'S-1',
  kind: 'staff',
  roles: ['auditor'],
  customerId: null,
  clientId: 'desk',
  channel: null,
  assurance: null,
  purpose: 'LegalCompliance',
};
const staff = { title: '', kind: 'staff', purposes: ['LegalCompliance'], purposeRequired: true } as const;
const definitions = new Map<Role, RoleDefinition>([
  ['auditor', staff],
  ['dpo', { ...staff, purposes: ['RightsFulfilment'] }],
  ['customer', { ...staff, kind: 'customer', purposeRequired: false }],
]);

const line = (change: Partial<AllowLine>): AllowLine => ({
  roles: new Set<Role>(['auditor', 'dpo', 'customer', 'mlro']),
  when: [],
  purposes: null,
  show: null,
  line: 1,
  ...change,
});
const policy = (dataClass: Policy['class'], ...allow: readonly AllowLine[]): Policy => ({
  id: 'T.f',
  class: dataClass,
  allow,
  because: '',
  source: '',
});
const lineNumbers = (rule: Policy, actor: Partial<Actor> = {}) =>
  linesFor(rule, { ...someone, ...actor }, definitions).map(({ line: number }) => number);

describe('the lines that are open to an actor', () => {
  it('are tried unmasked first, else as they are written, each once', () => {
    const rule = policy(
      'confidential',
      line({ line: 1, show: 'initials' }),
      line({ line: 2, when: ['not restricted'] }),
      line({ line: 3, show: 'year only' }),
      line({ line: 4 }),
    );
    expect(lineNumbers(rule)).toEqual([2, 4, 1, 3]);
  });

  it('ask of the row first, which costs nothing, and keep every condition', () => {
    const when: readonly ConditionName[] = [
      'their own record',
      'not restricted',
      'four eyes given',
      'a contact',
    ];
    const [first] = linesFor(policy('confidential', line({ when })), someone, definitions);
    expect(first?.when).toEqual(['not restricted', 'a contact', 'their own record', 'four eyes given']);
  });

  it('need the purpose to be of the same role as the line', () => {
    const ofDpo = policy('public', line({ roles: new Set<Role>(['dpo']) }));
    const both: readonly Role[] = ['auditor', 'dpo'];
    expect(lineNumbers(ofDpo, { roles: both, purpose: 'LegalCompliance' })).toEqual([]);
    expect(lineNumbers(ofDpo, { roles: both, purpose: 'RightsFulfilment' })).toEqual([1]);
  });

  it('are none for a role that is not defined, and none for somebody without roles', () => {
    expect(lineNumbers(policy('public', line({})), { roles: ['mlro'], purpose: null })).toEqual([]);
    expect(lineNumbers(policy('public', line({})), { roles: [] })).toEqual([]);
  });

  it('are those of class public without a purpose, and all for a role that needs none, but never one that is for a purpose', () => {
    const purposes = new Set(['LegalCompliance']);
    const lines = [line({ line: 1 }), line({ line: 2, purposes })];
    const [open, closed] = [policy('public', ...lines), policy('internal', ...lines)];
    expect(lineNumbers(open, { purpose: null })).toEqual([1]);
    expect(lineNumbers(closed, { purpose: null })).toEqual([]);
    expect(lineNumbers(open, { roles: ['customer'], purpose: null })).toEqual([1]);
    expect(lineNumbers(closed, { roles: ['customer'], purpose: null })).toEqual([1]);
    expect(lineNumbers(closed, { roles: ['customer'] })).toEqual([1, 2]);
  });

  it('look at the row as soon as one condition of one of them does', () => {
    const ofCustomer = line({ when: ['their own record', 'four eyes given'] });
    const ofRow = line({ when: ['assigned to the customer', 'not restricted'] });
    expect(looksAtRow([])).toBe(false);
    expect(looksAtRow([line({})])).toBe(false);
    expect(looksAtRow([ofCustomer])).toBe(false);
    expect(looksAtRow([ofCustomer, ofRow])).toBe(true);
  });
});

describe('walls', () => {
  it('are not even asked for data of no customer', () => {
    const wall: Wall = {
      condition: 'behind the VIP wall',
      keepsOut: new Set(['staff']),
      because: '',
      source: '',
    };
    const circumstances = (customerIds: readonly string[]) => ({
      actor: someone,
      origin: { customerIds, accountId: null, caseId: null, row: {} },
      relationships: noRelationships,
    });
    expect(walledOff([wall], circumstances(['C-1']), () => true)).toBe(true);
    expect(walledOff([wall], circumstances([]), () => true)).toBe(false);
  });
});

describe('somebody without relationships', () => {
  it('meets no condition that asks for one, and stands behind no wall', () => {
    const origin = { customerIds: ['C-1'], accountId: 'A-1', caseId: 'K-1', row: {} };
    const actor: Actor = { ...someone, purpose: 'DirectMarketing' };
    for (const name of Object.keys(conditions).filter(isConditionName)) {
      const answer = conditions[name].holds({ actor, origin, relationships: noRelationships });
      expect([name, answer]).toEqual([name, false]);
    }
    expect(
      decide([line({ when: ['assigned to the customer'] }), line({ when: ['assigned to the case'] })], {
        actor,
        origin,
        relationships: noRelationships,
      }),
    ).toEqual({ effect: 'deny' });
  });

  it('has an answer to each question that fits what is asked', () => {
    expect(
      Object.fromEntries(Object.entries(noRelationships).map(([name, ask]) => [name, ask('one', 'other')])),
    ).toEqual({
      assignedToCustomer: false,
      relationshipManagerOf: false,
      assignedToCase: false,
      purposeConsents: [],
      accessConsents: [],
      wallsAgainst: [],
      breakGlassOpen: false,
      fourEyesGiven: false,
      exportApproved: false,
    });
    expect(Object.isFrozen(noRelationships)).toBe(true);
  });
});

describe('the catalogue of conditions', () => {
  it('says of each condition whether it looks at the row', () => {
    const ofRow = Object.keys(conditions)
      .filter(isConditionName)
      .filter((name) => conditions[name].scope !== 'customer');
    expect(ofRow).toEqual([
      'a consent for this purpose',
      'the consent permits this transaction',
      'the consent permits details of this transaction',
      'their own grant',
      'their own request',
      'released by the MLRO',
      'a card number',
      'an account number',
      'a marketing segment',
      'a risk segment',
      'a marketing prediction',
      'a risk prediction',
      'not restricted',
      'not confidential',
      'not about a report',
      'in their own domain',
      'a contact',
      'a decision',
    ]);
    expect(ofRow.every((name) => conditions[name].scope === 'row')).toBe(true);
  });

  it('takes a name for a condition only when it is that very text', () => {
    expect(isConditionName('their own record')).toBe(true);
    for (const other of ['toString', 'Their own record', '', null, 7, ['their own record']]) {
      expect([other, isConditionName(other)]).toEqual([other, false]);
      expect([other, isWallCondition(other)]).toEqual([other, false]);
    }
    expect(Object.keys(conditions).filter(isWallCondition)).toEqual([
      'behind the wall around staff',
      'behind the VIP wall',
      'behind a conflict wall',
    ]);
  });
});
