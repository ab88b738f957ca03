import type { z } from 'zod';
import { quarantine, quarantineErrors } from './quarantine.js';
import { UpstreamInvalid } from './upstream-invalid.js';

/** What a system holds about one customer: the good records, and an error for each record that was set aside. */
export interface CustomerRecords<T> {
  readonly records: readonly T[];
  readonly faults: readonly UpstreamInvalid[];
}

/** How raw records are told apart. */
export interface RecordKeys {
  /** The customer a record is about. */
  readonly customerOf: (record: never) => unknown;
  /** The record's own id, for reports. */
  readonly idOf: (record: never) => unknown;
}

/**
 * Deals the records of a batch answer out to the customers that were asked for, and sorts each customer's into
 * good and quarantined.
 *
 * A record that names no customer, or one that nobody asked for, may be missing from anybody's list: it is reported
 * to all who were asked for, by its position, because its id may be about somebody else.
 */
export function byCustomer<S extends z.ZodType>(
  system: string,
  schema: S,
  customerIds: readonly string[],
  records: readonly unknown[],
  keys: RecordKeys,
): ReadonlyMap<string, CustomerRecords<z.output<S>>> {
  const own = new Map<string, unknown[]>(customerIds.map((customerId) => [customerId, []]));
  const strays: UpstreamInvalid[] = [];
  for (const [position, record] of records.entries()) {
    const list = own.get(customerOf(record, keys) ?? '');
    if (list !== undefined) list.push(record);
    else
      strays.push(
        new UpstreamInvalid(system, `[${position}]`, ['belongs to no customer that was asked for']),
      );
  }
  return new Map(
    [...own].map(([customerId, list]) => {
      const sorted = quarantine(system, schema, list, keys.idOf);
      return [customerId, { records: sorted.accepted, faults: [...quarantineErrors(sorted), ...strays] }];
    }),
  );
}

function customerOf(record: unknown, keys: RecordKeys): string | undefined {
  if (typeof record !== 'object' || record === null) return undefined;
  const customer = keys.customerOf(record as never);
  return typeof customer === 'string' ? customer : undefined;
}
