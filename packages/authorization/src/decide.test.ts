import type { Actor, Role } from '@bankgraph/identity';
import { describe, expect, it } from '@jest/globals';
import { conditions } from './conditions.js';
import { type Decision, decide, linesFor, walledOff } from './decide.js';
import type { Origin } from './origin.js';
import type { AllowLine, Policy, RoleDefinition, Wall } from './policy.js';
import { type AccessConsent, noRelationships, type Relationships } from './relationships.js';

const roleDefinitions = new Map<Role, RoleDefinition>([
  ['customer', { title: '', kind: 'customer', purposes: ['RightsFulfilment'], purposeRequired: false }],
  [
    'kyc-analyst',
    {
      title: '',
      kind: 'staff',
      purposes: ['IdentityVerification', 'LegalCompliance'],
      purposeRequired: true,
    },
  ],
  ['auditor', { title: '', kind: 'staff', purposes: ['LegalCompliance'], purposeRequired: true }],
  ['partner', { title: '', kind: 'partner', purposes: ['ServiceProvision'], purposeRequired: true }],
]);

const analyst: Actor = {
  id: 'S-1',
  kind: 'staff',
  roles: ['kyc-analyst'],
  customerId: null,
  clientId: 'P-1',
  channel: null,
  assurance: null,
  purpose: 'IdentityVerification',
};
const nowhere: Origin = { customerIds: ['C-1'], accountId: null, caseId: null, row: {} };
const consent: AccessConsent = {
  id: 'CON-1',
  version: 'privacy-notice@7',
  permissions: ['ReadBalances'],
  accountIds: ['A-1'],
  transactionsFrom: null,
  transactionsTo: null,
};
const payments: AccessConsent = {
  id: 'CON-2',
  version: 'privacy-notice@7',
  permissions: ['ReadTransactionsBasic', 'ReadTransactionsCredits'],
  accountIds: ['A-3'],
  transactionsFrom: '2026-01-01T00:00:00Z',
  transactionsTo: '2026-03-31T23:59:59Z',
};
/** To the same client and account as `payments`, for other dates and another direction, with details. */
const history: AccessConsent = {
  id: 'CON-3',
  version: 'privacy-notice@7',
  permissions: ['ReadTransactionsDetail', 'ReadTransactionsDebits'],
  accountIds: ['A-3'],
  transactionsFrom: null,
  transactionsTo: '2025-12-31T23:59:58Z',
};
const credit = { creditDebit: 'Credit', bookingDateTime: '2026-02-01T00:00:00Z' };
const relationships: Relationships = {
  ...noRelationships,
  assignedToCustomer: async (staff, customer) => staff === 'S-1' && customer === 'C-1',
  assignedToCase: async (staff, id) => staff === 'S-1' && id === 'K-1',
  purposeConsents: async (customer, purpose) =>
    customer === 'C-1' && purpose === 'DirectMarketing' ? [{ id: 'CON-7', version: 'privacy-notice@7' }] : [],
  accessConsents: async (customer, grantee) =>
    customer === 'C-1' && grantee === 'P-1' ? [consent, payments, history] : [],
  relationshipManagerOf: (staff, customer) => staff === 'S-1' && customer === 'C-1',
  wallsAgainst: async (_staff, customer) =>
    customer === 'C-3' ? ['STAFF'] : customer === 'C-4' ? ['VIP'] : customer === 'C-5' ? ['CONFLICT'] : [],
  breakGlassOpen: async (staff, customer) => staff === 'S-1' && customer === 'C-1',
  fourEyesGiven: async (staff, customer) => staff === 'S-1' && customer === 'C-1',
  exportApproved: async (staff, customer) => staff === 'S-1' && customer === 'C-2',
};

function policy(change: Partial<Policy>, ...lines: Partial<AllowLine>[]): Policy {
  const allow = lines.map((line) => ({
    roles: new Set<Role>(),
    when: [],
    purposes: null,
    show: null,
    line: 1,
    ...line,
  }));
  return { id: 'T.f', class: 'confidential', because: '', source: '', allow, ...change };
}

async function decided(rule: Policy, actor: Actor, origin: Origin = nowhere): Promise<Decision> {
  return decide(linesFor(rule, actor, roleDefinitions), { actor, origin, relationships });
}

