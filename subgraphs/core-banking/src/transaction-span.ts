import { isoDate } from '@bankgraph/bank-sources';
import { BankgraphError } from '@bankgraph/errors';
import type { TransactionSpan } from './account.js';

/**
 * Reads the days between which transactions are asked for; both are included.
 *
 * @throws BAD_USER_INPUT for anything but a calendar date, or when they are the wrong way round
 */
export function transactionSpan(args: {
  readonly from?: string | null;
  readonly to?: string | null;
}): TransactionSpan {
  const span = { from: day('from', args.from), to: day('to', args.to) };
  if (span.from !== null && span.to !== null && span.from > span.to) {
    throw new BankgraphError('BAD_USER_INPUT', { advice: 'from must not be later than to.' });
  }
  return span;
}

function day(name: string, text: string | null | undefined): string | null {
  if (text == null) return null;
  if (isoDate.safeParse(text).success) return text;
  throw new BankgraphError('BAD_USER_INPUT', {
    advice: `${name} must be a calendar date such as 2026-06-30.`,
  });
}
