import { describe, expect, it } from '@jest/globals';
import { inTurns, ratioOf, sideOf } from './rounds.js';

describe('measuring in turns', () => {
  it('lets neither side always come first', async () => {
    const order: string[] = [];
    const side = (name: string) => async () => order.push(name);
    const results = await inTurns(3, { on: side('on'), off: side('off') }, () => {});
    expect(order).toEqual(['on', 'off', 'off', 'on', 'on', 'off']);
    expect(results).toEqual({ on: [1, 4, 5], off: [2, 3, 6] });
  });

  it('lets more than two take turns, and says which round it is', async () => {
    const order: string[] = [];
    const side = (name: string) => async (round: number) => {
      order.push(`${name}${round}`);
    };
    await inTurns(2, { a: side('a'), b: side('b'), c: side('c') }, () => {});
    expect(order).toEqual(['a0', 'b0', 'c0', 'c1', 'b1', 'a1']);
  });

  it('compares medians, and says how far rounds that followed one another were apart', () => {
    expect(ratioOf([90, 80, 95], [100, 100, 100])).toEqual({ ratio: 0.9, from: 0.8, to: 0.95 });
  });

  it('says how far rounds spread about their median', () => {
    expect(sideOf([8, 9, 10, 11, 12])).toEqual({ median: 10, spread: 0.2, rounds: [8, 9, 10, 11, 12] });
  });
});
