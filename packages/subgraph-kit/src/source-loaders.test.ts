import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { batched, oneByOne } from './source-loaders.js';
import { turns } from './turns.js';

describe('a loader for a system with a batch call', () => {
  it('makes one call of one turn, cut where the system can take no more', async () => {
    const calls: (readonly string[])[] = [];
    const loader = batched(
      async (keys) => {
        calls.push(keys);
        return new Map(keys.map((key) => [key, key.toLowerCase()]));
      },
      { maxBatchSize: 2 },
    );
    expect(await Promise.all(['A', 'B', 'A', 'C'].map((key) => loader.load(key)))).toEqual([
      'a',
      'b',
      'a',
      'c',
    ]);
    expect(calls).toEqual([['A', 'B'], ['C']]);
  });

  it('asks a system that is down once, and says so wherever it is asked for', async () => {
    let calls = 0;
    const loader = batched<string>(async () => {
      calls += 1;
      throw new Error('down');
    });
    for (const _again of [1, 2]) await expect(loader.load('A')).rejects.toThrow('down');
    expect(calls).toBe(1);
  });

  it('takes a key that was left out for a fault of the source, unless being absent means something', async () => {
    await expect(batched(async () => new Map<string, string>()).load('A')).rejects.toThrow('left out');
    const loader = batched(async () => new Map<string, string>(), { absent: null });
    expect(await loader.load('A')).toBeNull();
  });
});

describe('a loader for a system without a batch call', () => {
  it('asks for each key once, and one that fails does not fail the others', async () => {
    const asked: string[] = [];
    const loader = oneByOne(async (key: string) => {
      asked.push(key);
      if (key === 'B') throw new Error('down');
      return key.toLowerCase();
    });
    for (const _again of [1, 2]) {
      expect(await loader.loadMany(['A', 'B', 'C'])).toEqual(['a', new Error('down'), 'c']);
    }
    expect(asked).toEqual(['A', 'B', 'C']);
  });

  it('lets so many at once as there are turns, also over several loaders', async () => {
    const inTurn = turns(2);
    let running = 0;
    let most = 0;
    const work = async (key: number) => {
      running += 1;
      most = Math.max(most, running);
      await sleep(5);
      running -= 1;
      if (key === 3) throw new Error('down');
      return key;
    };
    const loaders = [oneByOne(work, { inTurn }), oneByOne(work, { inTurn })];
    const answers = await Promise.all(loaders.map((loader) => loader.loadMany([1, 2, 3, 4])));
    expect(answers).toEqual(Array(2).fill([1, 2, new Error('down'), 4]));
    expect(most).toBe(2);
  });
});
