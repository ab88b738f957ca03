import { StaticPolicy } from '@bankgraph/authorization';
import { expect, it } from '@jest/globals';
import { startBank } from './gateway.fixture.js';
import { policySet } from './policy-set.fixture.js';

const policy = new StaticPolicy(
  policySet({
    'core-banking': {
      shown: ['Query.customer', 'Customer.id'],
      refused: ['Customer.name', 'Customer.accounts'],
    },
  }),
);

/** Asks for `2 ** levels` selections, nearly. */
function doubling(levels: number): string {
  const fragments = Array.from({ length: levels }, (_, level) =>
    level === 0
      ? 'fragment F0 on Customer { id accounts { id } }'
      : `fragment F${level} on Customer { ...F${level - 1} ...F${level - 1} }`,
  );
  return `{ customer(id: "C-1001") { ...F${levels - 1} } } ${fragments.join(' ')}`;
}

it('fragments that spread each other twice are refused before anything is cut, or cut and answered', async () => {
  await using bank = await startBank({ staticCut: { policy, rootSubjects: {} } });
  for (const levels of [8, 11]) {
    expect((await bank.ask(doubling(levels))).body).toEqual({
      data: { customer: { id: 'C-1001', accounts: [] } },
    });
  }
  const asked = bank.coreBanking.contexts.length;
  for (const levels of [12, 13, 16, 20, 100]) {
    expect(await bank.ask(doubling(levels))).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: 'OPERATION_TOO_COMPLEX', requestId: 'r-1' } }] },
    });
  }
  expect(bank.coreBanking.contexts).toHaveLength(asked);
});
