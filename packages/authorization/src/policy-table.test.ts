import { describe, expect, it } from '@jest/globals';
import { conditions } from './conditions.js';
import { runPolicyTables } from './policy-table.js';
import { smallBank } from './small-bank.fixture.js';

const run = async (...tests: readonly string[]) => {
  const bank = await smallBank({ tests });
  return runPolicyTables(bank.tests, bank.policies);
};

describe('a table beside the policies', () => {
  it('compares the decision of every field, role and purpose', async () => {
    const { decisions, unmet, unmentioned } = await run(
      '{ name: n, fields: ["IdDocument.{number, imageHash}"], given: [their own record], expect: { customer: mask last 4 characters, "*": deny } }',
    );
    expect(unmet).toEqual([]);
    expect(unmentioned).toEqual([]);
    // Two fields; two purposes and none for the customer, two for the KYC analyst, one for each of the nine others.
    expect(decisions).toBe(2 * (3 + 2 + 9));
  });

  it('tells which decision is not as expected', async () => {
    const { unmet } = await run(
      '{ name: n, fields: [IdDocument.number], given: [assigned to the customer, not restricted], expect: { aml-investigator: deny } }',
    );
    expect(unmet).toEqual([
      {
        file: 'fields/kyc.test.yaml',
        test: 'n',
        field: 'IdDocument.number',
        role: 'aml-investigator',
        purpose: 'CounterMoneyLaundering',
        expected: 'deny',
        found: 'allow',
      },
    ]);
  });

  it('names fields that no table mentions', async () => {
    const { unmentioned } = await run('{ name: n, fields: [IdDocument.number], expect: { "*": deny } }');
    expect(unmentioned).toEqual(['kyc IdDocument.imageHash']);
  });

  it('stands for all fields, all conditions and the rest of the roles with an asterisk', async () => {
    const bank = await smallBank({
      tests: [
        '{ name: n, fields: ["*"], except: [IdDocument.number], given: ["*"], expect: { kyc-analyst: allow, staff: deny, "*": allow } }',
      ],
    });
    const [test] = bank.tests;
    expect(test?.fields).toEqual(['IdDocument.imageHash']);
    expect(test?.given.has('their own record')).toBe(true);
    expect(test?.given.size).toBe(Object.keys(conditions).length - 3);
    expect(test?.given.has('behind the VIP wall')).toBe(false);
    expect(Object.fromEntries(test?.expect ?? [])).toMatchObject({
      'kyc-analyst': 'allow',
      mlro: 'deny',
      customer: 'allow',
      partner: 'allow',
    });
  });

  it('declares no purpose, another role’s purposes, or one by name', async () => {
    const holding = 'fields: [IdDocument.number], given: ["*"]';
    const without = await run(
      `{ name: n, ${holding}, purpose: none, expect: { customer: mask last 4 characters, "*": deny } }`,
    );
    expect(without).toMatchObject({ decisions: 11, unmet: [] });
    const others = await run(`{ name: n, ${holding}, purpose: not theirs, expect: { "*": deny } }`);
    // Nine purposes in all: each role is refused those that it has not.
    expect(others).toMatchObject({ decisions: 9 * 11 - (2 + 2 + 9), unmet: [] });
    const named = await run(
      `{ name: n, ${holding}, purpose: LegalCompliance, expect: { kyc-analyst: allow, "*": deny } }`,
    );
    expect(named).toMatchObject({ decisions: 11, unmet: [] });
  });

  it.each([
    ['{ name: n, fields: [IdDocument.colour], expect: { "*": deny } }', 'IdDocument.colour has no policy'],
    ['{ name: n, fields: ["IdDocument.{number, colour}"], expect: {} }', 'IdDocument.colour has no policy'],
    ['{ name: n, fields: ["*"], except: [Person], expect: { "*": deny } }', 'Person has no policy'],
    ['{ name: n, fields: ["*"], given: [it is so], expect: { "*": deny } }', 'unknown condition "it is so"'],
    ['{ name: n, fields: ["*"], expect: { agent: deny } }', 'unknown role "agent"'],
    ['{ name: n, fields: ["*"], expect: { mlro: refuse } }', '"refuse" is none of'],
    ['{ name: n, fields: ["*"], expect: { mlro: mask all } }', '"mask all" is none of'],
    ['{ name: n, fields: ["*"], purpose: Curiosity, expect: { "*": deny } }', 'has the purpose "Curiosity"'],
    ['{ name: n, name: m, fields: ["*"], expect: { "*": deny } }', 'Map keys must be unique'],
    ['{ name: n, fields: [], expect: { "*": deny } }', 'tests[0].fields'],
    ['{ name: n, fields: ["*"], expects: { "*": deny } }', 'expects'],
  ])('does not run with a mistake in it: %s', async (test, message) => {
    const mistake = smallBank({ tests: [test] });
    await expect(mistake).rejects.toThrow('fields/kyc.test.yaml:');
    await expect(mistake).rejects.toThrow(message);
  });
});
