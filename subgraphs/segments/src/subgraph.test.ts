import type { Relationships } from '@bankgraph/authorization';
import { type JsonServer, serveJson } from '@bankgraph/bank-sources/testing';
import { connect, type Knex, startTemporaryPostgres, type TemporaryPostgres } from '@bankgraph/database';
import { type Asker, type AskOfCustomers, askingOfCustomers } from '@bankgraph/subgraph-kit/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { decidedOverridesSource } from './decided-overrides.js';
import { segmentsDatabaseSource } from './segments-database-source.js';
import { segmentsSubgraph } from './subgraph.js';
import { unomiSource } from './unomi-source.js';

const model = 'modelRun { name version purpose assumptions limitations owner tier validatedAt status }';
const everything = `
  segmentMemberships { id segment category since source score ${model}
    override { from to reason by approvedBy at expiresAt } }
  predictions { id kind probability horizonDays producedAt ${model} }`;
const tables = `
  create schema segments;
  create table segments.model_version (id text primary key, name text, version text, purpose text, assumptions text[],
    limitations text[], owner text, tier integer, validated_at timestamptz, status text);
  create table segments.membership (id text primary key, customer_id text, segment text, category text, since timestamptz,
    score numeric, source text, model_version_id text);
  create table segments.membership_override (id text primary key, membership_id text, customer_id text, from_segment text,
    to_segment text, reason text, by_staff text, approved_by text, expires_at timestamptz, at timestamptz);
  create table segments.prediction (id text primary key, customer_id text, kind text, probability numeric, horizon_days integer,
    produced_at timestamptz, model_version_id text);
  insert into segments.model_version values
    ('MV-spend-3', 'Spending behaviour clusters', '3.1.0', 'Personalisation of offers', '{Twelve months of card spending}',
      '{Weak for new customers}', 'Customer Analytics', 3, '2026-02-11Z', 'IN_USE'),
    ('MV-rising-2', 'Rising risk early warning', '2.2.0', 'Early support of customers', '{}', '{}', 'Credit Risk', 1, '2026-05-19Z', 'VALIDATED'),
    ('MV-aml-1', 'Transaction anomalies', '1.0.0', 'CounterMoneyLaundering', '{}', '{}', 'Operations', 1, '2026-05-19Z', 'IN_USE'),
    ('MV-broken', 'No tier', '1.0.0', 'Retention', '{}', '{}', 'Analytics', null, '2026-05-19Z', 'IN_USE');
  insert into segments.membership
    select 'SEG-' || n || '-1', 'C-' || n, 'everyday-spender', 'MARKETING', '2025-08-14 02:00+02'::timestamptz, 0.6120, 'UNOMI', 'MV-spend-3'
    from generate_series(1001, 1050) n
    union all select 'SEG-' || n || '-3', 'C-' || n, 'credit-watch', 'RISK', '2026-05-11Z', 0.8450, 'BATCH_MODEL', 'MV-rising-2'
    from generate_series(1001, 1050) n;
  insert into segments.membership_override values
    ('OVR-1', 'SEG-1001-1', 'C-1001', 'everyday-spender', 'saver', 'Mistake', 'S-1', 'S-2', '2026-01-01Z', '2025-12-01Z'),
    ('OVR-2', 'SEG-1001-1', 'C-1001', 'everyday-spender', 'financial-support', 'Long illness', 'S-1', 'S-2', '2035-12-31Z', '2026-05-28Z');
  insert into segments.prediction
    select 'PRED-' || n || '-' || k.at, 'C-' || n, k.kind, k.probability, 90, k.produced, k.model from generate_series(1001, 1050) n,
      (values (1, 'DEFAULT', 0.0312, '2026-06-20 03:00Z'::timestamptz, 'MV-rising-2'),
              (2, 'CHURN', 0.4, '2026-06-25 03:00Z'::timestamptz, 'MV-spend-3')) k (at, kind, probability, produced, model);
`;

/** Staff are assigned to everyone; C-1001 has agreed to direct marketing. */
const relationships: Partial<Relationships> = {
  assignedToCustomer: async (staffId) => staffId.startsWith('S-'),
  purposeConsents: async (customerId, purpose) =>
    customerId === 'C-1001' && purpose === 'DirectMarketing'
      ? [{ id: 'CON-7', version: 'privacy-notice@7' }]
      : [],
};

