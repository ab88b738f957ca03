/** PostgreSQL: connections, migrations, roles, and a server of our own when there is none. */
export type { Knex } from 'knex';
export type { Pool, PoolClient, QueryConfig } from 'pg';
export { type ConnectOptions, connect, openPool } from './connect.js';
export { createDatabase, createDatabaseFromTemplate, dropDatabase } from './create-database.js';
export { DatabaseUnavailable, isDatabaseUnavailable, whileAvailable } from './database-unavailable.js';
export { type DatabaseTarget, databaseUrl } from './database-url.js';
export {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from './embedded-postgres.js';
export { createLoginRole, type LoginRole, type TableGrant, type TablePrivilege } from './login-role.js';
export { type MigrateOptions, type Migration, migrate } from './migrate.js';
export { FolderInUse } from './owner-lock.js';
export { PostgresDidNotStart } from './postmaster.js';
export { askPrepared, type PreparedStatement } from './prepared-statement.js';
export { startTemporaryPostgres, type TemporaryPostgres } from './temporary-postgres.js';
