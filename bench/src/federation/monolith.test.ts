import { describe, expect, it } from '@jest/globals';
import { readOperation } from '../load/operation.js';
import { monolithAnswer } from './monolith.js';

describe('the monolith', () => {
  it('answers the operation with about 88 KB, the same each time', async () => {
    const answer = await monolithAnswer(readOperation('test-query'));
    expect(Math.round(answer.length / 1_000)).toBe(88);
    const { users, topProducts } = JSON.parse(answer).data;
    expect(users).toHaveLength(6);
    expect(topProducts.map(({ reviews }: { reviews: object[] }) => reviews.length)).toEqual([4, 4, 1, 2, 0]);
    expect(users[5].reviews[1].product.reviews[3].author.reviews[0].product.shippingEstimate).toBe(50);
    expect(await monolithAnswer(readOperation('test-query'))).toBe(answer);
  });

  it('does not answer in part', async () => {
    await expect(monolithAnswer('{ users { id salary } }')).rejects.toThrow('does not answer');
  });
});
