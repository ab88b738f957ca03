import { describe, expect, it } from '@jest/globals';
import { accessRequestOf, noteOf } from './access-request.js';
import type { RequestAccessInput } from './schema.generated.js';

const input: RequestAccessInput = {
  kind: 'BREAK_GLASS',
  customerId: 'C-1001',
  reason: 'Her card was stolen, and nobody else is on duty.',
  minutes: 30,
  idempotencyKey: 'request-0001',
};
const adviceOn = (change: Partial<RequestAccessInput>): string | undefined => {
  try {
    accessRequestOf({ ...input, ...change });
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    expect(code).toBe('BAD_USER_INPUT');
    return message;
  }
  return undefined;
};

describe('a request for access', () => {
  it('is taken as it was written, on one line', () => {
    expect(
      accessRequestOf({ ...input, reason: '  Her card was stolen,\r\n\tand nobody else is here. ' }),
    ).toEqual({
      ...input,
      reason: 'Her card was stolen, and nobody else is here.',
    });
  });

  it.each([
    ['short', 'because I need it'],
    ['blank', ' '.repeat(40)],
    ['filled with what nobody sees', `because${'\u200b'.repeat(30)}`],
    ['stretched', `I  need${' '.repeat(30)}it`],
    ['of control characters', '\u0000'.repeat(30)],
    ['too long', 'because '.repeat(126)],
  ])('has a reason: %s is none', (_what, reason) => {
    expect(adviceOn({ reason })).toBe(
      'reason must say in 20 to 1000 characters why this customer is needed.',
    );
  });

  it('counts characters, not bytes or halves of them', () => {
    expect(adviceOn({ reason: '卡'.repeat(20) })).toBeUndefined();
    expect(adviceOn({ reason: '卡'.repeat(1_000) })).toBeUndefined();
    expect(adviceOn({ reason: '😀'.repeat(19) })).toMatch(/^reason/);
    expect(adviceOn({ reason: '😀'.repeat(20) })).toBeUndefined();
  });

  it('is for an hour at most when the glass is broken, for a working day when numbers are unmasked', () => {
    for (const minutes of [1, 60]) expect(adviceOn({ minutes })).toBeUndefined();
    for (const minutes of [0, -5, 61]) {
      expect(adviceOn({ minutes })).toBe('minutes must be between 1 and 60 for BREAK_GLASS.');
    }
    expect(adviceOn({ kind: 'UNMASKING', minutes: 480 })).toBeUndefined();
    expect(adviceOn({ kind: 'UNMASKING', minutes: 481 })).toBe(
      'minutes must be between 1 and 480 for UNMASKING.',
    );
  });

  it('names a customer and a key', () => {
    for (const customerId of ['', 'C 1001', `C${'1'.repeat(128)}`, 'C-1\u0000']) {
      expect(adviceOn({ customerId })).toBe('customerId is not a customer number.');
    }
    for (const idempotencyKey of ['', 'short', 'with a space', 'k'.repeat(65)]) {
      expect(adviceOn({ idempotencyKey })).toMatch(/^idempotencyKey must be/);
    }
  });
});

describe('a note', () => {
  it('is kept on one line, and is none when it says nothing', () => {
    expect([noteOf(' Called\nback '), noteOf(null), noteOf(undefined), noteOf(' \n ')]).toEqual([
      'Called back',
      null,
      null,
      null,
    ]);
    expect(() => noteOf('a'.repeat(1_001))).toThrow('note must have 1000 characters at most.');
  });
});
