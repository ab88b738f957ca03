import { isFields } from './field-repairs.js';
import type { RecordFormat } from './record-format.js';

/** The records of an answer, or what is wrong with the answer as a whole. */
export type RecordsIn =
  | { readonly records: readonly unknown[]; readonly madeList: boolean }
  | { readonly fault: string };

/**
 * Finds the records under `Data`. A single object where the standard has a list (as published examples of balances
 * show it) is a list of one. `Data` that is empty holds no records; anything else is a fault, because an answer that
 * nobody can read must not pass for an empty one.
 */
export function recordsIn(format: RecordFormat<unknown>, body: unknown): RecordsIn {
  if (!isFields(body)) return { fault: '(body) invalid_type' };
  const { Data: data } = body;
  if (!isFields(data)) return { fault: 'Data invalid_type' };
  const found = Object.hasOwn(data, format.dataKey) ? data[format.dataKey] : undefined;
  if (Array.isArray(found)) return { records: found, madeList: false };
  if (isFields(found)) return { records: [found], madeList: format.resource !== 'party' };
  if (found === undefined && Object.keys(data).length === 0) return { records: [], madeList: false };
  return { fault: `Data.${format.dataKey} invalid_type` };
}
