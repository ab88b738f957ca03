import { type JsonServer, serveJson } from '@bankgraph/bank-sources/testing';
import { connect, type Knex, startTemporaryPostgres, type TemporaryPostgres } from '@bankgraph/database';
import { type AskOfCustomers, askingOfCustomers } from '@bankgraph/subgraph-kit/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { decidedReviewsSource } from './decided-review.js';
import { kycDatabaseSource } from './kyc-database-source.js';
import type { KycSources } from './loaders.js';
import { kycSubgraph } from './subgraph.js';
import { verificationVendorSource } from './verification-vendor-source.js';
import { yenteSource } from './yente-source.js';

const analyst = { role: 'kyc-analyst', purpose: 'IdentityVerification' } as const;
const agent = { role: 'frontline-agent', purpose: 'CustomerCare' } as const;
const customer = { role: 'customer', id: 'C-1001' } as const;
const everything = `id kyc {
  status cddLevel openedAt nextReviewAt
  riskRating { band score reason modelVersion validFrom validTo recordedAt }
  riskRatings { band validFrom validTo }
  verifications { id vendor answer rejectType labels reasonForCustomer reasonInternal createdAt reviewedAt reversesEarlier }
  documents { type country expiresOn expired number imageHash }
  screenings { id dataset listVersion algorithm threshold status screenedAt matches {
    entityId referents schema caption topics datasets score explanations { feature score detail } status reviewedBy reviewedAt
  } }
}`;
const tables = `
  create schema kyc;
  create table kyc.profile (customer_id text primary key, status text, cdd_level text, next_review_at date, opened_at timestamptz);
  create table kyc.risk_rating (id text primary key, customer_id text, band text, score numeric, reason text,
    model_version text, valid_from timestamptz, valid_to timestamptz, recorded_at timestamptz);
  insert into kyc.profile select 'C-' || n, 'REJECTED', 'ENHANCED', '2026-07-31', '2022-06-30 10:00+02' from generate_series(1001, 1050) n;
  insert into kyc.risk_rating select 'RR-' || n || '-1', 'C-' || n, 'LOW', 12, 'ONBOARDING', 'customer-risk@4.2.0',
    '2022-07-01Z', '2026-06-06 10:45Z', '2022-07-01 00:02Z' from generate_series(1001, 1050) n;
  insert into kyc.risk_rating select 'RR-' || n || '-2', 'C-' || n, 'MEDIUM', 54.50, 'DOCUMENT_VERIFICATION_FAILED',
    'customer-risk@4.2.0', '2026-06-06 10:45Z', null, '2026-06-06 10:47Z' from generate_series(1001, 1050) n;
`;

function applicantOf(customerId: string) {
  return {
    id: `app-${customerId}`,
    externalUserId: customerId,
    review: {
      reviewStatus: 'completed',
      createDate: '2026-06-06T10:15:00Z',
      reviewDate: '2026-06-06T10:40:00Z',
      reviewResult: {
        reviewAnswer: 'RED',
        reviewRejectType: 'RETRY',
        rejectLabels: ['MRZ_NOT_PASSED'],
        moderationComment: 'Please upload a new photo.',
        clientComment: 'Possible alteration.',
      },
    },
    history: [],
    idDocs: [
      {
        idDocType: 'PASSPORT',
        country: 'GBR',
        validUntil: '2026-01-31',
        number: '512345678',
        imageSha256: 'ab'.repeat(32),
      },
    ],
  };
}

function screeningOf(customerId: string) {
  return {
    id: `SCR-${customerId}`,
    customer_id: customerId,
    screened_at: '2026-06-01T04:00:00Z',
    dataset: 'sanctions',
    list_version: '20260601-0400',
    algorithm: 'logic-v1',
    threshold: 0.7,
    status: 'IN_REVIEW',
    matches: [
      {
        id: 'NK-1',
        caption: 'Alice Morgan',
        schema: 'Person',
        properties: { topics: ['role.pep'] },
        datasets: ['peps'],
        referents: ['Q1'],
        score: 0.74,
        match: true,
        explanations: { name_match: { score: 0.74, detail: 'Name as written' } },
        review: { status: 'PENDING' },
      },
    ],
  };
}

