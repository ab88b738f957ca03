import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { answerBytes } from './answer-bytes.js';

describe('answerBytes', () => {
  it('writes every text as Buffer.from does, and never into what it has written before', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 2_000 }),
      fc
        .tuple(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 9 }), fc.nat(60_000))
        .map(([unit, times]) => unit.repeat(times)),
    );
    fc.assert(
      fc.property(fc.array(texts, { maxLength: 20 }), (all) => {
        const written = all.map(answerBytes);
        expect(written.every((bytes, index) => bytes.equals(Buffer.from(all[index] ?? '')))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});
