import { quarantine, UpstreamInvalid } from '@bankgraph/bank-sources';
import type { GraphQLResolveInfo } from 'graphql';
import type { z } from 'zod';
import type { SubgraphContext } from './context.js';

/** A record that cannot be passed on, and what is known of it that row policies look at. */
export interface SetAside {
  readonly error: UpstreamInvalid;
  readonly row: object;
}

/** What a system holds: the good records, and those that were set aside. */
export interface Found<Row> {
  readonly rows: readonly Row[];
  readonly setAside: readonly SetAside[];
}

/**
 * Sorts records into good and set aside.
 *
 * @param idOf the record's own id, for reports
 * @param rowOf what row policies look at, read from a record of which nothing is certain
 */
export function sortRecords<S extends z.ZodType>(
  system: string,
  schema: S,
  records: readonly unknown[],
  idOf: (record: never) => unknown,
  rowOf: (record: unknown) => object = () => ({}),
): Found<z.output<S>> {
  const rows: z.output<S>[] = [];
  const setAside: SetAside[] = [];
  for (const [position, record] of records.entries()) {
    const { accepted, quarantined } = quarantine(system, schema, [record], idOf);
    rows.push(...accepted);
    for (const { recordId, issues } of quarantined) {
      const name = recordId === '[0]' ? `[${position}]` : recordId;
      setAside.push({ error: new UpstreamInvalid(system, name, issues), row: rowOf(record) });
    }
  }
  return { rows, setAside };
}

/**
 * Reports what was set aside at the field that returns the list. Of a type with a row policy only what the caller
 * may see: that the record of a report is broken tells that there is a report.
 */
export async function reportSetAside(
  setAside: readonly SetAside[],
  context: SubgraphContext,
  info: GraphQLResolveInfo,
  rowType?: 'Sar' | 'NoReportDecision' | 'AmlCaseEvent' | 'AmlCaseTask' | 'AmlEvidence',
): Promise<void> {
  if (setAside.length === 0) return;
  const carriers = setAside.map(({ error, row }) => ({ ...row, error }));
  const visible = rowType === undefined ? carriers : await context.visible(rowType, carriers);
  for (const { error } of visible) context.report(error, info);
}