/** Staff are assigned to everyone. */
const openKyc = (sources: KycSources): Promise<AskOfCustomers> =>
  askingOfCustomers(kycSubgraph(sources), {
    assignedToCustomer: async (staffId) => staffId.startsWith('S-'),
  });

let postgres: TemporaryPostgres;
let knex: Knex;
let vendor: JsonServer;
let screening: JsonServer;
let ask: AskOfCustomers;
const statements: string[] = [];

beforeAll(async () => {
  postgres = await startTemporaryPostgres();
  knex = connect(await postgres.newDatabase(), { poolMax: 3, applicationName: 'kyc' });
  await knex.raw(tables);
  knex.on('query', ({ sql }: { sql: string }) => statements.push(sql));
  vendor = await serveJson('identity-verification', () => 500);
  screening = await serveJson('screening', () => 500);
  ask = await openKyc({
    records: kycDatabaseSource(knex),
    vendor: verificationVendorSource(vendor.system),
    screening: yenteSource(screening.system),
    cache: null,
    now: () => new Date('2026-06-30T12:00:00Z'),
  });
});

beforeEach(() => {
  const asked = (url: URL, parameter: string) => url.searchParams.get(parameter)?.split(',') ?? [];
  vendor.answer = ({ url }) => ({ items: asked(url, 'externalUserIds').map(applicantOf) });
  screening.answer = ({ url }) => ({ results: asked(url, 'customer_ids').map(screeningOf) });
  vendor.asked.length = 0;
  screening.asked.length = 0;
  statements.length = 0;
});

afterAll(async () => {
  await knex?.destroy();
  await Promise.all([vendor, screening].map((server) => server?.[Symbol.asyncDispose]()));
  await postgres?.stop();
});

