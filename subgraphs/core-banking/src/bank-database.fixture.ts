import {
  connect,
  createLoginRole,
  databaseUrl,
  type Knex,
  startTemporaryPostgres,
  type TemporaryPostgres,
} from '@bankgraph/database';

/** A real PostgreSQL with the bank's schema `directory`, and a role that may only read it. */
export interface DirectoryDatabase extends AsyncDisposable {
  /** As the bank itself: may write. */
  readonly bank: Knex;
  /** As this subgraph: may read. */
  readonly reader: Knex;
  readonly server: TemporaryPostgres;
}

/** Starts it, empty. */
export async function startDirectoryDatabase(): Promise<DirectoryDatabase> {
  const server = await startTemporaryPostgres();
  const url = await server.newDatabase();
  const bank = connect(url, { poolMax: 2, applicationName: 'bank' });
  await bank.raw(`
    create schema directory;
    create table directory.customer (customer_id text primary key, display_name text not null,
      search_name text not null, kind text not null default 'PERSON', date_of_birth date, since timestamptz not null default now(),
      walls text[] not null default '{}');
    create table directory.customer_external_id (customer_id text not null, system text not null,
      external_id text not null, primary key (customer_id, system));
    create table directory.account_holder (account_id text not null, customer_id text not null,
      role text not null, primary key (account_id, customer_id));
    create table directory.service_restriction (id text primary key, customer_id text not null,
      reason text not null, scope text not null, since timestamptz not null, until timestamptz);
  `);
  const login = { role: 'directory_reader', password: 'only for tests' };
  await createLoginRole(bank, {
    ...login,
    readOnly: true,
    grants: [{ schema: 'directory', tables: '*', privileges: ['SELECT'] }],
  });
  const reader = connect(databaseUrl(url, login), {
    poolMax: 2,
    applicationName: 'core-banking',
    readOnly: true,
  });
  return {
    bank,
    reader,
    server,
    async [Symbol.asyncDispose]() {
      await reader.destroy();
      await bank.destroy();
      await server.stop();
    },
  };
}
