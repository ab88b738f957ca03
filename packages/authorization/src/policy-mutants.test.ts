import { describe, expect, it } from '@jest/globals';
import { policyMutants } from './policy-mutants.js';
import { policyMutantSurvivors } from './policy-mutants-survivors.js';
import { documentPolicy, smallBank } from './small-bank.fixture.js';

const fields = 'fields: ["IdDocument.{number, imageHash}"]';
/** Notices every change of the policy of documents. */
const complete = [
  `{ name: a stranger, ${fields}, expect: { "*": deny } }`,
  `{ name: the customer, ${fields}, given: [their own record], expect: { customer: mask last 4 characters, "*": deny } }`,
  `{ name: assigned, ${fields}, given: [assigned to the customer, not restricted], expect: { kyc-analyst: allow, aml-investigator: allow, "*": deny } }`,
  `{ name: assigned but restricted, ${fields}, given: [assigned to the customer], expect: { "*": deny } }`,
  `{ name: not assigned, ${fields}, given: [not restricted], expect: { "*": deny } }`,
  `{ name: no purpose, ${fields}, given: ["*"], purpose: none, expect: { staff: deny, partner: deny } }`,
];

const survivorsOf = async (tests: readonly string[], policy?: string) => {
  const bank = await smallBank(policy === undefined ? { tests } : { tests, policy });
  const { killed, survivors } = policyMutantSurvivors(bank.tests, bank.policies);
  return { killed, survivors: survivors.map(({ source, role, change }) => `${source} ${role} ${change}`) };
};

describe('small changes of a policy', () => {
  it('are all noticed by a table that tries every cell', async () => {
    const { killed, survivors } = await survivorsOf(complete);
    expect(survivors).toEqual([]);
    expect(killed).toBeGreaterThan(500);
  });

  it('survive when the test is missing that would notice them, each with its place', async () => {
    const without = (name: string) => complete.filter((test) => !test.includes(`name: ${name},`));
    expect((await survivorsOf(without('assigned but restricted'))).survivors).toEqual([
      'policies/fields/kyc.yaml:6 kyc-analyst without "not restricted"',
      'policies/fields/kyc.yaml:6 aml-investigator without "not restricted"',
    ]);
    expect((await survivorsOf(without('not assigned'))).survivors).toEqual([
      'policies/fields/kyc.yaml:6 kyc-analyst without "assigned to the customer"',
      'policies/fields/kyc.yaml:6 aml-investigator without "assigned to the customer"',
    ]);
    expect((await survivorsOf(without('no purpose'))).survivors).toEqual([
      'policies/fields/kyc.yaml:3 null of class public',
    ]);
    const untoldCustomer = complete.map((test) => test.replace('customer: mask last 4 characters, ', ''));
    expect((await survivorsOf(untoldCustomer.slice(2))).survivors).toContain(
      'policies/fields/kyc.yaml:8 customer without the mask',
    );
  });

  it('are told for each of several fields that the tables treat differently', async () => {
    const halves = complete.map((test) =>
      test.includes('not assigned')
        ? test.replace('{number, imageHash}', 'number').replace('"IdDocument.number"', 'IdDocument.number')
        : test,
    );
    const bank = await smallBank({ tests: halves });
    const { survivors } = policyMutantSurvivors(bank.tests, bank.policies);
    expect(survivors.map(({ fields: untold }) => untold)).toEqual([
      ['IdDocument.imageHash'],
      ['IdDocument.imageHash'],
    ]);
  });

  it('do not count when they decide nothing differently', async () => {
    const twice = documentPolicy.replace(
      '    - { role: customer',
      '    - { role: kyc-analyst, when: [assigned to the customer, not restricted], show: initials }\n    - { role: customer',
    );
    const { survivors } = await survivorsOf(complete, twice);
    // The masked line is never reached: to lose it, or to mask it otherwise, changes no decision …
    expect(survivors).not.toContain('policies/fields/kyc.yaml:8 kyc-analyst without the line');
    expect(survivors).not.toContain('policies/fields/kyc.yaml:8 kyc-analyst with the mask year only');
    // … while to open it wider does.
    expect(survivors).toContain(
      'policies/fields/kyc.yaml:8 kyc-analyst with "a card number" instead of "not restricted"',
    );
  });

  it('include a purpose won or lost', async () => {
    const narrow = documentPolicy.replace(
      'when: [assigned to the customer, not restricted]',
      'when: [assigned to the customer, not restricted]\n      for: [IdentityVerification, CounterMoneyLaundering]',
    );
    const bank = await smallBank({ tests: [], policy: narrow });
    const policy = bank.policies.subgraphs.get('kyc')?.fields.get('IdDocument.number');
    if (policy === undefined) throw new Error('The policy was not read.');
    const changes = [...policyMutants(policy, bank.policies.roles)]
      .filter(({ role, line }) => role === 'kyc-analyst' && line === 6)
      .map(({ change }) => change);
    expect(changes).toEqual(
      expect.arrayContaining([
        'without the line',
        'without any condition',
        'with "their own record" as well',
        'with "their own record" instead of "not restricted"',
        'with the mask initials',
        'not for IdentityVerification',
        'for any purpose',
        'for LegalCompliance too',
      ]),
    );
    expect(changes).not.toContain('not for LegalCompliance');
  });

  it('leave out fields that no table mentions, since those are named anyway', async () => {
    expect(await survivorsOf([])).toEqual({ killed: 0, survivors: [] });
  });
});
