import {
  connect,
  databaseUrl,
  type Knex,
  startTemporaryPostgres,
  type TemporaryPostgres,
} from '@bankgraph/database';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createWorld } from '../world/bank-world.js';
import { bankRows, customerTables } from './bank-rows.js';
import { bankSchemas } from './bank-schemas.js';
import { worldLedgerEvents } from './ledger-events.js';
import { migrateBank } from './migrate-bank.js';
import { prepareRatingEngine, raiseRating, ratingEngineRole } from './rating-engine.js';
import { seedBank } from './seed-bank.js';

const readerPassword = 'only-for-this-test';

describe("the bank's database", () => {
  let postgres: TemporaryPostgres;
  let url: string;
  let owner: Knex;

  beforeAll(async () => {
    postgres = await startTemporaryPostgres();
    url = await postgres.newDatabase();
    owner = connect(url, { poolMax: 2, applicationName: 'bank-database-test' });
    await migrateBank(owner, { readerPassword });
    await seedBank(owner, { seed: 7, customers: 120 });
  }, 60_000);
  afterAll(async () => {
    await owner?.destroy();
    await postgres?.stop();
  });

  const snapshot = async () => {
    const tables = await Promise.all(
      [...bankRows(createWorld({ seed: 7, customers: 20 })).keys(), ...customerTables].map(async (table) => [
        table,
        (await owner.raw(`select md5(string_agg(t::text, '|' order by t::text)) as md5 from ${table} t`))
          .rows[0].md5,
      ]),
    );
    return Object.fromEntries(tables);
  };

  it('tells the story of C-1001 in SQL', async () => {
    const customer = await owner('directory.customer').where({ customer_id: 'C-1001' }).first();
    expect(customer).toEqual({
      customer_id: 'C-1001',
      display_name: 'Alice Morgan',
      search_name: 'alice morgan',
      kind: 'PERSON',
      date_of_birth: expect.anything(),
      since: expect.anything(),
      walls: [],
    });
    const ratings = await owner('kyc.risk_rating')
      .where({ customer_id: 'C-1001' })
      .orderBy('valid_from')
      .select('band', 'reason');
    expect(ratings).toEqual([
      { band: 'LOW', reason: 'RESIDENT_STANDARD_PRODUCTS' },
      { band: 'MEDIUM', reason: 'DOCUMENT_VERIFICATION_FAILED' },
    ]);
    const holders = await owner('directory.account_holder')
      .where({ account_id: 'A-1009-2' })
      .orderBy('customer_id');
    expect(holders).toEqual([
      { account_id: 'A-1009-2', customer_id: 'C-1009', role: 'PRINCIPAL' },
      { account_id: 'A-1009-2', customer_id: 'C-1010', role: 'JOINT' },
    ]);
    const sars = await owner('aml_register.sar').select('customer_id', 'status', 'acknowledgement');
    expect(sars).toEqual([
      {
        customer_id: 'C-1007',
        status: 'ACKNOWLEDGED',
        acknowledgement: expect.objectContaining({ bsaId: '31000064273315', accepted: true }),
      },
    ]);
    expect(
      await owner('staffing.staff').whereNotNull('customer_id').select('staff_id', 'customer_id'),
    ).toEqual([{ staff_id: 'S-frontline-agent-2', customer_id: 'C-1020' }]);
    expect(
      await owner('staffing.wall_clearance').where({ wall: 'STAFF' }).orderBy('staff_id').pluck('staff_id'),
    ).toEqual(expect.arrayContaining(['S-auditor-1', 'S-dpo-1', 'S-kyc-analyst-2', 'S-mlro-1']));
    expect(await owner('staffing.conflict_of_interest').select('staff_id', 'customer_id')).toEqual([
      { staff_id: 'S-relationship-manager-1', customer_id: 'C-1017' },
    ]);
    const [search] = await owner('directory.customer').where('search_name', 'like', '%velmozhyn%');
    expect([search.customer_id, search.display_name]).toEqual(['C-1015', 'Григорій Вельможин']);
  });

  it('is left alone by a second start, replaced for another seed, and the same again for the first', async () => {
    const first = await snapshot();
    const progress: number[] = [];
    expect(await seedBank(owner, { seed: 7, customers: 120 })).toEqual({ reused: true });
    expect(
      await seedBank(owner, { seed: 8, customers: 20, onProgress: (done) => progress.push(done) }),
    ).toEqual({
      reused: false,
    });
    expect(progress).toEqual([20]);
    expect(await snapshot()).not.toEqual(first);
    await seedBank(owner, { seed: 7, customers: 120 });
    expect(await snapshot()).toEqual(first);
    await expect(seedBank(owner, { seed: 7, customers: 3 })).rejects.toThrow(RangeError);
  });

  it('lets each reader read its own schema, and nothing else', async () => {
    for (const { schema, reader } of bankSchemas) {
      const knex = connect(databaseUrl(url, { role: reader, password: readerPassword }), {
        poolMax: 1,
        applicationName: reader,
      });
      try {
        const [table] = customerTables.filter((name) => name.startsWith(`${schema}.`));
        const other = schema === 'kyc' ? 'segments.membership' : 'kyc.profile';
        await knex.raw(`select * from ${table} limit 1`);
        await expect(knex.raw(`select * from ${other} limit 1`)).rejects.toThrow('permission denied');
        await expect(knex.raw(`delete from ${table}`)).rejects.toThrow(
          /read-only transaction|permission denied/,
        );
        await knex.raw('set default_transaction_read_only = off');
        await expect(knex.raw(`delete from ${table}`)).rejects.toThrow('permission denied');
      } finally {
        await knex.destroy();
      }
    }
  });

  it('is rated in by the rating engine, band by band, and by nobody else', async () => {
    await prepareRatingEngine(owner, { password: readerPassword });
    const engine = connect(databaseUrl(url, { role: ratingEngineRole, password: readerPassword }), {
      poolMax: 1,
      applicationName: 'rating engine',
    });
    const ratings = () =>
      owner('kyc.risk_rating').where({ customer_id: 'C-1004' }).orderBy('recorded_at').select('*');
    try {
      const before = await ratings();
      const raised = await raiseRating(engine, 'C-1004');
      expect(raised).toMatchObject({
        customerId: 'C-1004',
        band: 'PROHIBITED',
        modelVersion: 'customer-risk@4.2.0',
        previous: { id: 'RR-1004-2', band: 'HIGH' },
      });
      const after = await ratings();
      expect(after.map(({ band, valid_to: end }) => [band, end === null])).toEqual([
        ['LOW', false],
        ['HIGH', false],
        ['PROHIBITED', true],
      ]);
      expect(after[1].valid_to).toEqual(after[2].valid_from);
      expect(after[2]).toMatchObject({ id: raised?.id, score: '96' });
      await expect(raiseRating(engine, 'C-1004')).rejects.toThrow('C-1004 is PROHIBITED already.');
      expect(await raiseRating(engine, 'C-9999')).toBeNull();
      expect(await ratings()).toEqual(after);
      for (const denied of ['delete from kyc.risk_rating', 'select * from kyc.profile']) {
        await expect(engine.raw(denied)).rejects.toThrow('permission denied');
      }
      await owner('kyc.risk_rating').where({ id: raised?.id }).delete();
      await owner('kyc.risk_rating').where({ id: 'RR-1004-2' }).update({ valid_to: null });
      expect(await ratings()).toEqual(before);
    } finally {
      await engine.destroy();
    }
  });

  it('seeds ten thousand customers in under a minute', async () => {
    const large = connect(await postgres.newDatabase(), { poolMax: 2, applicationName: 'large' });
    try {
      await migrateBank(large, { readerPassword });
      const started = performance.now();
      await seedBank(large, { seed: 7, customers: 10_000 });
      expect(performance.now() - started).toBeLessThan(60_000);
      const { rows } = await large.raw('select count(*)::int as count from directory.customer');
      expect(rows).toEqual([{ count: 10_000 }]);
    } finally {
      await large.destroy();
    }
  }, 90_000);

  it('hands out the decision ledger beside it', () => {
    const events = [...worldLedgerEvents(createWorld({ seed: 7, customers: 120 }))];
    expect(
      events.filter((event) => event.kind === 'aml.report-decided').map((event) => event.subject),
    ).toEqual(['C-1007']);
    const known = new Set(events.map((event) => event.id));
    expect(events.flatMap((event) => event.causedBy).filter((id) => !known.has(id))).toEqual([]);
  });
});
