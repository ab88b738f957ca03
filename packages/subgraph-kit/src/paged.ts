import { BankgraphError } from '@bankgraph/errors';

/** Arguments of a Relay connection (GraphQL Cursor Connections Specification), forward paging. */
export interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
}

/** Rows of which a page is asked for. The engine drops the rows that the caller may not see, then counts and cuts. */
export class Paged<Row extends { readonly id: string }> {
  readonly rows: readonly Row[];
  readonly args: PageArguments;
  readonly beside: Readonly<Record<string, unknown>>;
  readonly total: number | null;

  constructor(
    rows: readonly Row[],
    args: PageArguments,
    beside: Readonly<Record<string, unknown>> = Object.freeze({}),
    total: number | null = null,
  ) {
    this.rows = rows;
    this.args = args;
    this.beside = beside;
    this.total = total;
  }
}

/**
 * What a resolver of a connection returns: all rows in their order, and the arguments of the field.
 *
 * @param rows each with an `id` that is unique in the list and stable: cursors are made of it
 * @param beside fields that this connection has beside those of every connection (`completeness`). They are shown
 *   as they are to whoever may see the field, so nothing in them may depend on rows that the caller may not see.
 * @param total how many rows there are for the caller, where of a long list only those around the page were read: the row of
 *   the cursor, the page's own, and one more. Counted when not given.
 */
export function paged<Row extends { readonly id: string }>(
  rows: readonly Row[],
  args: PageArguments,
  beside?: Readonly<Record<string, unknown>>,
  total?: number,
): Paged<Row> {
  return new Paged(rows, args, beside, total);
}

/** A connection as the schema has it. */
export interface Connection<Row> {
  readonly edges: readonly { readonly cursor: string; readonly node: Row }[];
  readonly nodes: readonly Row[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number;
}

/** Rows on a page when nothing is said of it. */
export const defaultPage = 25;
/** Most rows on a page. */
export const largestPage = 100;

/**
 * Cuts the page out of the rows that the caller may see.
 *
 * @throws BAD_USER_INPUT for a `first` outside 0 to 100, or an `after` that is no cursor of this list
 */
export function connectionOf<Row extends { readonly id: string }>(
  rows: readonly Row[],
  args: PageArguments,
  total: number | null = null,
): Connection<Row> {
  const first = args.first ?? defaultPage;
  if (first < 0 || first > largestPage) {
    throw new BankgraphError('BAD_USER_INPUT', { advice: `first must be between 0 and ${largestPage}.` });
  }
  const start = args.after == null ? 0 : positionAfter(rows, args.after);
  const nodes = rows.slice(start, start + first);
  const edges = nodes.map((node) => ({ cursor: cursorOf(node), node }));
  return {
    edges,
    nodes,
    pageInfo: {
      hasNextPage: start + nodes.length < rows.length,
      hasPreviousPage: start > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: total ?? rows.length,
  };
}

function cursorOf(row: { readonly id: string }): string {
  return Buffer.from(`id:${row.id}`).toString('base64url');
}

/** The id of the row that a cursor names; null when it is no cursor. For lists of which only the asked page is read. */
export function idOfCursor(cursor: string): string | null {
  return /^id:(.+)$/s.exec(Buffer.from(cursor, 'base64url').toString())?.[1] ?? null;
}

function positionAfter(rows: readonly { readonly id: string }[], cursor: string): number {
  const index = rows.findIndex((row) => cursorOf(row) === cursor);
  if (index === -1) {
    throw new BankgraphError('BAD_USER_INPUT', {
      advice: 'after is not a cursor of this list; start again without it.',
    });
  }
  return index + 1;
}
