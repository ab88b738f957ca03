import { quarantine, quarantineErrors, UpstreamInvalid } from '@bankgraph/bank-sources';
import type { z } from 'zod';

/** What a system holds about one customer: the good records, and an error for each that was set aside. */
export interface CustomerRecords<T> {
  readonly records: readonly T[];
  readonly faults: readonly UpstreamInvalid[];
}

/** How raw records are told apart. */
export interface RecordKeys {
  /** The customer a record is about. */
  readonly customerOf: (record: Readonly<Record<string, unknown>>) => unknown;
  /** The record's own id, for reports. */
  readonly idOf: (record: never) => unknown;
}

/**
 * Deals records out to the customers that were asked for, and sorts each customer's into good and set aside.
 *
 * A record about nobody who was asked for may be missing from anybody's list: it is reported for each, and by its
 * position, because its id may be about somebody else.
 */
export function recordsByCustomer<S extends z.ZodType>(
  system: string,
  schema: S,
  customerIds: readonly string[],
  records: readonly unknown[],
  keys: RecordKeys,
): ReadonlyMap<string, CustomerRecords<z.output<S>>> {
  const own = new Map<string, unknown[]>(customerIds.map((customerId) => [customerId, []]));
  const strays: UpstreamInvalid[] = [];
  for (const [position, record] of records.entries()) {
    const isObject = typeof record === 'object' && record !== null;
    const customer = isObject ? keys.customerOf(record as Record<string, unknown>) : undefined;
    const list = typeof customer === 'string' ? own.get(customer) : undefined;
    if (list !== undefined) list.push(record);
    else
      strays.push(new UpstreamInvalid(system, `[${position}]`, ['is about no customer that was asked for']));
  }
  return new Map(
    [...own].map(([customerId, list]) => {
      const sorted = quarantine(system, schema, list, keys.idOf);
      return [customerId, { records: sorted.accepted, faults: [...quarantineErrors(sorted), ...strays] }];
    }),
  );
}
