import { createSecretKey } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SealedTexts } from './sealed-text.js';

const key = createSecretKey(Buffer.alloc(32, 1));
const positions = new SealedTexts(key, 'positions');

describe('sealed texts', () => {
  it('open for their holder, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.string(), (text, holder) => {
        expect(positions.open(positions.seal(text, holder), holder)).toBe(Buffer.from(text).toString());
      }),
    );
  });

  it('open for nobody else, for no other purpose and under no other key', () => {
    const sealed = positions.seal('1732950000000-0', 'S-1');
    expect(positions.open(sealed, 'S-2')).toBeNull();
    expect(new SealedTexts(key, 'events').open(sealed, 'S-1')).toBeNull();
    const other = new SealedTexts(createSecretKey(Buffer.alloc(32, 2)), 'positions');
    expect(other.open(sealed, 'S-1')).toBeNull();
  });

  it('do not open when any bit is another, or when they are cut or made up', () => {
    const sealed = positions.seal('7', 'S-1');
    const bytes = Buffer.from(sealed, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(positions.open(changed.toString('base64url'), 'S-1')).toBeNull();
    }
    for (const other of ['', '7', sealed.slice(1), sealed.slice(0, -1), `${sealed}A`, `${sealed}=`]) {
      expect(positions.open(other, 'S-1')).toBeNull();
    }
  });

  it('do not tell the positions of a short and a long stream apart', () => {
    const lengths = ['1', '999', '1732950000000-12'].map((text) => positions.seal(text, 'S-1').length);
    expect(new Set(lengths).size).toBe(1);
    expect(positions.seal('1', 'S-1')).not.toBe(positions.seal('1', 'S-1'));
  });
});
