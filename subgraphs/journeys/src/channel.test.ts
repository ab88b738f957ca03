import type { Actor } from '@bankgraph/identity';
import { describe, expect, it } from '@jest/globals';
import { channelOf } from './channel.js';
import type { Channel } from './schema.generated.js';

const actor = (kind: Actor['kind'], channel: string | null): Actor => ({
  id: 'x',
  kind,
  roles: [],
  customerId: kind === 'customer' ? 'x' : null,
  clientId: 'c',
  channel,
  assurance: null,
  purpose: null,
});
const refused = (who: Actor, said: Channel | null) => {
  try {
    return channelOf(who, said);
  } catch (error) {
    return (error as Error).message;
  }
};

describe('the channel of a change', () => {
  it.each([
    ['mobile', 'MOBILE'],
    ['online', 'ONLINE'],
    ['call-centre', 'CALL_CENTRE'],
    ['branch', 'BRANCH'],
  ] as const)('is that of the token: %s', (claim, channel) => {
    for (const kind of ['customer', 'staff'] as const) {
      expect(channelOf(actor(kind, claim), null)).toBe(channel);
      expect(channelOf(actor(kind, claim), channel)).toBe(channel);
    }
  });

  it('is nothing else than what the token says', () => {
    expect(refused(actor('customer', 'mobile'), 'BRANCH')).toBe(
      'Your token is for the channel MOBILE, and for no other.',
    );
    expect(refused(actor('staff', 'branch'), 'CALL_CENTRE')).toBe(
      'Your token is for the channel BRANCH, and for no other.',
    );
  });

  it('is said by staff whose token names none, or one that is not known, and never by a customer', () => {
    for (const claim of [null, 'carrier pigeon', 'constructor']) {
      expect(channelOf(actor('staff', claim), 'CALL_CENTRE')).toBe('CALL_CENTRE');
      expect(refused(actor('staff', claim), null)).toBe('Say in which channel this happens.');
      expect(refused(actor('customer', claim), 'MOBILE')).toBe(
        'Your token names no channel, so it is not known where you are.',
      );
    }
  });
});
