import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { whileAvailable } from './database-unavailable.js';
import { databaseUrl } from './database-url.js';

const duplicateDatabase = '42P04';
const objectInUse = '55006';
/** Two creations at once can meet in the catalogue's unique index instead. */
const uniqueViolation = '23505';

/**
 * Creates the database unless it exists, closed to roles that were not let in (see `createLoginRole`).
 * Returns its URL for the same login.
 *
 * @throws DatabaseUnavailable
 */
export async function createDatabase(adminUrl: string, name: string): Promise<string> {
  await asAdmin(adminUrl, async (admin) => {
    const { rowCount } = await admin.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount === 0) {
      await ignoring([duplicateDatabase, uniqueViolation], () =>
        admin.query(`create database ${pg.escapeIdentifier(name)}`),
      );
    }
    // TEMPORARY alone would let a role that may only read create tables.
    await admin.query(`revoke all on database ${pg.escapeIdentifier(name)} from public`);
  });
  return databaseUrl(adminUrl, { database: name });
}

/**
 * Creates a database as a copy of another one, in some ten milliseconds. The template must not be in use:
 * its remaining connections are cut. Privileges of the template's schemas and tables come along; the right to
 * connect is granted to `roles`.
 *
 * @throws DatabaseUnavailable
 */
export async function createDatabaseFromTemplate(
  adminUrl: string,
  template: string,
  name: string,
  roles: readonly string[] = [],
): Promise<string> {
  const [quotedName, quotedTemplate] = [pg.escapeIdentifier(name), pg.escapeIdentifier(template)];
  await asAdmin(adminUrl, async (admin) => {
    for (let attempt = 0; ; attempt++) {
      await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
        template,
      ]);
      try {
        await admin.query(`create database ${quotedName} template ${quotedTemplate}`);
        break;
      } catch (error) {
        // Another copy of the same template is being made.
        if ((error as { code?: string }).code !== objectInUse || attempt === 100) throw error;
        await sleep(20);
      }
    }
    await admin.query(`revoke all on database ${quotedName} from public`);
    for (const role of roles)
      await admin.query(`grant connect on database ${quotedName} to ${pg.escapeIdentifier(role)}`);
  });
  return databaseUrl(adminUrl, { database: name });
}

/** Drops the database if it exists; its connections are cut. */
export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await asAdmin(adminUrl, (admin) =>
    admin.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`),
  );
}

async function asAdmin<T>(adminUrl: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  return whileAvailable(async () => {
    const admin = new pg.Client({
      connectionString: adminUrl,
      application_name: 'bankgraph admin',
      connectionTimeoutMillis: 5_000,
    });
    admin.on('error', () => undefined);
    try {
      await admin.connect();
      return await work(admin);
    } finally {
      await admin.end().catch(() => undefined);
    }
  });
}

async function ignoring(codes: readonly string[], work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!codes.includes((error as { code?: string }).code ?? '')) throw error;
  }
}
