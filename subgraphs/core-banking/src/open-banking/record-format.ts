import { type Normaliser, quarantine, type Sorted } from '@bankgraph/bank-sources';
import type { z } from 'zod';

/** The name by which errors and reports call this system. */
export const coreBankingSystem = 'core-banking';

/** What we accept of one UK Open Banking resource, and in what shape we pass it on. */
export interface RecordFormat<Accepted> {
  /** Last segment of the bulk path, for example `standing-orders`. */
  readonly resource: string;
  /** Key under `Data`, for example `StandingOrder`. */
  readonly dataKey: string;
  /** Sorts records as they came into accepted ones (repaired where the rule is known) and quarantined ones. */
  sort(records: readonly unknown[]): Sorted<Accepted>;
}

/** A format from its schema: legacy forms are repaired first, then the record is checked and mapped. */
export function recordFormat<S extends z.ZodType>(definition: {
  readonly resource: string;
  readonly dataKey: string;
  readonly schema: S;
  /** The record's own id for reports; undefined: its position is used. */
  readonly idOf: (record: Readonly<Record<string, unknown>>) => unknown;
  readonly normalisers: readonly Normaliser[];
}): RecordFormat<z.output<S>> {
  const { resource, dataKey, schema, idOf, normalisers } = definition;
  return {
    resource,
    dataKey,
    sort: (records) =>
      quarantine(coreBankingSystem, schema, records, idOf as (record: never) => unknown, normalisers),
  };
}
