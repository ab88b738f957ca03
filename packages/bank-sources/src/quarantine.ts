import type { z } from 'zod';
import { issuePaths } from './issue-paths.js';
import type { Normaliser } from './normaliser.js';
import { plainIdPattern } from './plain-id.js';
import { UpstreamInvalid } from './upstream-invalid.js';

/** A record that was set aside: which one, and what is wrong with it (paths and rules, no values). */
export class Quarantined {
  readonly recordId: string;
  readonly issues: readonly string[];
  /** Private, so that nothing that prints this prints the record. */
  readonly #record: unknown;

  constructor(recordId: string, issues: readonly string[], record: unknown) {
    this.recordId = recordId;
    this.issues = issues;
    this.#record = record;
  }

  /** The record as it came. */
  get record(): unknown {
    return this.#record;
  }
}

/** One repair that was made. */
export interface Normalisation {
  readonly recordId: string;
  readonly rule: string;
}

/** Every record of a list is either in `accepted` or in `quarantined`. */
export interface Sorted<T> {
  readonly system: string;
  readonly accepted: readonly T[];
  readonly quarantined: readonly Quarantined[];
  readonly normalisations: readonly Normalisation[];
}

/**
 * Sorts a system's records into those that fit the schema (after known dirt was repaired) and those that do
 * not. Never throws for a bad record, never drops one, never passes one on.
 *
 * @param idOf the record's own id; a record without a usable one is named by its position, e.g. `[3]`
 */
export function quarantine<S extends z.ZodType>(
  system: string,
  schema: S,
  records: readonly unknown[],
  idOf: (record: never) => unknown,
  normalisers: readonly Normaliser[] = [],
): Sorted<z.output<S>> {
  const accepted: z.output<S>[] = [];
  const quarantined: Quarantined[] = [];
  const normalisations: Normalisation[] = [];
  for (const [position, record] of records.entries()) {
    const recordId = nameOf(record, position, idOf as (record: unknown) => unknown);
    let current: unknown = record;
    for (const { rule, apply } of normalisers) {
      const repaired = apply(current);
      if (repaired !== current) normalisations.push({ recordId, rule });
      current = repaired;
    }
    const result = schema.safeParse(current);
    if (result.success) accepted.push(result.data);
    else quarantined.push(new Quarantined(recordId, issuePaths(result.error), record));
  }
  return { system, accepted, quarantined, normalisations };
}

/** The quarantined records as errors, one each, to report next to the good ones. */
export function quarantineErrors(sorted: Sorted<unknown>): readonly UpstreamInvalid[] {
  return sorted.quarantined.map(
    ({ recordId, issues, record }) => new UpstreamInvalid(sorted.system, recordId, issues, record),
  );
}

/**
 * One value that must fit, such as a single record or the envelope of a list.
 * @param recordId names it in the error, e.g. the account asked for, or `/accounts`
 * @throws UpstreamInvalid
 */
export function requireValid<S extends z.ZodType>(
  system: string,
  schema: S,
  value: unknown,
  recordId: string,
): z.output<S> {
  const result = schema.safeParse(value);
  if (!result.success) throw new UpstreamInvalid(system, recordId, issuePaths(result.error));
  return result.data;
}

function nameOf(record: unknown, position: number, idOf: (record: unknown) => unknown): string {
  let id: unknown;
  try {
    id = idOf(record);
  } catch {
    id = undefined; // A record that is null or no object at all.
  }
  const text = typeof id === 'string' || (typeof id === 'object' && id !== null) ? String(id) : '';
  // Anything else than a plain identifier (text, line breaks, a whole document) has no place in a report.
  return plainIdPattern.test(text) ? text : `[${position}]`;
}
