import type { Knex } from 'knex';
import type { PoolClient } from 'pg';

/** A query that the server plans once for each connection, for what is asked with nearly every request. */
export interface PreparedStatement {
  /** Its own, for all that is asked over one connection. */
  readonly name: string;
  /** SQL with `$1`, `$2` … that names its columns: what `*` stands for must not change under a plan. */
  readonly text: string;
}

/** The part of Knex's clients that hands out the driver's connections, and tells whoever listens of each query. */
interface ConnectionSource {
  emit(event: 'query', query: { readonly sql: string; readonly bindings: readonly unknown[] }): boolean;
  acquireConnection(): Promise<PoolClient>;
  releaseConnection(connection: PoolClient): Promise<void>;
}

/**
 * Rows of a prepared statement, over a connection of a Knex pool. Knex itself would build the text anew each time and has no
 * way to give it a name.
 *
 * @throws what the driver throws, and what Knex throws when no connection becomes free
 */
export async function askPrepared<Row extends object>(
  knex: Knex,
  { name, text }: PreparedStatement,
  values: readonly unknown[],
): Promise<Row[]> {
  const source = knex.client as ConnectionSource;
  source.emit('query', { sql: text, bindings: values });
  const connection = await source.acquireConnection();
  try {
    return (await connection.query<Row>({ name, text, values: [...values] })).rows;
  } finally {
    await source.releaseConnection(connection);
  }
}