const spending = {
  name: 'Spending behaviour clusters',
  version: '3.1.0',
  purpose: 'Personalisation of offers',
  assumptions: ['Twelve months of card spending'],
  limitations: ['Weak for new customers'],
  owner: 'Customer Analytics',
  tier: 3,
  validatedAt: '2026-02-11T00:00:00Z',
  status: 'IN_USE',
};

let postgres: TemporaryPostgres;
let knex: Knex;
let unomi: JsonServer;
let ask: AskOfCustomers;
const statements: string[] = [];

const auditor: Asker = { role: 'auditor', purpose: 'LegalCompliance' };
const analyst: Asker = { role: 'kyc-analyst', purpose: 'IdentityVerification' };
const marketing: Asker = { role: 'marketing', purpose: 'DirectMarketing' };
const manager: Asker = { role: 'relationship-manager', purpose: 'CustomerRelationshipManagement' };

function profileOf(customerNumber: string, segments: readonly string[] = ['everyday-spender', 'traveller']) {
  return {
    itemId: `unomi-${customerNumber.slice(2)}`,
    properties: { customerNumber },
    systemProperties: { lastUpdated: '2026-06-20T03:20:00Z' },
    segments,
    scores: { engagement: 71, traveller: 64 },
    mergedWith: null,
  };
}

function listed(body: unknown, segments?: readonly string[]) {
  const { condition } = body as { condition: { parameterValues: { propertyValues: string[] } } };
  const list = condition.parameterValues.propertyValues.map((customer) => profileOf(customer, segments));
  return { list, offset: 0, pageSize: 500, totalSize: list.length };
}

beforeAll(async () => {
  postgres = await startTemporaryPostgres();
  knex = connect(await postgres.newDatabase(), { poolMax: 2, applicationName: 'segments' });
  await knex.raw(tables);
  knex.on('query', ({ sql }: { sql: string }) => statements.push(sql));
  unomi = await serveJson('segmentation', () => 500);
  const sources = {
    records: segmentsDatabaseSource(knex),
    segmentation: unomiSource(unomi.system),
    now: () => new Date('2026-06-30T12:00:00Z'),
  };
  ask = await askingOfCustomers(segmentsSubgraph(sources), relationships);
});
beforeEach(() => {
  unomi.answer = ({ body }) => listed(body);
  unomi.asked.length = 0;
  statements.length = 0;
});
afterAll(async () => {
  await knex?.destroy();
  await unomi?.[Symbol.asyncDispose]();
  await postgres?.stop();
});

