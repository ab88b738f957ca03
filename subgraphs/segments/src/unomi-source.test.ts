import { type JsonServer, serveJson } from '@bankgraph/bank-sources/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unomiSource } from './unomi-source.js';

const signal = new AbortController().signal;
const profile = {
  itemId: 'unomi-1001',
  itemType: 'profile',
  version: 1,
  properties: { customerNumber: 'C-1001', nbOfVisits: 12 },
  systemProperties: { lastUpdated: '2026-06-20T03:20:00Z' },
  segments: ['saver', 'digital-first', 'saver'],
  scores: { engagement: 71, spending: 8.25 },
  mergedWith: null,
  consents: {},
};

let server: JsonServer;
async function profiles(listed: unknown[], others: Record<string, unknown> = {}) {
  server.asked.length = 0;
  server.answer = ({ method, url }) =>
    method === 'POST'
      ? { list: listed, offset: 0, pageSize: 500, totalSize: listed.length }
      : (others[url.pathname.split('/').at(-1) ?? ''] ?? 404);
  const found = await unomiSource(server.system).profiles(['C-1001', 'C-1002'], signal);
  const { records, faults } = found.get('C-1001') ?? { records: [], faults: [] };
  return {
    ids: records.map(({ id }) => id),
    faults: faults.map(({ code, details }) => `${code} ${details.recordId}`),
    records,
    found,
  };
}

beforeAll(async () => {
  server = await serveJson('segmentation', () => 500);
});
afterAll(async () => server[Symbol.asyncDispose]());

describe('Apache Unomi', () => {
  it('is asked once for all customers', async () => {
    const { found } = await profiles([profile]);
    expect(found).toEqual(
      new Map([
        [
          'C-1001',
          {
            records: [
              {
                id: 'unomi-1001',
                segments: ['saver', 'digital-first'],
                scores: new Map([
                  ['engagement', 71],
                  ['spending', 8.25],
                ]),
                lastUpdated: '2026-06-20T03:20:00Z',
              },
            ],
            faults: [],
          },
        ],
        ['C-1002', { records: [], faults: [] }],
      ]),
    );
    expect(server.asked.map(({ method, url, body }) => [method, url.pathname, body])).toEqual([
      [
        'POST',
        '/cxs/profiles/search',
        {
          offset: 0,
          limit: 500,
          condition: {
            type: 'profilePropertyCondition',
            parameterValues: {
              propertyName: 'properties.customerNumber',
              comparisonOperator: 'in',
              propertyValues: ['C-1001', 'C-1002'],
            },
          },
          forceRefresh: false,
        },
      ],
    ]);
  });

  it('follows merged profiles to the one that stayed, and asks only for those that were not listed', async () => {
    const old = { ...profile, itemId: 'old', mergedWith: 'middle' };
    const middle = { ...profile, itemId: 'middle', properties: {}, mergedWith: 'unomi-1001' };
    expect(await profiles([old, profile], { middle })).toMatchObject({ ids: ['unomi-1001'], faults: [] });
    expect(server.asked.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual([
      'POST /cxs/profiles/search',
      'GET /cxs/profiles/middle',
    ]);
  });

  it('takes the profile that was updated last where a customer has several', async () => {
    const newer = {
      ...profile,
      itemId: 'newer',
      systemProperties: { lastUpdated: '2026-06-29T00:00:00Z' },
    };
    const undated = { ...profile, itemId: 'undated', systemProperties: {} };
    expect((await profiles([undated, profile, newer])).ids).toEqual(['newer']);
  });

  it("never shows another customer's profile, nor follows merges that lead nowhere", async () => {
    const merged = { ...profile, itemId: 'merged', mergedWith: 'other' };
    const strangers = { ...profile, itemId: 'other', properties: { customerNumber: 'C-1002' } };
    const failed = { ids: [], faults: ['UPSTREAM_INVALID merged'] };
    expect(await profiles([merged], { other: strangers })).toMatchObject(failed);
    expect(await profiles([merged], {})).toMatchObject(failed);
    const circle = { ...profile, itemId: 'other', properties: {}, mergedWith: 'merged' };
    expect(await profiles([merged], { other: circle })).toMatchObject(failed);
    expect(await profiles([merged], { other: { itemId: 7 } })).toMatchObject(failed);
    const unasked = { ...profile, itemId: 'x', properties: { customerNumber: 'C-4711' } };
    expect(await profiles([unasked])).toMatchObject({ ids: [], faults: ['UPSTREAM_INVALID [0]'] });
  });

  it('sets aside broken profiles', async () => {
    const broken = { ...profile, itemId: 'broken', segments: 'gold' };
    expect(await profiles([broken, profile])).toMatchObject({
      ids: ['unomi-1001'],
      faults: ['UPSTREAM_INVALID broken'],
    });
    expect(await profiles([{ ...profile, itemId: 'a document, not an id' }])).toMatchObject({
      faults: ['UPSTREAM_INVALID [0]'],
    });
  });

  it('says which system it is when there is no answer', async () => {
    server.answer = () => 500;
    await expect(unomiSource(server.system).profiles(['C-1001'], signal)).rejects.toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      details: { system: 'segmentation' },
    });
  });
});
