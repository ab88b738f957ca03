import { type JsonServer, serveJson } from '@bankgraph/bank-sources/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { screeningOutcome } from './screening.js';
import { yenteSource } from './yente-source.js';

const signal = new AbortController().signal;
const entity = {
  id: 'NK-1',
  caption: 'Vitaly KUZMENKO',
  schema: 'Person',
  properties: { name: ['Виталий КУЗЬМЕНКО'], topics: ['sanction'], birthDate: ['1971-01-22'] },
  datasets: ['us_ofac_sdn'],
  referents: ['ofac-7206', 'eu-fsf-1'],
  target: true,
  score: 0.8571428571428571,
  match: true,
  explanations: {
    name_match: { score: 0.86, detail: 'Name as written', query: 'x', candidate: 'y' },
    gender: { score: null, detail: null },
  },
};
const shown = {
  entityId: 'NK-1',
  referents: ['ofac-7206', 'eu-fsf-1'],
  schema: 'Person',
  caption: 'Vitaly KUZMENKO',
  topics: ['sanction'],
  datasets: ['us_ofac_sdn'],
  score: '0.8571428571',
  explanations: [{ feature: 'name_match', score: '0.86', detail: 'Name as written' }],
};
const screening = {
  id: 'SCR-1001-1',
  customer_id: 'C-1001',
  screened_at: '2026-01-01T04:00:00Z',
  dataset: 'sanctions',
  list_version: '20260101-0400',
  algorithm: 'logic-v1',
  threshold: 0.7,
  status: 'CLEAR',
  matches: [] as unknown[],
};
const noHit = { status: 'NO_HIT', reviewed_by: 'S-kyc-analyst-1', reviewed_at: '2026-01-01T09:00:00Z' };

let server: JsonServer;
const log = async (...results: unknown[]) => {
  server.answer = () => ({ results });
  return (await yenteSource(server.system).screenings(['C-1001', 'C-1002'], signal)).get('C-1001');
};
const ids = (faults: readonly { code: string; details: { recordId?: string } }[] | undefined) =>
  faults?.map(({ code, details }) => `${code} ${details.recordId}`);

beforeAll(async () => {
  server = await serveJson('screening', () => ({ results: [] }));
});
afterAll(async () => server[Symbol.asyncDispose]());

describe('the screening log', () => {
  it('is asked once for all customers; screenings come newest first, merged ids are kept', async () => {
    server.asked.length = 0;
    const later = {
      ...screening,
      id: 'SCR-1001-2',
      screened_at: '2026-06-01T04:00:00Z',
      matches: [{ ...entity, review: noHit }],
    };
    expect(await log(screening, later)).toEqual({
      records: [
        {
          id: 'SCR-1001-2',
          dataset: 'sanctions',
          listVersion: '20260101-0400',
          algorithm: 'logic-v1',
          threshold: '0.7',
          status: 'CLEAR',
          screenedAt: '2026-06-01T04:00:00Z',
          matches: [
            { ...shown, status: 'NO_HIT', reviewedBy: 'S-kyc-analyst-1', reviewedAt: '2026-01-01T09:00:00Z' },
          ],
        },
        expect.objectContaining({ id: 'SCR-1001-1', matches: [] }),
      ],
      faults: [],
    });
    expect(server.asked).toHaveLength(1);
    expect(server.asked[0]?.url.searchParams.get('customer_ids')).toBe('C-1001,C-1002');
  });

  it('passes on a hit that nobody confirmed as still to be judged, and says so', async () => {
    const claimed = {
      ...screening,
      status: 'HIT',
      matches: [{ ...entity, review: { status: 'CONFIRMED_HIT', reviewed_by: null, reviewed_at: null } }],
    };
    const found = await log(claimed);
    expect(found?.records).toMatchObject([{ status: 'IN_REVIEW', matches: [{ status: 'PENDING' }] }]);
    expect(ids(found?.faults)).toEqual(['UPSTREAM_INVALID SCR-1001-1/NK-1', 'UPSTREAM_INVALID SCR-1001-1']);
  });

  it('does not read as clear what is still to be judged', async () => {
    const open = { ...screening, matches: [{ ...entity, review: { status: 'PENDING' } }] };
    const found = await log(open);
    expect(found?.records).toMatchObject([{ status: 'IN_REVIEW' }]);
    expect(ids(found?.faults)).toEqual(['UPSTREAM_INVALID SCR-1001-1']);
  });

  it('sets aside broken screenings and matches', async () => {
    const found = await log(
      { ...screening, id: undefined },
      { ...screening, threshold: 70 },
      { ...screening, id: 'SCR-1001-3', matches: [{ ...entity, properties: 'none', review: noHit }] },
    );
    expect(found?.records).toMatchObject([{ id: 'SCR-1001-3', matches: [] }]);
    expect(ids(found?.faults)).toEqual([
      'UPSTREAM_INVALID [0]',
      'UPSTREAM_INVALID SCR-1001-1',
      'UPSTREAM_INVALID SCR-1001-3/NK-1',
    ]);
  });
});

describe('matching', () => {
  it('asks in batches of a hundred, and no result is a hit', async () => {
    server.asked.length = 0;
    server.answer = ({ body }) => ({
      responses: Object.fromEntries(
        Object.keys((body as { queries: object }).queries).map((id) => [
          id,
          { status: 200, results: id === 'q-7' ? [entity] : [], total: { value: 1, relation: 'eq' } },
        ]),
      ),
      limit: 5,
    });
    const queries = Object.fromEntries(
      Array.from({ length: 150 }, (_, n) => [
        `q-${n}`,
        { schema: 'Person', properties: { name: [`N ${n}`] } },
      ]),
    );
    const answers = await yenteSource(server.system).match(queries, { dataset: 'us_ofac', threshold: 0.7 });
    expect(server.asked.map(({ method, url }) => `${method} ${url.pathname}${url.search}`)).toEqual([
      'POST /match/us_ofac?threshold=0.7',
      'POST /match/us_ofac?threshold=0.7',
    ]);
    expect(answers.size).toBe(150);
    expect(answers.get('q-6')).toEqual({ records: [], faults: [] });
    expect(answers.get('q-7')?.records.map((result) => screeningOutcome(result))).toEqual(['PENDING']);
  });

  it('never reads silence as nothing found', async () => {
    server.answer = () => ({
      responses: { bad: { status: 500, results: [] }, dirty: { results: [{ ...entity, score: 1.2 }] } },
    });
    const query = { schema: 'Person', properties: { name: ['N'] } };
    const answers = await yenteSource(server.system).match({ absent: query, bad: query, dirty: query });
    expect([...answers].map(([id, { records, faults }]) => [id, records.length, ids(faults)])).toEqual([
      ['absent', 0, ['UPSTREAM_INVALID /match/absent']],
      ['bad', 0, ['UPSTREAM_INVALID /match/bad']],
      ['dirty', 0, ['UPSTREAM_INVALID NK-1']],
    ]);
  });
});
