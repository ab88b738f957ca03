import { BankgraphError } from '@bankgraph/errors';
import type { GraphQLResolveInfo } from 'graphql';
import type { GovernedContext } from './subgraph-definition.js';

/** What a system holds: the good records, and an error for each that was set aside. */
export interface RecordsWithFaults<Row> {
  readonly records: readonly Row[];
  readonly faults: readonly RowFault[];
}

/** A fault; one of a single record may have it as it came, for row policies to look at. */
export type RowFault = BankgraphError & { readonly record?: unknown };

type Reporting = Pick<GovernedContext<object>, 'report'>;

/** The good records as rows of this answer; those that were set aside are reported at the field of `info`. */
export function reportedRows<Row extends object>(
  { records, faults }: RecordsWithFaults<Row>,
  context: Reporting,
  info: GraphQLResolveInfo,
): Row[] {
  for (const fault of faults) {
    const { record } = fault;
    if (typeof record === 'object' && record !== null) context.report(fault, info, { ...record });
    else context.report(fault, info);
  }
  return copies(records);
}

/** Rows of their own for each answer: what a loader remembers is shared, and the engine notes whose data a row is. */
export function copies<Row extends object>(rows: readonly Row[]): Row[] {
  return rows.map((row) => ({ ...row }));
}

/** What those systems behind one list say that could be asked, and the names of the others. */
export interface PartAnswers<Answer> {
  readonly answers: readonly Answer[];
  /** For `completeness` of the list: each once, as errors name them. */
  readonly missingSystems: readonly string[];
}

/**
 * The answers of those systems behind one list that are up. Those that are down are named, and reported beside them at the
 * field of `info`.
 *
 * @throws the first failure when none answered; any failure that is a fault of ours and not of the catalogue
 */
export async function answersOf<Answer>(
  asked: readonly Promise<Answer>[],
  context: Reporting,
  info: GraphQLResolveInfo,
): Promise<PartAnswers<Answer>> {
  const settled = await Promise.allSettled(asked);
  const failures = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  if (failures.length > 0 && failures.length === settled.length) throw failures[0];
  const missing = new Set<string>();
  for (const failure of failures) {
    if (!(failure instanceof BankgraphError)) throw failure;
    const { system } = failure.details;
    // What cannot be named would be left out without a word.
    if (system === undefined) throw failure;
    missing.add(system);
  }
  for (const failure of failures) context.report(failure as BankgraphError, info);
  return {
    answers: settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])),
    missingSystems: [...missing],
  };
}
