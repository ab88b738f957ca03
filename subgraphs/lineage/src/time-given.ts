import { BankgraphError } from '@bankgraph/errors';

/**
 * A time that the caller gave as an argument; null when none was given.
 *
 * @throws BAD_USER_INPUT when there is no such time, as on 30 February
 */
export function timeGiven(name: string, text: string | null | undefined): Date | null {
  if (text == null) return null;
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) {
    throw new BankgraphError('BAD_USER_INPUT', { advice: `${name} is no time that there is.` });
  }
  return time;
}

/** From one time (included) to another (excluded); null: no bound. */
export interface TimeRange {
  readonly from: Date | null;
  readonly to: Date | null;
}

/**
 * A range that the caller gave.
 *
 * @param names how the caller calls the two
 * @throws BAD_USER_INPUT for a time that is none, or an end that is not after the beginning
 */
export function timeRangeGiven(
  given: { readonly from?: string | null | undefined; readonly to?: string | null | undefined },
  names: { readonly from: string; readonly to: string } = { from: 'from', to: 'to' },
): TimeRange {
  const range = { from: timeGiven(names.from, given.from), to: timeGiven(names.to, given.to) };
  if (range.from !== null && range.to !== null && range.from >= range.to) {
    throw new BankgraphError('BAD_USER_INPUT', { advice: `${names.from} must be before ${names.to}.` });
  }
  return range;
}