describe('a decision', () => {
  const rule = policy(
    {},
    { roles: new Set<Role>(['auditor']), show: 'initials' },
    {
      roles: new Set<Role>(['kyc-analyst']),
      when: ['assigned to the customer'],
      purposes: new Set(['IdentityVerification']),
    },
  );

  it('allows by role, condition and purpose together', async () => {
    expect(await decided(rule, analyst)).toEqual({ effect: 'allow' });
    expect(await decided(rule, { ...analyst, id: 'S-2' })).toEqual({ effect: 'deny' });
    expect(await decided(rule, { ...analyst, purpose: 'LegalCompliance' })).toEqual({ effect: 'deny' });
    expect(await decided(rule, { ...analyst, purpose: 'DirectMarketing' })).toEqual({ effect: 'deny' });
    expect(await decided(rule, { ...analyst, roles: ['partner'] })).toEqual({ effect: 'deny' });
    expect(await decided(policy({}), analyst)).toEqual({ effect: 'deny' });
  });

  it('prefers the whole value to a masked one for a person of two roles, whatever the order of the lines', async () => {
    const both: Actor = { ...analyst, roles: ['auditor', 'kyc-analyst'] };
    expect(await decided(rule, both)).toEqual({ effect: 'allow' });
    expect(await decided(rule, { ...both, id: 'S-2', purpose: 'LegalCompliance' })).toEqual({
      effect: 'mask',
      mask: 'initials',
    });
  });

  it('shows staff without a purpose only what is public', async () => {
    const open = { roles: new Set<Role>(['kyc-analyst']) };
    const undeclared = { ...analyst, purpose: null };
    expect(await decided(policy({ class: 'public' }, open), undeclared)).toEqual({ effect: 'allow' });
    for (const other of ['internal', 'confidential', 'restricted'] as const) {
      expect(await decided(policy({ class: other }, open), undeclared)).toEqual({ effect: 'deny' });
    }
  });

  it('asks nothing when no line can match', () => {
    const asked = () => {
      throw new Error('asked');
    };
    const lines = linesFor(rule, { ...analyst, roles: ['partner'] }, roleDefinitions);
    expect(decide(lines, { actor: analyst, origin: nowhere, relationships }, asked)).toEqual({
      effect: 'deny',
    });
  });
});

describe('walls', () => {
  const wall: Wall = {
    condition: 'behind the VIP wall',
    keepsOut: new Set(['staff']),
    because: '',
    source: '',
  };
  const walled = async (actor: Partial<Actor>, customerIds: readonly string[]) =>
    walledOff([wall], {
      actor: { ...analyst, ...actor },
      origin: { ...nowhere, customerIds },
      relationships,
    });

  it('keep out those of the kind who stand outside, and nobody else', async () => {
    expect(await walled({}, ['C-4'])).toBe(true);
    expect(await walled({ roles: ['mlro'] }, ['C-4'])).toBe(true);
    expect(await walled({}, ['C-3'])).toBe(false);
    expect(await walled({}, ['C-1'])).toBe(false);
    expect(await walled({ kind: 'customer', customerId: 'C-4' }, ['C-4'])).toBe(false);
    expect(await walled({}, [])).toBe(false);
  });

  it('stand around an account of which one holder is walled', async () => {
    expect(await walled({}, ['C-1', 'C-4'])).toBe(true);
  });

  it('hold when it cannot be found out whether they do', async () => {
    const failing = { ...relationships, wallsAgainst: () => Promise.reject(new Error('down')) };
    await expect(
      Promise.resolve(walledOff([wall], { actor: analyst, origin: nowhere, relationships: failing })),
    ).rejects.toThrow('down');
  });
});

describe('a lookup that nobody waits for any more', () => {
  it('may fail without harm', async () => {
    const failing = { ...relationships, assignedToCustomer: () => Promise.reject(new Error('down')) };
    const rule = policy(
      {},
      {
        roles: new Set<Role>(['kyc-analyst']),
        when: ['assigned to the customer', 'their own record'],
      },
    );
    const decision = decide(linesFor(rule, analyst, roleDefinitions), {
      actor: analyst,
      origin: nowhere,
      relationships: failing,
    });
    expect(decision).toEqual({ effect: 'deny' });
    // An unhandled rejection would end the process here.
    await new Promise((resolve) => setImmediate(resolve));
  });
});

