import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect } from './connect.js';
import { DatabaseUnavailable, whileAvailable } from './database-unavailable.js';
import { databaseUrl } from './database-url.js';
import { createLoginRole } from './login-role.js';
import { type Migration, migrate } from './migrate.js';
import { startTemporaryPostgres, type TemporaryPostgres } from './temporary-postgres.js';

let server: TemporaryPostgres;

beforeAll(async () => {
  server = await startTemporaryPostgres();
}, 60_000);

afterAll(async () => {
  await server.stop();
});

const customerTable: Migration = {
  name: '001 customer',
  up: (knex) =>
    knex.schema.withSchema('directory').createTable('customer', (table) => {
      table.text('customer_id').primary();
      table.date('since');
      table.decimal('limit', 18, 2);
    }),
};

describe('migrate', () => {
  it('runs each migration once, also when several processes start together', async () => {
    const url = await server.newDatabase();
    const processes = Array.from({ length: 4 }, () => connect(url, { poolMax: 1, applicationName: 'test' }));
    const done = await Promise.all(
      processes.map((knex) => migrate(knex, [customerTable], { schema: 'directory' })),
    );
    expect(done.flat()).toEqual(['001 customer']);

    const [knex] = processes;
    const second: Migration = {
      name: '002 note',
      up: (k) => k.raw('alter table directory.customer add note text'),
    };
    expect(knex && (await migrate(knex, [customerTable, second], { schema: 'directory' }))).toEqual([
      '002 note',
    ]);
    await Promise.all(processes.map((k) => k.destroy()));
  });

  it('leaves nothing of a set that fails, and refuses a list that lost a migration', async () => {
    const knex = connect(await server.newDatabase(), { poolMax: 1, applicationName: 'test' });
    const broken: Migration = { name: '002 broken', up: (k) => k.raw('select nonsense') };
    await expect(migrate(knex, [customerTable, broken], { schema: 'directory' })).rejects.toThrow('nonsense');
    expect(await migrate(knex, [customerTable], { schema: 'directory' })).toEqual(['001 customer']);
    await expect(migrate(knex, [], { schema: 'directory' })).rejects.toThrow('001 customer');
    await knex.destroy();
  });
});

describe('connect', () => {
  it('gives dates and amounts as text, counts as numbers', async () => {
    const knex = connect(server.adminUrl, { poolMax: 1, applicationName: 'test' });
    const { rows } = await knex.raw(
      "select date '2026-06-30' as day, 1234567890.10::numeric as amount, count(*) as count from (values (1)) as t",
    );
    expect(rows).toEqual([{ day: '2026-06-30', amount: '1234567890.10', count: 1 }]);
    await expect(knex.raw('select 9007199254740993::bigint')).rejects.toThrow('select it as text');
    await knex.destroy();
  });

  it('says DatabaseUnavailable when nothing listens, and when a statement takes too long', async () => {
    const nowhere = connect('postgresql://u:secret@127.0.0.1:1/x', { poolMax: 1, applicationName: 'test' });
    const refused = await whileAvailable(() => nowhere.raw('select 1')).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(DatabaseUnavailable);
    expect(String(refused)).not.toContain('secret');
    await nowhere.destroy();

    const slow = connect(server.adminUrl, { poolMax: 1, applicationName: 'test', statementTimeoutMs: 50 });
    await expect(whileAvailable(() => slow.raw('select pg_sleep(5)'))).rejects.toBeInstanceOf(
      DatabaseUnavailable,
    );
    await expect(whileAvailable(() => slow.raw('select nonsense'))).rejects.toMatchObject({ code: '42703' });
    await slow.destroy();
  });
});

describe('createLoginRole', () => {
  it('lets a role do what is granted, and nothing else', async () => {
    const url = await server.newDatabase();
    const admin = connect(url, { poolMax: 1, applicationName: 'test' });
    await migrate(admin, [customerTable], { schema: 'directory' });
    const reader = {
      role: 'directory_reader',
      password: "it's a ? \\ secret",
      readOnly: true,
      grants: [{ schema: 'directory', tables: '*', privileges: ['SELECT'] }],
    } as const;
    await createLoginRole(admin, {
      ...reader,
      grants: [{ ...reader.grants[0], privileges: ['SELECT', 'DELETE'] }],
    });
    await createLoginRole(admin, reader);
    await admin.raw('create table directory.later (x int)');

    const login = connect(databaseUrl(url, reader), { poolMax: 1, applicationName: 'test' });
    expect(await login('directory.customer')).toEqual([]);
    expect(await login('directory.later')).toEqual([]);
    const readOnly = { code: '25006' };
    const denied = { code: '42501' };
    await expect(login('directory.customer').delete()).rejects.toMatchObject(readOnly);
    await login.raw('set default_transaction_read_only = off');
    await expect(login('directory.customer').delete()).rejects.toMatchObject(denied);
    await expect(login('directory.customer').insert({ customer_id: 'C-1' })).rejects.toMatchObject(denied);
    await expect(login.raw('create temporary table t (x int)')).rejects.toMatchObject(denied);
    await expect(login.raw('create table public.t (x int)')).rejects.toMatchObject(denied);
    await login.destroy();

    const other = connect(databaseUrl(await server.newDatabase(), reader), {
      poolMax: 1,
      applicationName: 'test',
    });
    await expect(other.raw('select 1')).rejects.toMatchObject(denied);
    await other.destroy();
    await admin.destroy();
  });

  it('is safe when several databases of one server are set up together', async () => {
    const databases = await Promise.all(
      Array.from({ length: 4 }, async () =>
        connect(await server.newDatabase(), { poolMax: 1, applicationName: 'test' }),
      ),
    );
    await Promise.all(
      databases.map((knex) => createLoginRole(knex, { role: 'shared', password: 'x', grants: [] })),
    );
    await Promise.all(databases.map((knex) => knex.destroy()));
  });
});

describe('a template', () => {
  it('gives cheap databases, several at once, that share nothing', async () => {
    const template = await server.newDatabase();
    const knex = connect(template, { poolMax: 1, applicationName: 'test' });
    await migrate(knex, [customerTable], { schema: 'directory' });
    await knex.destroy();

    const name = new URL(template).pathname.slice(1);
    const copies = await Promise.all(Array.from({ length: 4 }, () => server.newDatabase({ template: name })));
    const counts = await Promise.all(
      copies.map(async (url, index) => {
        const copy = connect(url, { poolMax: 1, applicationName: 'test' });
        await copy('directory.customer').insert({ customer_id: `C-${index}` });
        const rows = await copy('directory.customer').select('customer_id');
        await copy.destroy();
        return rows;
      }),
    );
    expect(counts).toEqual([0, 1, 2, 3].map((index) => [{ customer_id: `C-${index}` }]));
  });
});
