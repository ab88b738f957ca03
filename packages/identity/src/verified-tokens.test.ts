import { describe, expect, it } from '@jest/globals';
import type { Actor } from './actor.js';
import { VerifiedTokens } from './verified-tokens.js';

const keySet = {};
const inAnHour = Date.now() + 3_600_000;

function actor(id: string): Actor {
  return {
    id,
    kind: 'customer',
    roles: ['customer'],
    customerId: id,
    clientId: 'web',
    channel: null,
    assurance: null,
    purpose: null,
  };
}

describe('verified tokens', () => {
  it('are remembered up to a number, those unused for longest going first', () => {
    const tokens = new VerifiedTokens(100);
    for (let n = 0; n < 1_000; n += 1) {
      tokens.keep(`t-${n}`, { actor: actor(`C-${n}`), keySet, expiresAt: inAnHour });
      expect(tokens.recall('t-0', keySet)?.id).toBe('C-0');
    }
    const known = Array.from({ length: 1_000 }, (_, n) => tokens.recall(`t-${n}`, keySet)?.id);
    expect(known.filter((id) => id !== undefined)).toEqual([
      'C-0',
      ...Array.from({ length: 99 }, (_, n) => `C-${901 + n}`),
    ]);
  });

  it('count with the key set that they were verified with, and with no other', () => {
    const tokens = new VerifiedTokens(10);
    tokens.keep('t', { actor: actor('C-1'), keySet, expiresAt: inAnHour });
    expect(tokens.recall('t', keySet)?.id).toBe('C-1');
    expect(tokens.recall('t', {})).toBeUndefined();
    expect(tokens.recall('t', undefined)).toBeUndefined();
  });

  it('count until they expire, and for nobody else', () => {
    const tokens = new VerifiedTokens(10);
    tokens.keep('t', { actor: actor('C-1'), keySet, expiresAt: Date.now() });
    expect(tokens.recall('t', keySet)).toBeUndefined();
    tokens.keep('t', { actor: actor('C-1'), keySet, expiresAt: inAnHour });
    for (const other of ['', 'T', 't ', 't.']) expect(tokens.recall(other, keySet)).toBeUndefined();
  });
});
