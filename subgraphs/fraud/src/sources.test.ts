import { parseExactJson } from '@bankgraph/bank-sources';
import { describe, expect, it } from '@jest/globals';
import { serveBank } from './bank-systems.fixture.js';
import { biometricsSource } from './biometrics-source.js';
import { signalsOfFingerprintEvent } from './fingerprint-event.js';
import { fingerprintSource } from './fingerprint-source.js';
import { decisionRecord, deviceEvent, minFraudBody, sessionRecord } from './fraud-records.fixture.js';
import { riskEngineSource } from './risk-engine-source.js';

const { signal } = new AbortController();
const faultIds = ({ faults }: { faults: readonly { recordId: string }[] }) =>
  faults.map(({ recordId }) => recordId);

describe('the risk engine', () => {
  it('is asked once for all, newest first; broken and foreign decisions are set aside', async () => {
    const decisions = [
      decisionRecord('FD-1', 'C-1'),
      decisionRecord('FD-2', 'C-1', {
        evaluated_at: '2026-06-22T10:00:00Z',
        action: undefined,
        expires_at: null,
        customer_reason: '',
        step_ups: undefined,
        score: minFraudBody({ ip_address: undefined, disposition: { action: 'test' }, risk_score: 24.6 }),
      }),
      decisionRecord('FD-3', 'C-1', { action: 'PANIC' }),
      decisionRecord('FD-4', 'C-1', { action: undefined, score: minFraudBody({ disposition: undefined }) }),
      decisionRecord('FD-5', 'C-1', { score: 'high' }),
      decisionRecord('FD-9', 'C-999'),
      null,
    ];
    await using bank = await serveBank((url) => {
      expect([url.pathname, url.searchParams.get('user_ids')]).toEqual(['/risk/v1/decisions', 'C-1,C-2']);
      return { decisions };
    });
    const found = await riskEngineSource({ system: bank.system }).assessments(['C-1', 'C-2'], signal);
    expect(found.get('C-1')?.records).toEqual([
      {
        decision: {
          id: 'FD-2',
          decidedAt: '2026-06-22T10:00:00Z',
          score: '24.6',
          action: 'MONITOR',
          reasons: expect.any(Array),
          reasonForCustomer: null,
          policyVersion: 'fraud-policy@2026.2',
          expiresAt: null,
          stepUps: [],
        },
        signals: [],
      },
      {
        decision: {
          id: 'FD-1',
          decidedAt: '2026-06-20T10:00:00Z',
          score: '77.9',
          action: 'HOLD',
          reasons: [
            { code: 'ANONYMOUS_IP', weight: '45' },
            { code: 'EMAIL_ADDRESS_NEW', weight: '0.34' },
            { code: 'TIME_OF_DAY', weight: '0.34' },
          ],
          reasonForCustomer: 'We are checking a payment.',
          policyVersion: 'fraud-policy@2026.2',
          expiresAt: '2026-06-23T10:00:00Z',
          stepUps: [{ id: 'FD-1-1', method: 'PUSH', result: 'PASSED', at: '2026-06-20T10:02:00Z' }],
        },
        signals: [
          {
            id: 'FD-1:ip',
            kind: 'IP',
            source: 'minfraud',
            observedAt: '2026-06-20T10:00:00Z',
            confidence: null,
            attributes: [{ name: 'ipRisk', value: '62.5' }],
          },
        ],
      },
    ]);
    expect([...found.values()].map(faultIds)).toEqual([
      ['FD-3', 'FD-4', 'FD-5', '[5]', '[6]'],
      ['[5]', '[6]'],
    ]);
    expect(bank.paths()).toHaveLength(1);
  });
});

