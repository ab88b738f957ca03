import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { pairwiseIdsOf } from './pairwise-ids.js';

const of = pairwiseIdsOf(Buffer.alloc(32, 1));
const mine = of('P-moneywise');
const theirs = of('P-brightloans');

describe('pairwise ids', () => {
  it('are found again, and always the same for one partner', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (id) => {
        const hidden = mine.hide(id);
        expect(hidden).toMatch(/^px-[A-Za-z0-9_-]+$/);
        expect(mine.find(hidden)).toBe(Buffer.from(id).toString());
        expect(pairwiseIdsOf(Buffer.alloc(32, 1))('P-moneywise').hide(id)).toBe(hidden);
      }),
    );
  });

  it('are others for every partner and under every secret, and of one length for numbers of any length', () => {
    const elsewhere = pairwiseIdsOf(Buffer.alloc(32, 2))('P-moneywise');
    const ids = ['C-1', 'C-1001', 'C-100001'];
    const hidden = [mine, theirs, elsewhere].flatMap(({ hide }) => ids.map(hide));
    expect(new Set(hidden).size).toBe(9);
    expect(new Set(hidden.map(({ length }) => length))).toEqual(new Set([46]));
    for (const id of ids) {
      expect(theirs.find(mine.hide(id))).toBeNull();
      expect(elsewhere.find(mine.hide(id))).toBeNull();
    }
  });

  it('that were changed in any bit, cut, or made up are nobody’s', () => {
    const hidden = mine.hide('C-1001');
    const bytes = Buffer.from(hidden.slice(3), 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(mine.find(`px-${changed.toString('base64url')}`)).toBeNull();
    }
    const others = [
      '',
      'C-1001',
      'px-',
      'px-unknown',
      hidden.slice(3),
      hidden.slice(0, -1),
      `${hidden}A`,
      `${hidden}=`,
      hidden.toUpperCase(),
    ];
    for (const other of others) expect(mine.find(other)).toBeNull();
    // The last character has bits that say nothing: only one of the texts that decode alike is the id.
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    expect([...alphabet].filter((last) => mine.find(hidden.slice(0, -1) + last) !== null)).toHaveLength(1);
  });
});
