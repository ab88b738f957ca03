import { BankgraphError } from '@bankgraph/errors';
import type { Actor } from '@bankgraph/identity';
import type { Channel } from './schema.generated.js';

/** Channels as tokens name them (claim `channel`). */
const channelsOfTokens: ReadonlyMap<string | null, Channel> = new Map([
  ['mobile', 'MOBILE'],
  ['online', 'ONLINE'],
  ['call-centre', 'CALL_CENTRE'],
  ['branch', 'BRANCH'],
]);

/**
 * In which channel something happens: in the one that the token names. A desk that serves several has a token without
 * one, and then a member of staff says it; a customer's word for it does not do.
 *
 * @throws BAD_USER_INPUT when it is not known, or not the token's
 */
export function channelOf(actor: Actor, said: Channel | null): Channel {
  const ofToken = channelsOfTokens.get(actor.channel);
  if (ofToken !== undefined) {
    if (said === null || said === ofToken) return ofToken;
    throw refused(`Your token is for the channel ${ofToken}, and for no other.`);
  }
  if (actor.kind === 'customer')
    throw refused('Your token names no channel, so it is not known where you are.');
  if (said === null) throw refused('Say in which channel this happens.');
  return said;
}

function refused(advice: string): BankgraphError {
  return new BankgraphError('BAD_USER_INPUT', { advice });
}