describe('the kyc subgraph', () => {
  it('shows an analyst all that the bank knows', async () => {
    const answer = await ask(analyst, everything);
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({
      _entities: [
        {
          id: 'C-1001',
          kyc: {
            status: 'REJECTED',
            cddLevel: 'ENHANCED',
            openedAt: '2022-06-30T08:00:00Z',
            nextReviewAt: '2026-07-31',
            riskRating: {
              band: 'MEDIUM',
              score: '54.50',
              reason: 'DOCUMENT_VERIFICATION_FAILED',
              modelVersion: 'customer-risk@4.2.0',
              validFrom: '2026-06-06T10:45:00Z',
              validTo: null,
              recordedAt: '2026-06-06T10:47:00Z',
            },
            riskRatings: [
              { band: 'MEDIUM', validFrom: '2026-06-06T10:45:00Z', validTo: null },
              { band: 'LOW', validFrom: '2022-07-01T00:00:00Z', validTo: '2026-06-06T10:45:00Z' },
            ],
            verifications: [
              {
                id: 'app-C-1001-1',
                vendor: 'Sumsub',
                answer: 'RED',
                rejectType: 'RETRY',
                labels: ['MRZ_NOT_PASSED'],
                reasonForCustomer: 'Please upload a new photo.',
                reasonInternal: 'Possible alteration.',
                createdAt: '2026-06-06T10:15:00Z',
                reviewedAt: '2026-06-06T10:40:00Z',
                reversesEarlier: false,
              },
            ],
            documents: [
              {
                type: 'PASSPORT',
                country: 'GB',
                expiresOn: '2026-01-31',
                expired: true,
                number: '512345678',
                imageHash: 'ab'.repeat(32),
              },
            ],
            screenings: [
              {
                id: 'SCR-C-1001',
                dataset: 'sanctions',
                listVersion: '20260601-0400',
                algorithm: 'logic-v1',
                threshold: '0.7',
                status: 'IN_REVIEW',
                screenedAt: '2026-06-01T04:00:00Z',
                matches: [
                  {
                    entityId: 'NK-1',
                    referents: ['Q1'],
                    schema: 'Person',
                    caption: 'Alice Morgan',
                    topics: ['role.pep'],
                    datasets: ['peps'],
                    score: '0.74',
                    explanations: [{ feature: 'name_match', score: '0.74', detail: 'Name as written' }],
                    status: 'PENDING',
                    reviewedBy: null,
                    reviewedAt: null,
                  },
                ],
              },
            ],
          },
        },
      ],
    });
  });

  it('tells the customer neutral words and the reason meant for them, and asks nothing about screening', async () => {
    const answer = await ask(customer, everything);
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({
      _entities: [
        {
          id: 'C-1001',
          kyc: {
            status: 'PROCESSING',
            cddLevel: null,
            openedAt: '2022-06-30T08:00:00Z',
            nextReviewAt: null,
            riskRating: null,
            riskRatings: [],
            verifications: [
              {
                id: 'app-C-1001-1',
                vendor: 'Sumsub',
                answer: null,
                rejectType: null,
                labels: [],
                reasonForCustomer: 'Please upload a new photo.',
                reasonInternal: null,
                createdAt: '2026-06-06T10:15:00Z',
                reviewedAt: '2026-06-06T10:40:00Z',
                reversesEarlier: null,
              },
            ],
            documents: [
              {
                type: 'PASSPORT',
                country: 'GB',
                expiresOn: '2026-01-31',
                expired: true,
                number: '****5678',
                imageHash: '****abab',
              },
            ],
            screenings: [],
          },
        },
      ],
    });
    expect(screening.asked).toEqual([]);
    expect(statements.filter((sql) => sql.includes('risk_rating'))).toEqual([]);
  });

  it('shows an agent the outcome without numbers and inner reasons, and marketing nothing', async () => {
    const fields =
      'kyc { status verifications { answer reasonInternal } documents { type number } screenings { id } }';
    expect((await ask(agent, fields)).data).toEqual({
      _entities: [
        {
          kyc: {
            status: 'REJECTED',
            verifications: [{ answer: 'RED', reasonInternal: null }],
            documents: [{ type: 'PASSPORT', number: null }],
            screenings: [],
          },
        },
      ],
    });
    vendor.asked.length = 0;
    const marketing = await ask({ role: 'marketing', purpose: 'DirectMarketing' }, fields);
    expect(marketing).toMatchObject({ data: { _entities: [{ kyc: null }] } });
    expect(marketing.errors).toBeUndefined();
    expect(vendor.asked).toEqual([]);
  });

  it('asks each system once and each table once for fifty customers', async () => {
    const ids = Array.from({ length: 50 }, (_, n) => `C-${1001 + n}`);
    const answer = await ask(analyst, everything, ids);
    expect(answer.errors).toBeUndefined();
    expect(answer.data?._entities).toEqual(
      ids.map((id) => expect.objectContaining({ id, kyc: expect.objectContaining({ status: 'REJECTED' }) })),
    );
    expect([vendor.asked.length, screening.asked.length]).toEqual([1, 1]);
    expect(statements.map((sql) => /from "kyc"\."(\w+)"/.exec(sql)?.[1]).sort()).toEqual([
      'profile',
      'risk_rating',
    ]);
  });

  it('knows nothing of a customer without a profile', async () => {
    const answer = await ask(analyst, 'id kyc { status openedAt riskRating { band } riskRatings { band } }', [
      'C-4711',
    ]);
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({
      _entities: [{ id: 'C-4711', kyc: { status: null, openedAt: null, riskRating: null, riskRatings: [] } }],
    });
  });

  it('answers the rest when a system is down, and says which part is missing', async () => {
    screening.answer = () => 503;
    const answer = await ask(analyst, 'kyc { status screenings { id } documents { type } }');
    expect(answer).toMatchObject({
      data: {
        _entities: [{ kyc: { status: 'REJECTED', screenings: null, documents: [{ type: 'PASSPORT' }] } }],
      },
      errors: [
        {
          path: ['_entities', 0, 'kyc', 'screenings'],
          extensions: { code: 'UPSTREAM_UNAVAILABLE', system: 'screening' },
        },
      ],
    });
  });

  it('answers what other systems know when its own database is down', async () => {
    const stopped = connect('postgresql://nobody@127.0.0.1:1/bank', { poolMax: 1, applicationName: 'kyc' });
    try {
      const askWithout = await openKyc({
        records: kycDatabaseSource(stopped),
        vendor: verificationVendorSource(vendor.system),
        screening: yenteSource(screening.system),
        cache: null,
      });
      const answer = await askWithout(analyst, 'kyc { status riskRatings { band } documents { type } }');
      expect(answer.data).toEqual({
        _entities: [{ kyc: { status: null, riskRatings: null, documents: [{ type: 'PASSPORT' }] } }],
      });
      expect(
        answer.errors?.map(({ path, extensions }) => [path?.at(-1), extensions?.code, extensions?.system]),
      ).toEqual([
        ['status', 'UPSTREAM_UNAVAILABLE', 'kyc'],
        ['riskRatings', 'UPSTREAM_UNAVAILABLE', 'kyc'],
      ]);
      expect(JSON.stringify(answer)).not.toContain('127.0.0.1');
    } finally {
      await stopped.destroy();
    }
  });

  it('sets aside rows that break the format, and reports them beside the good ones', async () => {
    await knex.raw(`
      insert into kyc.profile values ('C-2001', 'UNHEARD_OF', 'STANDARD', '2026-07-31', now()), ('C-2002', 'NEW', 'STANDARD', 'infinity', now());
      insert into kyc.risk_rating values ('RR-2001-1', 'C-2001', 'LOW', 101, 'x', 'm', '2022-01-01Z', null, '2022-01-01Z'),
        ('RR-2001-2', 'C-2001', 'HIGH', 90, 'x', 'm', '2023-01-01Z', null, '2023-01-01Z');`);
    const answer = await ask(analyst, 'kyc { status riskRatings { band } }', ['C-2001', 'C-2002']);
    expect(answer.data).toEqual({
      _entities: [
        { kyc: { status: null, riskRatings: [{ band: 'HIGH' }] } },
        { kyc: { status: null, riskRatings: [] } },
      ],
    });
    expect(
      answer.errors
        ?.map(({ path, extensions }) => [path?.join('.'), extensions?.code, extensions?.recordId])
        .sort(),
    ).toEqual([
      ['_entities.0.kyc.riskRatings', 'UPSTREAM_INVALID', 'RR-2001-1'],
      ['_entities.0.kyc.status', 'UPSTREAM_INVALID', 'C-2001'],
      ['_entities.1.kyc.status', 'UPSTREAM_INVALID', 'C-2002'],
    ]);
  });

  it('does not wait for a database that hangs', async () => {
    const started = performance.now();
    const blocker = await knex.transaction();
    try {
      await blocker.raw('lock table kyc.profile in access exclusive mode');
      const answer = await ask(analyst, 'kyc { status documents { type } }');
      expect(answer).toMatchObject({
        data: { _entities: [{ kyc: { status: null, documents: [{ type: 'PASSPORT' }] } }] },
        errors: [{ extensions: { code: 'UPSTREAM_UNAVAILABLE', system: 'kyc' } }],
      });
      expect(performance.now() - started).toBeLessThan(3_000);
    } finally {
      await blocker.rollback();
    }
  });
});

