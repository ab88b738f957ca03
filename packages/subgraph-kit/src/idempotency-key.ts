import { BankgraphError } from '@bankgraph/errors';

/** A key that a client has chosen, by which a change that is sent again is the same change. @throws BAD_USER_INPUT */
export function idempotencyKeyOf(key: string): string {
  if (/^[\w-]{8,64}$/.test(key)) return key;
  throw new BankgraphError('BAD_USER_INPUT', {
    advice: 'idempotencyKey must be 8 to 64 letters, digits, hyphens and underscores.',
  });
}