describe('the segments subgraph', () => {
  it('shows marketing, with consent, its own segments with the model behind them, and none of risk', async () => {
    const answer = await ask(marketing, everything);
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({
      _entities: [
        {
          segmentMemberships: [
            {
              id: 'SEG-1001-1',
              segment: 'everyday-spender',
              category: 'MARKETING',
              since: '2025-08-14T00:00:00Z',
              source: 'Apache Unomi',
              score: '61.2',
              modelRun: spending,
              override: null,
            },
            {
              id: 'unomi-1001:traveller',
              segment: 'traveller',
              category: 'MARKETING',
              since: null,
              source: 'Apache Unomi',
              score: '64',
              modelRun: null,
              override: null,
            },
          ],
          predictions: [
            {
              id: 'PRED-1001-2',
              kind: 'CHURN',
              probability: '0.4',
              horizonDays: 90,
              producedAt: '2026-06-25T03:00:00Z',
              modelRun: spending,
            },
          ],
        },
      ],
    });
    expect((await ask(marketing, everything, ['C-1002'])).data).toEqual({
      _entities: [{ segmentMemberships: [], predictions: [] }],
    });
  });

  it('shows those who fight crime the segments of risk only, and an auditor both with the latest override', async () => {
    const fields = 'segmentMemberships { segment score override { to approvedBy } } predictions { kind }';
    const risk = { segment: 'credit-watch', score: '84.5', override: null };
    expect((await ask(analyst, fields)).data).toEqual({
      _entities: [{ segmentMemberships: [risk], predictions: [{ kind: 'DEFAULT' }] }],
    });
    expect((await ask(auditor, fields)).data).toEqual({
      _entities: [
        {
          segmentMemberships: [
            risk,
            {
              segment: 'everyday-spender',
              score: '61.2',
              override: { to: 'financial-support', approvedBy: 'S-2' },
            },
            { segment: 'traveller', score: '64', override: null },
          ],
          predictions: [{ kind: 'CHURN' }, { kind: 'DEFAULT' }],
        },
      ],
    });
  });

  it('asks Unomi once and each table once for fifty customers', async () => {
    const ids = Array.from({ length: 50 }, (_, n) => `C-${1001 + n}`);
    const answer = await ask(auditor, everything, ids);
    expect(answer.errors).toBeUndefined();
    expect(answer.data?._entities).toHaveLength(50);
    expect([unomi.asked.length, statements.length]).toEqual([1, 2]);
  });

  it('answers predictions when Unomi is down, and says which part is missing', async () => {
    unomi.answer = () => 503;
    expect(await ask(manager, 'segmentMemberships { id } predictions { kind }')).toMatchObject({
      data: { _entities: [{ segmentMemberships: null, predictions: [{ kind: 'CHURN' }] }] },
      errors: [
        {
          path: ['_entities', 0, 'segmentMemberships'],
          extensions: { code: 'UPSTREAM_UNAVAILABLE', system: 'segmentation' },
        },
      ],
    });
  });

  it('lets nothing derived from AML through, nor a word of what it was', async () => {
    await knex.raw(`
      insert into segments.membership values
        ('SEG-2001-1', 'C-2001', 'quiet-saver', 'MARKETING', '2026-01-01Z', 0.5, 'BATCH_MODEL', 'MV-aml-1'),
        ('SEG-2001-2', 'C-2001', 'sar-filed', 'MARKETING', '2026-01-01Z', 0.5, 'RULE', 'MV-spend-3');
      insert into segments.prediction values ('PRED-2001-1', 'C-2001', 'CHURN', 0.5, 90, '2026-06-20Z', 'MV-aml-1');`);
    unomi.answer = ({ body }) => listed(body, ['quiet-saver', 'aml-watch']);
    const answer = await ask(auditor, everything, ['C-2001']);
    expect(answer.data).toEqual({ _entities: [{ segmentMemberships: [], predictions: [] }] });
    expect(
      answer.errors?.map(({ extensions }) => `${extensions?.code} ${extensions?.recordId}`).sort(),
    ).toEqual([
      'UPSTREAM_INVALID PRED-2001-1',
      'UPSTREAM_INVALID SEG-2001-1',
      'UPSTREAM_INVALID SEG-2001-2',
      'UPSTREAM_INVALID unomi-2001',
    ]);
    expect(JSON.stringify(answer)).not.toMatch(/aml|sar-filed|laundering|quiet/i);
  });

  it('sets aside rows that break the format, among them those whose model cannot be read', async () => {
    await knex.raw(`
      insert into segments.membership values
        ('SEG-2002-1', 'C-2002', 'saver', 'MARKETING', '2026-01-01Z', 61.2, 'RULE', 'MV-spend-3'),
        ('SEG-2002-2', 'C-2002', 'saver', 'MARKETING', '2026-01-01Z', 0.5, 'RULE', 'MV-broken'),
        ('SEG-2002-3', 'C-2002', 'saver', 'MARKETING', '2026-01-01Z', 0.5, 'RULE', 'MV-missing'),
        ('SEG-2002-4', 'C-2002', 'family', 'MARKETING', '2026-01-01Z', 0.5, 'RULE', 'MV-spend-3');
      insert into segments.prediction values ('PRED-2002-1', 'C-2002', 'CHURN', 1.5, 90, '2026-06-20Z', 'MV-spend-3');`);
    const answer = await ask(manager, 'segmentMemberships { id source } predictions { id }', ['C-2002']);
    expect(answer.data).toEqual({
      _entities: [{ segmentMemberships: [{ id: 'SEG-2002-4', source: 'RULE' }], predictions: [] }],
    });
    expect(answer.errors?.map(({ extensions }) => extensions?.recordId).sort()).toEqual([
      'PRED-2002-1',
      'SEG-2002-1',
      'SEG-2002-2',
      'SEG-2002-3',
    ]);
  });
});

