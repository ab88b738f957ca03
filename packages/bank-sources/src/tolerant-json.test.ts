import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { LosslessNumber } from './exact-json.js';
import { tolerantJson } from './tolerant-json.js';

describe('tolerant JSON, for published samples', () => {
  it('reads what is JSON without a repair', () => {
    expect(tolerantJson('{"a":1.10}')).toEqual({ value: { a: new LosslessNumber('1.10') }, repairs: [] });
  });

  it('takes out trailing commas and puts in missing ones, and says where', () => {
    const sample = '{\n  "Code": "TELE, }",\n  "Amount": 0.10, \n}';
    expect(tolerantJson(sample)).toEqual({
      value: { Code: 'TELE, }', Amount: new LosslessNumber('0.10') },
      repairs: [{ rule: 'trailing-comma-removed', line: 3, column: 17 }],
    });

    expect(tolerantJson('{"a": "x"\n "b": {}}')).toEqual({
      value: { a: 'x', b: {} },
      repairs: [{ rule: 'missing-comma-added', line: 1, column: 10 }],
    });
  });

  it.each([
    ['an elided object', '{\n  "PCA": { .. },\n  "BCA": {}\n}', 'not JSON at line 2, column 15'],
    ['an elided part', '{"transaction": {\n ...\n }}', 'not JSON at line 2, column 2'],
    ['a cut document', '{"a": [1, 2', 'not JSON at line 1, column 12'],
    ['a missing bracket', '{"a": [1, 2}', 'not JSON at line 1, column 12'],
    ['a missing quote', '{a: 1}', 'not JSON at line 1, column 2'],
    ['single quotes', "{'a': 1}", 'not JSON at line 1, column 2'],
    ['a comment', '{"a": 1 /* one */}', 'not JSON at line 1, column 9'],
    ['a word of Python', '{"a": None}', 'not JSON at line 1, column 7'],
    ['a key twice', '{"a": 1, "a": 2}', 'a key is given twice with different values at line 1, column 11'],
    [
      'a key twice and a comma',
      '{"a": 1, "a": 2,}',
      'a key is given twice with different values at line 1, column 11',
    ],
    ['nothing', '', 'not JSON at line 1, column 1'],
  ])('refuses %s', (_, sample, refused) => {
    expect(tolerantJson(sample)).toEqual({ refused });
  });

  it('never crashes, and never changes what is already JSON', async () => {
    await fc.assert(
      fc.property(fc.json(), fc.nat(), (text, cut) => {
        const whole = tolerantJson(text);
        expect('value' in whole && whole.repairs).toEqual([]);
        tolerantJson(text.slice(0, cut % (text.length + 1)));
      }),
    );
  });
});
