import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from 'knex';
import { whileAvailable } from './database-unavailable.js';

/** What may be done with the rows of a table. */
export type TablePrivilege = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';

/** Privileges on tables of one schema. */
export interface TableGrant {
  readonly schema: string;
  /** Names of tables, or `*` for all, those that are created later included. */
  readonly tables: readonly string[] | '*';
  readonly privileges: readonly TablePrivilege[];
}

/** A role that can log in. */
export interface LoginRole {
  readonly role: string;
  readonly password: string;
  /** Everything it may do. Other privileges on the tables of these schemas are taken away. */
  readonly grants: readonly TableGrant[];
  /** Its transactions are read-only from the start. */
  readonly readOnly?: boolean;
}

/**
 * Creates the role, or brings an existing one to this state: it may connect to the current database and do
 * what the grants say, and it is no superuser and a member of nothing. Roles belong to the whole server, so
 * the password is the same for all its databases.
 *
 * @throws DatabaseUnavailable
 */
export async function createLoginRole(knex: Knex, login: LoginRole): Promise<void> {
  await whileAvailable(async () => {
    for (let attempt = 0; ; attempt++) {
      try {
        return await knex.transaction((transaction) => define(transaction, login));
      } catch (error) {
        if (!isConcurrentChange(error) || attempt === 20) throw error;
        await sleep(10 + Math.random() * 40);
      }
    }
  });
}

async function define(transaction: Knex, login: LoginRole): Promise<void> {
  const { rows: found } = await transaction.raw('select 1 from pg_roles where rolname = ?', [login.role]);
  if (found.length === 0) await transaction.raw('create role ??', [login.role]);
  const attributes = 'login nosuperuser nocreatedb nocreaterole noreplication nobypassrls noinherit';
  // DDL takes no parameters; the server itself quotes the password.
  const { rows } = await transaction.raw(
    `select format('alter role %I with ${attributes} password %L', ?::text, ?::text) as statement`,
    [login.role, login.password],
  );
  await transaction.raw(rows[0].statement.replaceAll('?', '\\?'));
  await transaction.raw(
    `alter role ?? set default_transaction_read_only = ${login.readOnly === true ? 'on' : 'off'}`,
    [login.role],
  );
  const { rows: current } = await transaction.raw('select current_database() as name');
  await transaction.raw('grant connect on database ?? to ??', [current[0].name, login.role]);

  for (const schema of new Set(login.grants.map((grant) => grant.schema))) {
    await transaction.raw('revoke all on all tables in schema ?? from ??', [schema, login.role]);
    await transaction.raw('alter default privileges in schema ?? revoke all on tables from ??', [
      schema,
      login.role,
    ]);
    await transaction.raw('grant usage on schema ?? to ??', [schema, login.role]);
  }
  for (const grant of login.grants) {
    const privileges = grant.privileges.join(', ');
    if (grant.tables === '*') {
      await transaction.raw(`grant ${privileges} on all tables in schema ?? to ??`, [
        grant.schema,
        login.role,
      ]);
      await transaction.raw(`alter default privileges in schema ?? grant ${privileges} on tables to ??`, [
        grant.schema,
        login.role,
      ]);
    } else {
      for (const table of grant.tables) {
        await transaction.raw(`grant ${privileges} on ??.?? to ??`, [grant.schema, table, login.role]);
      }
    }
  }
}

/** Two databases' set-ups that define the same role at once; one of them has to do it again. */
function isConcurrentChange(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  return (
    code === '23505' ||
    code === '42710' ||
    code === '40P01' ||
    (code === 'XX000' && /concurrently/.test(message ?? ''))
  );
}