describe('an override that people have decided', () => {
  const asked = 'segmentMemberships { segment category override { to reason by approvedBy expiresAt } }';
  let decided: AskOfCustomers;
  beforeAll(async () => {
    // The columns of the view, as agreed.
    await knex.raw(`
      create schema decisions;
      create table decisions.override_in_force (decision_id text, customer_id text, category text, segment_from text,
        segment_to text, reason text, proposed_by text, approved_by text, at timestamptz, expires_at timestamptz);
      insert into decisions.override_in_force values
        ('D-1', 'C-1001', 'MARKETING', 'everyday-spender', 'saver', 'Moved abroad', 'S-3', 'S-4', '2026-06-01Z', '2026-12-31Z'),
        ('D-2', 'C-1002', 'RISK', 'credit-watch', 'none', 'Paid back', 'S-3', 'S-4', '2026-06-01Z', '2026-12-31Z'),
        ('D-3', 'C-1002', 'MARKETING', 'traveller', 'homebody', 'Asked', 'S-3', 'S-4', '2026-06-01Z', '2026-12-31Z'),
        ('D-4', 'C-1003', 'MARKETING', 'everyday-spender', 'none', 'SAR filed', 'S-3', 'S-4', '2026-06-01Z', '2026-12-31Z'),
        ('D-5', 'C-1003', 'RISK', 'everyday-spender', 'none', 'Of another category', 'S-3', 'S-4', '2026-06-01Z', '2026-12-31Z');
    `);
    decided = await askingOfCustomers(
      segmentsSubgraph({
        records: segmentsDatabaseSource(knex),
        segmentation: unomiSource(unomi.system),
        decided: decidedOverridesSource({ knex }),
        now: () => new Date('2026-06-30T12:00:00Z'),
      }),
      relationships,
    );
  });
  type Row = { segment: string; override: { to: string } | null };
  const rowsOf = async (asker: Asker, id: string): Promise<Row[]> =>
    JSON.parse(JSON.stringify((await decided(asker, asked, [id])).data))._entities[0].segmentMemberships;

  it('is shown at its membership, the newest of what was decided anywhere, for those who may see one', async () => {
    const override = (rows: Row[], segment: string) => rows.find((row) => row.segment === segment)?.override;
    expect(override(await rowsOf(auditor, 'C-1001'), 'everyday-spender')).toEqual({
      to: 'saver',
      reason: 'Moved abroad',
      by: 'S-3',
      approvedBy: 'S-4',
      expiresAt: '2026-12-31T00:00:00Z',
    });
    const second = await rowsOf(auditor, 'C-1002');
    expect([override(second, 'credit-watch')?.to, override(second, 'traveller')?.to]).toEqual([
      'none',
      'homebody',
    ]);
    expect(override(await rowsOf(marketing, 'C-1001'), 'everyday-spender')).toBeNull();
    expect(override(await rowsOf(auditor, 'C-1003'), 'everyday-spender')).toBeNull();
  });

  it('holds a membership that Unomi has ended, until it is over and the view has it no more', async () => {
    unomi.answer = ({ body }) => listed(body, []);
    const segments = async () => (await rowsOf(auditor, 'C-1002')).map(({ segment }) => segment);
    expect(await segments()).not.toContain('everyday-spender');
    const held = {
      ...{
        decision_id: 'D-6',
        customer_id: 'C-1002',
        category: 'MARKETING',
        segment_from: 'everyday-spender',
      },
      ...{ segment_to: 'saver', reason: 'Asked', proposed_by: 'S-3', approved_by: 'S-4' },
      ...{ at: '2026-06-01Z', expires_at: '2026-12-31Z' },
    };
    await knex('decisions.override_in_force').insert(held);
    expect(await segments()).toContain('everyday-spender');
    await knex('decisions.override_in_force').where({ decision_id: 'D-6' }).delete();
    expect(await segments()).not.toContain('everyday-spender');
  });

  it('that derives from AML is set aside, and named by nothing but its number', async () => {
    const answer = await decided(auditor, asked, ['C-1003']);
    expect(answer.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_INVALID', system: 'decisions' } }]);
    expect(JSON.stringify(answer)).not.toMatch(/SAR filed/);
  });

  it('is missed aloud while our database cannot be asked', async () => {
    await knex.raw('alter table decisions.override_in_force rename to away');
    try {
      const { data, errors } = await decided(auditor, `predictions { id } ${asked}`, ['C-1001']);
      expect(data).toMatchObject({ _entities: [{ segmentMemberships: null, predictions: [{}, {}] }] });
      expect(errors).toMatchObject([
        {
          path: ['_entities', 0, 'segmentMemberships'],
          extensions: { code: 'UPSTREAM_UNAVAILABLE', system: 'decisions' },
        },
      ]);
    } finally {
      await knex.raw('alter table decisions.away rename to override_in_force');
    }
  });
});
