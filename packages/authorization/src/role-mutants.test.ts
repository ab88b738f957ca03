import { describe, expect, it } from '@jest/globals';
import { roleMutantSurvivors } from './role-mutants.js';
import { smallBank } from './small-bank.fixture.js';

const asked = (purpose: string, expected: string) =>
  `{ name: ${purpose}, fields: [IdDocument.number], given: ["*"], purpose: ${purpose}, expect: { ${expected}"*": deny } }`;

describe('changes of the roles', () => {
  it('are noticed by tests that name the purpose', async () => {
    const { tests, policies } = await smallBank({
      tests: [
        asked('LegalCompliance', 'kyc-analyst: allow, '),
        asked('RightsFulfilment', 'customer: mask last 4 characters, '),
        asked('none', 'customer: mask last 4 characters, '),
      ],
    });
    const { killed, survivors } = roleMutantSurvivors(tests, policies);
    expect(survivors).toContain('kyc-analyst may not ask for IdentityVerification');
    expect(survivors).toContain('customer may ask for CustomerCare');
    for (const noticed of [
      'kyc-analyst may not ask for LegalCompliance',
      'aml-investigator may ask for LegalCompliance',
      'customer may not ask for RightsFulfilment',
      'customer needs a purpose',
      'kyc-analyst needs no purpose',
    ]) {
      expect(survivors).not.toContain(noticed);
    }
    // Each of eleven roles: nine purposes won or lost, and whether one is needed at all.
    expect(killed + survivors.length).toBe(11 * (9 + 1));
  });

  it('are not noticed by tests that follow the roles', async () => {
    const { tests, policies } = await smallBank({
      tests: ['{ name: n, fields: [IdDocument.number], expect: { "*": deny } }'],
    });
    expect(roleMutantSurvivors(tests, policies).killed).toBe(0);
  });
});
