import { describe, expect, it } from '@jest/globals';
import { coresOf } from './placement.js';

describe('a list of cores', () => {
  it.each([
    ['0', [0]],
    [' 0,1\n', [0, 1]],
    ['0-3', [0, 1, 2, 3]],
    ['0-1,4,6-7', [0, 1, 4, 6, 7]],
    ['none', []],
    ['', []],
  ])('%j is %j', (list, cores) => {
    expect(coresOf(list)).toEqual(cores);
  });
});
