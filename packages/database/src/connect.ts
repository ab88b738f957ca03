import knex, { type Knex } from 'knex';
import pg from 'pg';
import { columnTypes } from './column-types.js';

/** Settings of a connection pool. */
export interface ConnectOptions {
  /** Connections at most. */
  readonly poolMax: number;
  /** Shown in pg_stat_activity: which part of the system it is. */
  readonly applicationName: string;
  /** Every transaction is read-only. A second line behind the role's missing privileges. */
  readonly readOnly?: boolean;
  /** The server cancels a statement after this many milliseconds; 10,000 when not given. */
  readonly statementTimeoutMs?: number;
  /** How long to wait for a new connection, in milliseconds; 5,000 when not given. */
  readonly connectTimeoutMs?: number;
}

/** Knex prints statements and connection errors to the console; whoever made the call gets them as errors. */
const ignore = () => undefined;
const silence: Knex.Logger = { warn: ignore, error: ignore, deprecate: ignore, debug: ignore };

/**
 * A Knex instance on PostgreSQL. Connects when first used; `destroy()` closes it. Dates come as ISO 8601 text,
 * `numeric` as decimal text, `bigint` as number. Wrap calls in `whileAvailable` to get `DatabaseUnavailable`.
 */
export function connect(url: string, options: ConnectOptions): Knex {
  return knex({
    client: 'pg',
    // The declarations of knex and pg differ in the spelling of the type parser's format argument only.
    connection: clientConfig(url, options) as Knex.PgConnectionConfig,
    pool: { min: 0, max: options.poolMax, idleTimeoutMillis: 30_000 },
    log: silence,
    acquireConnectionTimeout: (options.connectTimeoutMs ?? 5_000) + (options.statementTimeoutMs ?? 10_000),
  });
}

/** The driver's own pool, for the few places where Knex is in the way. `end()` closes it. */
export function openPool(url: string, options: ConnectOptions): pg.Pool {
  const pool = new pg.Pool({
    ...clientConfig(url, options),
    max: options.poolMax,
    idleTimeoutMillis: 30_000,
  });
  // A connection that the server closes fails its statement or is replaced at the next use; without listeners
  // (the pool's for idle connections, the client's for those in use) it would end the process.
  pool.on('error', ignore);
  pool.on('connect', (client) => client.on('error', ignore));
  return pool;
}

function clientConfig(url: string, options: ConnectOptions): pg.ClientConfig {
  const timeout = options.statementTimeoutMs ?? 10_000;
  return {
    connectionString: url,
    application_name: options.applicationName,
    connectionTimeoutMillis: options.connectTimeoutMs ?? 5_000,
    statement_timeout: timeout,
    idle_in_transaction_session_timeout: Math.max(timeout, 1_000) * 2,
    keepAlive: true,
    types: columnTypes,
    ...(options.readOnly === true ? { options: '-c default_transaction_read_only=on' } : {}),
  };
}
