import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sandboxSecrets } from '../secrets.js';
import { type System, startSystem } from '../system.js';
import { createWorld } from '../world/bank-world.js';
import { fraud } from './fraud-routes.js';

const { accountId, licenseKey } = sandboxSecrets.fraud;
const authorization = `Basic ${Buffer.from(`${accountId}:${licenseKey}`).toString('base64')}`;

describe('fraud detection', () => {
  let system: System;
  const get = (path: string, headers: Record<string, string> = { authorization }) =>
    fetch(system.url + path, { headers });
  const score = (body: unknown) =>
    fetch(`${system.url}/minfraud/v2.0/score`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  beforeAll(async () => {
    const routes = await fraud(createWorld({ seed: 1, customers: 20 }), { secrets: sandboxSecrets });
    system = await startSystem({ name: 'fraud', routes });
  });
  afterAll(() => system.stop());

  describe('minFraud', () => {
    it('scores a request by what it says: the same request, the same score', async () => {
      const quiet = { device: { ip_address: '203.0.113.9' }, event: { time: '2026-06-30T14:00:00Z' } };
      const risky = {
        device: { ip_address: '198.51.100.77', session_age: 2 },
        event: { time: '2026-06-30T03:00:00Z' },
        order: { amount: 9_000, currency: 'GBP' },
      };
      const [first, again, other] = (await Promise.all(
        [quiet, { event: quiet.event, device: quiet.device }, risky].map(async (one) =>
          (await score(one)).json(),
        ),
      )) as { risk_score: number; disposition: object }[];
      expect(again).toEqual(first);
      expect(first?.disposition).toEqual({ action: 'accept', reason: 'default' });
      expect(first?.risk_score).toBeLessThan(5);
      expect(other).toEqual({
        id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/),
        risk_score: 99,
        funds_remaining: 25,
        queries_remaining: 5000,
        ip_address: { risk: 62 },
        disposition: { action: 'reject', reason: 'custom_rule', rule_label: 'score of 60 or more' },
        risk_score_reasons: [
          { multiplier: 45, reasons: [{ code: 'ANONYMOUS_IP', reason: expect.any(String) }] },
          { multiplier: 1.8, reasons: [{ code: 'TIME_OF_DAY', reason: expect.any(String) }] },
          { multiplier: 2.2, reasons: [{ code: 'ORDER_AMOUNT', reason: expect.any(String) }] },
          { multiplier: 1.6, reasons: [{ code: 'DEVICE_ACTIVITY', reason: expect.any(String) }] },
        ],
      });
    });

    it('warns about parts that it does not know', async () => {
      const answer = await score({ device: { ip_address: '203.0.113.9' }, horoscope: 'libra' });
      expect(await answer.json()).toMatchObject({
        warnings: [{ code: 'INPUT_UNKNOWN', input_pointer: '/horoscope' }],
      });
      expect(answer.headers.get('content-type')).toContain('minfraud-score+json');
    });

    it('says what is wrong with a request', async () => {
      const codes = await Promise.all(
        [
          '{',
          {},
          { device: { ip_address: 'home' } },
          { device: { ip_address: '1.1.1.1' }, order: { amount: 'all' } },
        ].map(async (one) => {
          const answer = await score(one);
          return [answer.status, ((await answer.json()) as { code: string }).code];
        }),
      );
      expect(codes).toEqual([
        [400, 'JSON_INVALID'],
        [400, 'IP_ADDRESS_INVALID'],
        [400, 'IP_ADDRESS_INVALID'],
        [400, 'REQUEST_INVALID'],
      ]);
    });

    it('wants its credentials', async () => {
      const none = await get('/risk/v1/decisions?user_ids=C-1002', {});
      const wrong = await get('/risk/v1/decisions?user_ids=C-1002', { authorization: 'Basic eDp5' });
      expect([none.status, await none.json(), wrong.status, await wrong.json()]).toEqual([
        401,
        { code: 'ACCOUNT_ID_REQUIRED', error: expect.any(String) },
        401,
        { code: 'AUTHORIZATION_INVALID', error: expect.any(String) },
      ]);
    });
  });

  it("keeps the engine's log: a step-up, not a block", async () => {
    const body = await (await get('/risk/v1/decisions?user_ids=C-1002,C-1012')).json();
    expect(body).toMatchObject({
      decisions: [
        { user_id: 'C-1002', action: 'ALLOW', step_ups: [] },
        {
          action: 'STEP_UP',
          score: { risk_score: 61.4, disposition: { action: 'manual_review' } },
          step_ups: [{ result: 'FAILED' }, { method: 'PUSH', result: 'PASSED' }],
        },
      ],
    });
    expect((await get('/risk/v1/decisions')).status).toBe(400);
  });

  it('scores sessions by behaviour, with labels only', async () => {
    const { sessions } = (await (await get('/biometrics/v1/sessions?user_ids=C-1002')).json()) as {
      sessions: object[];
    };
    expect(Object.keys(sessions[0] ?? {})).toEqual(['id', 'user_id', 'observed_at', 'score', 'deviations']);
    expect((await get('/biometrics/v1/sessions')).status).toBe(400);
  });

  describe('the engine, asked by a channel', () => {
    const usual = {
      customer_id: 'C-1013',
      device: { new: false, vpn: false, country: 'GB' },
      behaviour: { score: 0.95, deviations: [] },
    };
    const strange = {
      device: { new: true, vpn: true, country: 'RO' },
      behaviour: { score: 0.41, deviations: ['TYPING_RHYTHM'] },
    };
    const doubtful = { ...usual, device: { ...usual.device, new: true } };
    const unlike = { score: 0.5, deviations: ['GUIDED_BY_VOICE_CALL'] };
    const asking = (body: unknown) =>
      fetch(`${system.url}/_sandbox/evaluations`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });

    it.each([
      ['ALLOW', 4, usual],
      ['STEP_UP', 61.3, { ...usual, ...strange }],
      ['MONITOR', 10.8, { ...doubtful, payment: { amount: 900, new_payee: true } }],
      ['OUTREACH', 45.1, { ...doubtful, behaviour: unlike, payment: { amount: 4_800, new_payee: true } }],
      ['HOLD', 90.3, { ...doubtful, behaviour: unlike, payment: { amount: 18_000, new_payee: true } }],
    ])('answers %s by what is at stake, and keeps what it has seen', async (action, riskScore, asked) => {
      const logs = async () => {
        const log = (await (await get('/risk/v1/decisions?user_ids=C-1013')).json()) as {
          decisions: unknown[];
        };
        const seen = (await (await get('/biometrics/v1/sessions?user_ids=C-1013')).json()) as {
          sessions: object[];
        };
        return { decisions: log.decisions, sessions: seen.sessions };
      };
      const before = await logs();
      const answer = await asking(asked);
      const decision = await answer.json();
      expect(decision).toMatchObject({ user_id: 'C-1013', action, score: { risk_score: riskScore } });
      const after = await logs();
      expect(after.decisions).toEqual([decision, ...before.decisions]);
      expect(after.sessions).toMatchObject([asked.behaviour, ...before.sessions]);
    });

    it('misbehaves when it is told to over HTTP, as every system', async () => {
      const order = (method: string) =>
        fetch(`${system.url}/_sandbox/misbehave`, {
          method,
          ...(method === 'DELETE'
            ? {}
            : { headers: { 'content-type': 'application/json' }, body: JSON.stringify({ mode: '500' }) }),
        });
      const status = async () => (await get('/risk/v1/decisions?user_ids=C-1013')).status;
      expect([(await order('POST')).status, await status()]).toEqual([204, 500]);
      expect([(await order('DELETE')).status, await status()]).toEqual([204, 200]);
    });

    it('refuses what is no question, and knows no stranger', async () => {
      const statuses = await Promise.all(
        [
          '{',
          {},
          { ...usual, behaviour: { score: 2, deviations: [] } },
          { ...usual, customer_id: 'C-9999' },
        ].map(async (body) => (await asking(body)).status),
      );
      expect(statuses).toEqual([400, 400, 400, 404]);
    });
  });

  describe('Fingerprint', () => {
    const key = { 'auth-api-key': sandboxSecrets.fingerprintApiKey };

    it("walks a customer's device events page by page, and finds one by its id", async () => {
      type Page = { events: { event_id: string; linked_id: string }[]; pagination_key?: string };
      const first = (await (await get('/v4/events?linked_id=C-1002&limit=1', key)).json()) as Page;
      const second = (await (
        await get(`/v4/events?linked_id=C-1002&limit=1&pagination_key=${first.pagination_key}`, key)
      ).json()) as Page;
      expect([first.events.length, second.events.length, second.pagination_key]).toEqual([1, 1, undefined]);
      expect(second.events[0]?.event_id).not.toBe(first.events[0]?.event_id);
      const one = await (await get(`/v4/events/${first.events[0]?.event_id}`, key)).json();
      expect(one).toEqual(first.events[0]);
      expect(one).toMatchObject({
        linked_id: 'C-1002',
        vpn: true,
        identification: { confidence: { score: 0.81 } },
      });
    });

    it('has its own errors', async () => {
      const ask = async (path: string, headers: Record<string, string>) => {
        const answer = await get(path, headers);
        return [answer.status, ((await answer.json()) as { error: { code: string } }).error.code];
      };
      expect([
        await ask('/v4/events', { authorization }),
        await ask('/v4/events', {}),
        await ask('/v4/events?limit=101', key),
        await ask('/v4/events?linked_id=C-1002&pagination_key=no', key),
        await ask('/v4/events/17.x', key),
      ]).toEqual([
        [403, 'secret_api_key_not_found'],
        [403, 'secret_api_key_required'],
        [400, 'request_cannot_be_parsed'],
        [400, 'request_cannot_be_parsed'],
        [404, 'event_not_found'],
      ]);
    });
  });
});
