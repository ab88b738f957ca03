import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { progress } from './progress.js';

describe('progress', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: 0 });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('writes a line a step, and how far it is once a step takes long', () => {
    const written: string[] = [];
    const told = progress({ write: (text) => written.push(text) });
    told.step('Rounds');
    told.at(1, 9);
    jest.setSystemTime(2_500);
    told.at(2, 9);
    jest.setSystemTime(5_000);
    told.at(3, 9);
    jest.setSystemTime(13_000);
    told.at(4, 9);
    told.end();
    expect(written).toEqual(['Rounds\n', 'Rounds: 2 of 9\n', 'Rounds: 4 of 9\n']);
  });

  it('renews one line on a terminal and takes it away at the end', () => {
    const written: string[] = [];
    const told = progress({ write: (text) => written.push(text), isTTY: true });
    told.step('Rounds');
    jest.setSystemTime(2_500);
    told.at(2, 9);
    told.end();
    expect(written.join('')).toBe('Rounds…\r\u001b[2KRounds: 2 of 9\r\u001b[2K');
  });
});
