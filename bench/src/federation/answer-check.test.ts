import { describe, expect, it } from '@jest/globals';
import { AnswerCheck } from './answer-check.js';

const expected = '{"data":{"users":[{"id":"1","name":"Ada"},{"id":"2","name":null}]}}';
const answer = (text: string, status = 200) => ({ status, bytes: Buffer.from(text), milliseconds: 1 });

describe('checking answers', () => {
  it('takes the same data in another order of keys or with other spaces, and remembers the bytes', () => {
    const check = new AnswerCheck(expected);
    const other = '{ "data":{"users":[{"name":"Ada","id":"1"},{"id":"2","name":null}]}}';
    for (const text of [expected, other, expected, other]) check.examine(answer(text));
    expect(check.checked).toBe(4);
    expect(check.right.map(String)).toEqual([expected, other]);
  });

  it.each([
    [expected.replace('Ada', 'Eve'), 'answer.data.users.0.name'],
    [expected.replace('{"id":"1","name":"Ada"},', ''), 'answer.data.users.0.id'],
    [expected.replace(',"name":null', ''), 'answer.data.users.1.name'],
    [expected.replace('"1"', '1'), 'answer.data.users.0.id'],
    [expected.replace(/}$/, ',"errors":[{"message":"no"}]}'), 'answer.errors'],
    [expected.slice(0, -1), 'another value at answer'],
    ['null', 'another value at answer'],
  ])('refuses %s and says where it is wrong', (wrong, where) => {
    const check = new AnswerCheck(expected);
    check.examine(answer(expected));
    expect(() => check.examine(answer(wrong))).toThrow(where);
    expect(check.checked).toBe(1);
  });

  it('refuses the right bytes with another status', () => {
    const check = new AnswerCheck(expected);
    check.examine(answer(expected));
    expect(() => check.examine(answer(expected, 500))).toThrow('status 500');
  });
});
