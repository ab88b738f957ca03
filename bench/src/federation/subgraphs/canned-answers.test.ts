import { describe, expect, it } from '@jest/globals';
import { CannedAnswers } from './canned-answers.js';

const entities = (...upcs: string[]) =>
  JSON.stringify({
    query:
      'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Product { inStock shippingEstimate } } }',
    variables: {
      representations: upcs.map((upc) => ({ __typename: 'Product', upc, price: 10, weight: 8 })),
    },
  });

describe('canned answers', () => {
  it('are made once for each subgraph and body', async () => {
    const answers = new CannedAnswers();
    const body = '{"query":"{ users { id username } }"}';
    const first = await answers.answer('accounts', body);
    expect(await answers.answer('accounts', body)).toBe(first);
    expect(answers.computed).toBe(1);
    expect(JSON.parse(String(first)).data.users).toHaveLength(6);
    expect(JSON.parse(String(await answers.answer('reviews', body))).errors).toHaveLength(1);
    expect(answers.computed).toBe(2);
  });

  it('follow the order of the entities, and what the question brings', async () => {
    const answers = new CannedAnswers();
    const estimate = { shippingEstimate: 4 };
    const [one, other] = [await answers.answer('inventory', entities('1', '2')), entities('2', '1')];
    expect(JSON.parse(String(one)).data._entities).toEqual([
      { ...estimate, inStock: true },
      { ...estimate, inStock: false },
    ]);
    expect(JSON.parse(String(await answers.answer('inventory', other))).data._entities).toEqual([
      { ...estimate, inStock: false },
      { ...estimate, inStock: true },
    ]);
  });

  it('are not made of what is no JSON', async () => {
    await expect(new CannedAnswers().answer('products', 'query')).rejects.toThrow(SyntaxError);
  });
});
