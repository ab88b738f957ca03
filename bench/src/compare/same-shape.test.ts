import { describe, expect, it } from '@jest/globals';
import { differenceInShape } from './same-shape.js';

describe('comparing the shape of two answers', () => {
  it('lets values differ: a mask shows another text', () => {
    const one = { rows: [{ iban: 'GB25BKGR04887912770594', amount: null }] };
    expect(differenceInShape(one, { rows: [{ iban: 'GB****0594', amount: null }] })).toBeNull();
  });

  it.each([
    [{ a: 'x' }, { a: null }, 'answer.a is string and null'],
    [{ a: 'x' }, {}, 'answer.a is string and absent'],
    [{}, { a: 'x' }, 'answer.a is absent and string'],
    [{ a: [1, 2] }, { a: [1] }, 'answer.a has 2 and 1 rows'],
    [{ a: [{ b: 1 }] }, { a: [{ b: '1' }] }, 'answer.a.0.b is number and string'],
    [{ a: [] }, { a: {} }, 'answer.a is a list and object'],
  ])('names where %j and %j differ', (one, other, difference) => {
    expect(differenceInShape(one, other)).toBe(difference);
  });
});