describe('a device event', () => {
  it('is a signal each of device, network and velocity, without address, URL or raw attributes', () => {
    const signals = signalsOfFingerprintEvent(parseExactJson(JSON.stringify(deviceEvent('1.a', 'C-1'))));
    const common = { source: 'fingerprint', observedAt: '2026-06-19T10:00:00.000Z' };
    expect(signals).toEqual([
      {
        ...common,
        id: '1.a:device',
        kind: 'DEVICE',
        confidence: '0.97',
        attributes: [
          { name: 'deviceId', value: 'Ibk1527CUFmcnjLwIs4A9' },
          { name: 'knownDevice', value: 'true' },
          { name: 'firstSeenAt', value: '2025-01-01T00:00:00.000Z' },
          { name: 'bot', value: 'not_detected' },
          { name: 'tampering', value: 'false' },
        ],
      },
      {
        ...common,
        id: '1.a:ip',
        kind: 'IP',
        confidence: null,
        attributes: [
          { name: 'country', value: 'GB' },
          { name: 'asnType', value: 'isp' },
          { name: 'vpn', value: 'true' },
          { name: 'proxy', value: 'false' },
          { name: 'tor', value: 'false' },
        ],
      },
      {
        ...common,
        id: '1.a:velocity',
        kind: 'VELOCITY',
        confidence: null,
        attributes: [
          { name: 'addressesIn5Minutes', value: '1' },
          { name: 'addressesIn1Hour', value: '3' },
          { name: 'addressesIn24Hours', value: '4' },
        ],
      },
    ]);
    expect(JSON.stringify(signals)).not.toMatch(/203\.0\.113|secret|Leeds|Mozilla|5f030fa7/);
  });

  it('is refused when it is none', () => {
    for (const broken of [null, {}, deviceEvent('1.a', 'C-1', { timestamp: 'yesterday' })]) {
      expect(() => signalsOfFingerprintEvent(parseExactJson(JSON.stringify(broken)))).toThrow(
        expect.objectContaining({ code: 'UPSTREAM_INVALID', recordId: 'fingerprint event' }),
      );
    }
  });

  it('is asked for by customer, page by page, each once; another customer’s is never passed on', async () => {
    const events = [
      deviceEvent('3.c', 'C-1'),
      deviceEvent('2.b', 'C-2'),
      deviceEvent('1.a', 'C-1', { timestamp: 'x' }),
    ];
    await using bank = await serveBank((url) => {
      expect(url.searchParams.get('linked_id')).toBe('C-1');
      return url.searchParams.get('pagination_key') === '3.c'
        ? { events, total_hits: 3 }
        : { events: events.slice(0, 1), pagination_key: '3.c', total_hits: 3 };
    });
    const found = await fingerprintSource({ system: bank.system }).signals('C-1', signal);
    expect(found.records.map(({ id }) => id)).toEqual(['3.c:device', '3.c:ip', '3.c:velocity']);
    expect(faultIds(found)).toEqual(['1.a', '[1]']);
    expect(bank.paths()).toHaveLength(2);
  });
});

describe('behavioural biometrics', () => {
  it('give score and labels; anything like raw input is set aside as a whole', async () => {
    const sessions = [
      sessionRecord('BIO-1', 'C-1'),
      sessionRecord('BIO-2', 'C-1', { keystrokes: 'h-e-l-l-o' }),
      sessionRecord('BIO-3', 'C-1', { deviations: ['typed hunter2 twice'] }),
      sessionRecord('BIO-4', 'C-1', { deviations: ['1207,1190,1302'] }),
      sessionRecord('BIO-5', 'C-1', { features: [0.1, 0.7] }),
      sessionRecord('BIO-6', 'C-1', { score: 7 }),
      sessionRecord('BIO-7', 'C-2', { deviations: undefined, model_version: '3' }),
    ];
    await using bank = await serveBank(() => ({ sessions }));
    const found = await biometricsSource({ system: bank.system }).signals(['C-1', 'C-2'], signal);
    const session = {
      kind: 'BIOMETRIC',
      source: 'behavioural-biometrics',
      observedAt: '2026-06-21T10:00:00Z',
    };
    expect(found.get('C-1')?.records).toEqual([
      {
        ...session,
        id: 'BIO-1',
        confidence: '0.52',
        attributes: [
          { name: 'deviation', value: 'HESITATION' },
          { name: 'deviation', value: 'GUIDED_BY_VOICE_CALL' },
        ],
      },
    ]);
    expect(found.get('C-2')?.records).toEqual([
      { ...session, id: 'BIO-7', confidence: '0.52', attributes: [] },
    ]);
    expect(faultIds(found.get('C-1') ?? { faults: [] })).toEqual([
      'BIO-2',
      'BIO-3',
      'BIO-4',
      'BIO-5',
      'BIO-6',
    ]);
    expect(bank.paths()).toEqual(['/biometrics/v1/sessions']);
  });
});