describe('the catalogue of conditions', () => {
  const holds = (name: keyof typeof conditions, actor: Partial<Actor>, origin: Partial<Origin>) =>
    Promise.resolve(
      conditions[name].holds({
        actor: { ...analyst, ...actor },
        origin: { ...nowhere, ...origin },
        relationships,
      }),
    );

  it.each<[keyof typeof conditions, Partial<Actor>, Partial<Origin>, boolean]>([
    ['their own record', { customerId: 'C-1' }, {}, true],
    ['their own record', { customerId: 'C-2' }, {}, false],
    ['their own record', { customerId: null }, { customerIds: [] }, false],
    ['assigned to the customer', {}, {}, true],
    ['assigned to the customer', {}, { customerIds: ['C-2', 'C-1'] }, true],
    ['assigned to the customer', {}, { customerIds: ['C-2'] }, false],
    ['assigned to the customer', {}, { customerIds: [] }, false],
    ['assigned to the customer', { kind: 'partner' }, {}, false],
    ['relationship manager of the customer', {}, {}, true],
    ['relationship manager of the customer', {}, { customerIds: ['C-2'] }, false],
    ['relationship manager of the customer', { id: 'S-2' }, {}, false],
    ['break-glass open', {}, {}, true],
    ['break-glass open', { id: 'S-2' }, {}, false],
    ['break-glass open', { kind: 'customer' }, {}, false],
    ['four eyes given', {}, {}, true],
    ['four eyes given', {}, { customerIds: ['C-2'] }, false],
    ['export approved', {}, { customerIds: ['C-2'] }, true],
    ['export approved', {}, {}, false],
    ['export approved', { id: 'S-2' }, { customerIds: ['C-2'] }, false],
    ['export approved', { kind: 'customer' }, { customerIds: ['C-2'] }, false],
    ['behind the wall around staff', {}, { customerIds: ['C-3'] }, true],
    ['behind the wall around staff', {}, { customerIds: ['C-4'] }, false],
    ['behind the VIP wall', {}, { customerIds: ['C-4'] }, true],
    ['behind the VIP wall', {}, {}, false],
    ['behind a conflict wall', {}, { customerIds: ['C-5'] }, true],
    ['behind a conflict wall', {}, { customerIds: ['C-4'] }, false],
    ['assigned to the case', {}, { caseId: 'K-1' }, true],
    ['assigned to the case', {}, { caseId: 'K-2' }, false],
    ['assigned to the case', {}, { caseId: null }, false],
    ['live consent for this purpose', { purpose: 'DirectMarketing' }, {}, true],
    ['live consent for this purpose', { purpose: 'Marketing' }, {}, false],
    ['live consent for this purpose', { purpose: null }, {}, false],
    [
      'a consent for this purpose',
      { purpose: 'Marketing' },
      { row: { kind: 'PURPOSE', purpose: 'Marketing' } },
      true,
    ],
    [
      'a consent for this purpose',
      { purpose: 'Marketing' },
      { row: { kind: 'PURPOSE', purpose: 'DirectMarketing' } },
      false,
    ],
    [
      'a consent for this purpose',
      { purpose: 'Marketing' },
      { row: { kind: 'ACCOUNT_ACCESS', purpose: 'Marketing' } },
      false,
    ],
    ['a consent for this purpose', { purpose: null }, { row: { kind: 'PURPOSE', purpose: null } }, false],
    ['live consent to this grantee', {}, {}, true],
    ['live consent to this grantee', { clientId: 'P-2' }, {}, false],
    ['account covered by the consent', {}, { accountId: 'A-1' }, true],
    ['account covered by the consent', {}, { accountId: 'A-2' }, false],
    ['account covered by the consent', {}, { accountId: null }, false],
    ['the consent permits balances', {}, { accountId: 'A-1' }, true],
    ['the consent permits balances', {}, { accountId: 'A-2' }, false],
    ['the consent permits transactions', {}, { accountId: 'A-1' }, false],
    ['the consent permits this transaction', {}, { accountId: 'A-3', row: credit }, true],
    ['the consent permits this transaction', {}, { accountId: 'A-1', row: credit }, false],
    ['the consent permits this transaction', { clientId: 'P-2' }, { accountId: 'A-3', row: credit }, false],
    [
      'the consent permits this transaction',
      {},
      { accountId: 'A-3', row: { ...credit, creditDebit: 'Debit' } },
      false,
    ],
    [
      'the consent permits this transaction',
      {},
      { accountId: 'A-3', row: { ...credit, bookingDateTime: '2026-01-01T00:00:00Z' } },
      true,
    ],
    [
      'the consent permits this transaction',
      {},
      { accountId: 'A-3', row: { ...credit, bookingDateTime: '2025-12-31T23:59:59Z' } },
      false,
    ],
    [
      'the consent permits this transaction',
      {},
      { accountId: 'A-3', row: { ...credit, bookingDateTime: '2026-04-01T00:00:00+00:00' } },
      false,
    ],
    ['the consent permits this transaction', {}, { accountId: 'A-3', row: { creditDebit: 'Credit' } }, false],
    [
      'the consent permits details of this transaction',
      {},
      { accountId: 'A-3', row: { creditDebit: 'Debit', bookingDateTime: '2025-06-01T00:00:00Z' } },
      true,
    ],
    ['the consent permits details of this transaction', {}, { accountId: 'A-3', row: credit }, false],
    [
      'the consent permits details of this transaction',
      {},
      { accountId: 'A-3', row: { ...credit, bookingDateTime: '2025-06-01T00:00:00Z' } },
      false,
    ],
    [
      'the consent permits details of this transaction',
      {},
      { accountId: 'A-3', row: { creditDebit: 'Debit', bookingDateTime: '2026-02-01T00:00:00Z' } },
      false,
    ],
    ['their own grant', {}, { row: { grantee: 'P-1' } }, true],
    ['their own grant', {}, { row: { grantee: 'P-2' } }, false],
    ['their own request', {}, { row: { requestedBy: 'S-1' } }, true],
    ['their own request', {}, { row: { requestedBy: 'S-2' } }, false],
    ['their own request', {}, { row: {} }, false],
    ['their own request', { kind: 'customer' }, { row: { requestedBy: 'S-1' } }, false],
    ['released by the MLRO', {}, { row: { releasedAt: '2026-01-01T00:00:00Z' } }, true],
    ['released by the MLRO', {}, { row: { releasedAt: null } }, false],
    ['a card number', {}, { row: { scheme: 'PAN' } }, true],
    ['a card number', {}, { row: { scheme: 'IBAN' } }, false],
    ['an account number', {}, { row: { scheme: 'IBAN' } }, true],
    ['an account number', {}, { row: { scheme: 'PAN' } }, false],
    ['an account number', {}, { row: {} }, false],
    ['a marketing segment', {}, { row: { category: 'MARKETING' } }, true],
    ['a marketing segment', {}, { row: { category: 'RISK' } }, false],
    ['a risk segment', {}, { row: { category: 'RISK' } }, true],
    ['a risk segment', {}, { row: {} }, false],
    ['a marketing prediction', {}, { row: { kind: 'CHURN' } }, true],
    ['a marketing prediction', {}, { row: { kind: 'DEFAULT' } }, false],
    ['a risk prediction', {}, { row: { kind: 'DEFAULT' } }, true],
    ['a risk prediction', {}, { row: { kind: 'CHURN' } }, false],
    ['not restricted', {}, { row: { class: 'CONFIDENTIAL' } }, true],
    ['not restricted', {}, { row: { class: 'RESTRICTED' } }, false],
    ['not restricted', {}, { row: {} }, false],
    ['not confidential', {}, { row: { class: 'PUBLIC' } }, true],
    ['not confidential', {}, { row: { class: 'INTERNAL' } }, true],
    ['not confidential', {}, { row: { class: 'CONFIDENTIAL' } }, false],
    ['not confidential', {}, { row: { class: 'RESTRICTED' } }, false],
    ['not confidential', {}, { row: {} }, false],
    ['not about a report', {}, { row: { aboutReport: false } }, true],
    ['not about a report', {}, { row: { aboutReport: true } }, false],
    ['not about a report', {}, { row: {} }, false],
    ['in their own domain', { roles: ['fraud-analyst'] }, { row: { domain: 'FRAUD' } }, true],
    ['in their own domain', { roles: ['fraud-analyst'] }, { row: { domain: 'KYC' } }, false],
    ['in their own domain', { roles: ['kyc-analyst'] }, { row: { domain: 'KYC' } }, true],
    ['in their own domain', { roles: ['kyc-analyst'] }, { row: { domain: 'AML' } }, false],
    ['a contact', {}, { row: { kind: 'CONTACT' } }, true],
    ['a contact', {}, { row: { kind: 'DECISION' } }, false],
    ['a decision', {}, { row: { kind: 'DECISION' } }, true],
    ['a decision', {}, { row: { kind: 'CHECK' } }, true],
    ['a decision', {}, { row: { kind: 'ALERT' } }, true],
    ['a decision', {}, { row: { kind: 'CONSENT' } }, true],
    ['a decision', {}, { row: { kind: 'CONTACT' } }, false],
    ['a decision', {}, { row: {} }, false],
  ])('%s: %j %j → %s', async (name, actor, origin, expected) => {
    expect(await holds(name, actor, origin)).toBe(expected);
  });
});
