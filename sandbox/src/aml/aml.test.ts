import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sandboxSecrets } from '../secrets.js';
import { type System, startSystem } from '../system.js';
import { createWorld } from '../world/bank-world.js';
import { aml } from './aml-routes.js';

interface Page {
  readonly data: readonly { readonly id: string }[];
  readonly pagination: { readonly has_more: boolean; readonly next_page_id?: string };
}

describe('transaction monitoring and cases', () => {
  let system: System;
  const headers = { 'x-api-key': sandboxSecrets.amlApiKey };
  const range = 'start=2026-04-01T00:00:00Z&end=2026-06-30T00:00:00Z';
  const ask = async (path: string): Promise<[number, unknown]> => {
    const answer = await fetch(system.url + path, { headers });
    return [answer.status, await answer.json()];
  };

  beforeAll(async () => {
    const routes = await aml(createWorld({ seed: 1, customers: 40 }), { secrets: sandboxSecrets });
    system = await startSystem({ name: 'aml', routes });
  });
  afterAll(() => system.stop());

  it("lists a customer's decisions in a range, and shows the rules of one", async () => {
    const [, list] = await ask(`/v1/decisions?pivot_value=C-1007&${range}`);
    expect(list).toMatchObject({
      data: [{ outcome: 'block_and_review', score: 85, case: { name: 'Rapid movement of funds' } }],
      pagination: { has_more: false },
    });
    const id = (list as Page).data[0]?.id ?? '';
    const [, one] = await ask(`/v1/decisions/${id}`);
    expect(one).toMatchObject({
      data: {
        id,
        rules: expect.arrayContaining([
          expect.objectContaining({ name: 'Structuring', outcome: 'no_hit', score_modifier: 0 }),
        ]),
        screenings: [],
      },
    });
  });

  it('gives the twins the same answers but for their number', async () => {
    for (const path of [`/v1/decisions?${range}&`, '/v1/cases?', '/tazama/evaluations?']) {
      const answers = await Promise.all(
        ['1007', '1008'].map(async (number) => {
          const answer = await fetch(`${system.url}${path}pivot_value=C-${number}&customer_ids=C-${number}`, {
            headers,
          });
          return (await answer.text()).replaceAll(number, 'N');
        }),
      );
      expect(answers[0]).toBe(answers[1]);
      expect(answers[0]).toContain('N');
    }
  });

  it('walks all cases page by page, each once, newest first', async () => {
    const seen: string[] = [];
    let after = '';
    do {
      const [, body] = await ask(`/v1/cases?limit=2${after}`);
      const page = body as Page;
      seen.push(...page.data.map((one) => one.id));
      after = page.pagination.has_more ? `&after=${page.pagination.next_page_id}` : '';
    } while (after !== '');
    const [, whole] = await ask('/v1/cases?limit=100');
    const [, oldestFirst] = await ask('/v1/cases?limit=100&order=ASC');
    expect(seen.length).toBeGreaterThan(3);
    expect(seen).toEqual((whole as Page).data.map((one) => one.id));
    expect((oldestFirst as Page).data.map((one) => one.id)).toEqual(seen.toReversed());
  });

  it('repeats a record across pages on request', async () => {
    const [, first] = await ask('/v1/cases?limit=2');
    const { data, pagination } = first as Page;
    system.misbehave({ mode: 'duplicate-pages', times: 1 });
    const [, second] = await ask(`/v1/cases?limit=2&after=${pagination.next_page_id}`);
    expect((second as Page).data[0]).toEqual(data[1]);
    expect((second as Page).data).toHaveLength(3);
  });

  it.each([
    ['more than 90 days', 'start=2026-01-01T00:00:00Z&end=2026-06-30T00:00:00Z', 'at most 90 days apart'],
    ['an end before the start', 'start=2026-06-30T00:00:00Z&end=2026-06-01T00:00:00Z', 'after start date'],
    ['a start without an end', 'start=2026-06-30T00:00:00Z', 'go together'],
    ['a page of more than 100', `${range}&limit=101`, '`limit`'],
    ['a cursor that is no id', `${range}&after=x`, '`after`'],
    ['a date that is none', 'start=yesterday&end=2026-06-01T00:00:00Z', '`start`'],
  ])('refuses %s', async (_what, query, message) => {
    expect(await ask(`/v1/decisions?${query}`)).toEqual([
      400,
      { error: { code: 'invalid_payload', messages: [expect.stringContaining(message)] } },
    ]);
  });

  it('shows a case with its events, comments and files', async () => {
    const [, list] = await ask('/v1/cases?pivot_value=C-1007');
    const id = (list as Page).data[0]?.id ?? '';
    expect(await ask(`/v1/cases/${id}`)).toMatchObject([
      200,
      {
        data: {
          id,
          status: 'investigating',
          review_level: 'escalate',
          events: [{ event_type: 'case_created' }, {}, {}, {}],
        },
      },
    ]);
    expect(await ask(`/v1/cases/${id}/comments`)).toMatchObject([
      200,
      { data: [{ user: { id: 'S-aml-investigator-1' } }], pagination: { has_more: false } },
    ]);
    expect(await ask(`/v1/cases/${id}/files`)).toMatchObject([
      200,
      { data: [{ file_name: 'flow-of-funds.pdf', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }] },
    ]);
  });

  it('knows no case of that id, and no id of that shape', async () => {
    const [missing] = await ask('/v1/cases/ca000000-0000-4000-8001-000000009999');
    const [malformed] = await ask('/v1/cases/7');
    expect([missing, malformed]).toEqual([404, 400]);
  });

  it("has Tazama's reports for a batch of customers", async () => {
    const [status, body] = await ask('/tazama/evaluations?customer_ids=C-1005,C-1007,C-1012');
    expect([status, body]).toMatchObject([
      200,
      {
        results: [
          { dataCache: { dbtrId: 'C-1005TAZAMA_EID' } },
          {
            report: {
              status: 'ALRT',
              tadpResult: {
                typologyResult: [
                  { result: 420, workflow: { alertThreshold: 200, interdictionThreshold: 400 } },
                ],
              },
            },
            dataCache: { dbtrId: 'C-1007TAZAMA_EID', instdAmt: { amt: 48200, ccy: 'GBP' } },
          },
        ],
      },
    ]);
    expect((await ask('/tazama/evaluations'))[0]).toBe(400);
  });

  it('wants its key', async () => {
    for (const path of ['/v1/decisions', '/tazama/evaluations?customer_ids=C-1007']) {
      const answer = await fetch(system.url + path, { headers: { 'x-api-key': 'guessed' } });
      expect([answer.status, await answer.json()]).toEqual([
        401,
        { error: { code: 'unauthorized', messages: ['credentials are missing or invalid'] } },
      ]);
    }
  });

  describe('changed through the API', () => {
    const post = async (
      path: string,
      body: unknown,
      key = sandboxSecrets.amlApiKey,
    ): Promise<[number, string]> => {
      const answer = await fetch(system.url + path, {
        method: 'POST',
        headers: { 'x-api-key': key, 'content-type': 'application/json' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
      return [answer.status, await answer.text()];
    };
    const caseOf = async (customerId: string) => {
      const [, list] = await ask(`/v1/cases?pivot_value=${customerId}`);
      return (list as Page).data[0] as { readonly id: string; readonly events: readonly object[] };
    };

    it('a case shows its comments, its level and its outcome in all that is read after it, also after a restart', async () => {
      const { id, events } = await caseOf('C-1007');
      const twin = await caseOf('C-1008');
      expect(await post(`/v1/cases/${id}/comments`, { comment: 'Seen [bankgraph 7]' })).toEqual([201, '']);
      expect(await ask(`/v1/cases/${id}/comments?limit=100`)).toMatchObject([
        200,
        { data: [{ comment: 'Seen [bankgraph 7]' }, { user: { id: 'S-aml-investigator-1' } }] },
      ]);
      const [status, escalated] = await post(`/v1/cases/${id}/escalate`, {});
      expect([status, JSON.parse(escalated)]).toMatchObject([
        200,
        { data: { id, review_level: 'escalate' } },
      ]);
      const [, closed] = await post(`/v1/cases/${id}/close`, { outcome: 'confirmed_risk' });
      const after = { id, status: 'closed', outcome: 'confirmed_risk', review_level: 'escalate' };
      expect(JSON.parse(closed)).toMatchObject({ data: after });
      await system.stop();
      await system.restart();
      // Until the client has noticed that its connections are gone.
      await new Promise((noticed) => setTimeout(noticed, 50));
      const found = await caseOf('C-1007');
      expect(found).toMatchObject(after);
      expect(await ask(`/v1/cases/${id}`)).toMatchObject([200, { data: after }]);
      expect(found.events.slice(events.length)).toMatchObject([
        { event_type: 'comment_added' },
        { event_type: 'escalated' },
        { event_type: 'outcome_updated' },
      ]);
      expect(await caseOf('C-1008')).toEqual(twin);
    });

    it('a case that is closed is not escalated; closed again it stays as it is, with another outcome it has that', async () => {
      const { id } = await caseOf('C-1008');
      const close = (outcome: string) => post(`/v1/cases/${id}/close`, { outcome });
      expect((await close('false_positive'))[0]).toBe(200);
      expect(await close('false_positive')).toEqual(await close('false_positive'));
      expect((await close('valuable_alert'))[1]).toContain('"outcome":"valuable_alert"');
      const [status, refused] = await post(`/v1/cases/${id}/escalate`, {});
      expect([status, JSON.parse(refused)]).toMatchObject([422, { error: { code: 'unprocessable_entity' } }]);
    });

    it('is refused without the key, for a case that is none, and with what breaks the shape; nothing changes', async () => {
      const { id } = await caseOf('C-1005');
      const before = await ask(`/v1/cases/${id}`);
      for (const route of ['comments', 'escalate', 'close']) {
        const body = { comment: 'x', outcome: 'false_positive' };
        expect((await post(`/v1/cases/${id}/${route}`, body, 'another key'))[0]).toBe(401);
        expect((await post(`/v1/cases/ca000000-0000-4000-8001-000000009999/${route}`, body))[0]).toBe(404);
        expect((await post(`/v1/cases/7/${route}`, body))[0]).toBe(400);
      }
      for (const [route, body] of [
        ['comments', {}],
        ['comments', { comment: '' }],
        ['comments', { comment: 'x'.repeat(2_049) }],
        ['comments', '{'],
        ['close', {}],
        ['close', { outcome: 'unset' }],
        ['close', { outcome: 'lost' }],
      ] as const) {
        expect((await post(`/v1/cases/${id}/${route}`, body))[0]).toBe(400);
      }
      expect(await ask(`/v1/cases/${id}`)).toEqual(before);
    });
  });
});