describe('a review by one of the bank’s people', () => {
  const asked = `kyc { status cddLevel verifications { id vendor answer rejectType reasonForCustomer reasonInternal
    reviewedAt reversesEarlier } }`;
  let decided: AskOfCustomers;
  beforeAll(async () => {
    // The columns of the view, as agreed.
    await knex.raw(`
      create schema decisions;
      create table decisions.kyc_review_latest (decision_id text, customer_id text, outcome text, reason_for_customer text,
        reason_internal text, reviewed_by text, reviewed_at timestamptz);
      insert into decisions.kyc_review_latest values
        ('D-1', 'C-1001', 'APPROVED', 'Thank you.', 'New passport seen', 'S-kyc-analyst-1', '2026-06-07Z'),
        ('D-2', 'C-1002', 'REJECTED', null, 'Forged', 'S-kyc-analyst-1', '2026-06-07Z'),
        ('D-3', 'C-1003', 'PERHAPS', null, 'x', 'S-kyc-analyst-1', '2026-06-07Z'),
        ('D-4', 'C-2000', 'APPROVED', null, 'x', 'S-kyc-analyst-1', '2026-06-07Z');
    `);
    decided = await openKyc({
      records: kycDatabaseSource(knex),
      vendor: verificationVendorSource(vendor.system),
      screening: yenteSource(screening.system),
      decided: decidedReviewsSource({ knex }),
      cache: null,
      now: () => new Date('2026-06-30T12:00:00Z'),
    });
  });
  const kycOf = async (asker: Parameters<AskOfCustomers>[0], id: string) =>
    JSON.parse(JSON.stringify((await decided(asker, asked, [id])).data))._entities[0].kyc;

  it('is the state of due diligence, and the newest of the verifications, with both its reasons apart', async () => {
    const approved = await kycOf(analyst, 'C-1001');
    expect(approved).toMatchObject({ status: 'APPROVED', cddLevel: 'ENHANCED' });
    expect(approved.verifications).toMatchObject([
      {
        id: 'D-1',
        vendor: 'bank',
        answer: 'GREEN',
        rejectType: null,
        reasonForCustomer: 'Thank you.',
        reasonInternal: 'New passport seen',
        reviewedAt: '2026-06-07T00:00:00Z',
      },
      { id: 'app-C-1001-1', answer: 'RED' },
    ]);
    expect((await kycOf(analyst, 'C-1002')).verifications[0]).toMatchObject({
      answer: 'RED',
      rejectType: 'FINAL',
    });
  });

  it('reads for the customer in neutral words, and never gives away the inner reason', async () => {
    const rejected = await kycOf({ role: 'customer', id: 'C-1002' }, 'C-1002');
    expect(rejected.status).toBe('PROCESSING');
    expect(rejected.verifications[0]).toMatchObject({
      answer: null,
      reasonForCustomer: null,
      reasonInternal: null,
    });
    expect((await kycOf(customer, 'C-1001')).verifications[0]).toMatchObject({
      reasonForCustomer: 'Thank you.',
    });
  });

  it('makes nobody a customer of whom the bank has no record, and is set aside when it is broken', async () => {
    expect((await kycOf(analyst, 'C-2000')).status).toBeNull();
    const broken = await decided(analyst, 'kyc { status }', ['C-1003']);
    expect(broken.errors?.[0]?.extensions).toMatchObject({ code: 'UPSTREAM_INVALID' });
    expect(await kycOf(analyst, 'C-1004')).toMatchObject({
      status: 'REJECTED',
      verifications: [{ vendor: 'Sumsub' }],
    });
  });

  it('is missed aloud while our database cannot be asked: no older state is shown for it', async () => {
    await knex.raw('alter table decisions.kyc_review_latest rename to away');
    try {
      const { data, errors } = await decided(analyst, 'kyc { status cddLevel }', ['C-1001']);
      expect(data).toEqual({ _entities: [{ kyc: { status: null, cddLevel: 'ENHANCED' } }] });
      expect(errors).toMatchObject([
        {
          path: ['_entities', 0, 'kyc', 'status'],
          extensions: { code: 'UPSTREAM_UNAVAILABLE', system: 'decisions' },
        },
      ]);
    } finally {
      await knex.raw('alter table decisions.away rename to kyc_review_latest');
    }
  });
});
