import { describe, expect, it } from '@jest/globals';
import { smallBank } from './small-bank.fixture.js';
import { untriedConditions } from './untried-conditions.js';

const untried = async (...tests: readonly string[]) => {
  const bank = await smallBank({ tests });
  return untriedConditions(bank.tests, bank.policies).map(
    ({ field, role, condition, missing }) => `${field} ${role} ${condition} ${missing}`,
  );
};

describe('every condition of a policy', () => {
  const all = 'given: [their own record, assigned to the customer, not restricted], expect: { "*": allow } }';
  const none = 'expect: { "*": deny } }';

  it('is to be tried holding and not holding, for every role', async () => {
    expect(await untried(`{ name: a, fields: ["*"], ${all}`, `{ name: b, fields: ["*"], ${none}`)).toEqual(
      [],
    );
    const half = await untried(`{ name: a, fields: [IdDocument.number], ${all}`);
    expect(half).toHaveLength(3 * 11);
    expect(half).toContain('IdDocument.number dpo not restricted not holding');
  });

  it('is not tried by a test that leaves the role out, or in which the purpose alone decides', async () => {
    const [left] = await untried(
      `{ name: a, fields: [IdDocument.number], ${all}`,
      `{ name: b, fields: [IdDocument.number], expect: { "*": deny } }`,
      `{ name: c, fields: [IdDocument.imageHash], ${all}`,
      `{ name: d, fields: [IdDocument.imageHash], expect: { customer: deny, staff: deny } }`,
    );
    expect(left).toBe('IdDocument.imageHash partner assigned to the customer not holding');
    const byPurpose = await untried(
      `{ name: a, fields: [IdDocument.number], ${all}`,
      `{ name: b, fields: [IdDocument.number], purpose: not theirs, ${none}`,
      `{ name: c, fields: [IdDocument.number], purpose: CounterMoneyLaundering, ${none}`,
    );
    expect(byPurpose).toHaveLength(3 * 9);
    expect(byPurpose).not.toContain('IdDocument.number mlro not restricted not holding');
  });
});
