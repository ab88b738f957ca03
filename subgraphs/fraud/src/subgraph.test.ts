import type { JsonServer } from '@bankgraph/bank-sources/testing';
import { type Ask, type Asker, asking } from '@bankgraph/subgraph-kit/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { serveBank } from './bank-systems.fixture.js';
import { decisionRecord, deviceEvent, minFraudBody, sessionRecord } from './fraud-records.fixture.js';
import { biometricsSource, fingerprintSource, fraudSubgraph, riskEngineSource } from './subgraph.js';

const analyst: Asker = { role: 'fraud-analyst', purpose: 'FraudPreventionAndDetection' };
const agent: Asker = { role: 'frontline-agent', purpose: 'CustomerCare' };
const customer: Asker = { role: 'customer', id: 'C-1', purpose: null };

const everything = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Customer {
  fraudSignals { totalCount nodes { id kind observedAt source confidence attributes { name value } } }
  riskDecisions { totalCount nodes { id decidedAt score action reasons { code } reasonForCustomer expiresAt
    stepUps { method result } } }
} } }`;
const of = (...ids: string[]) => ({ of: ids.map((id) => ({ __typename: 'Customer', id })) });

let bank: JsonServer;
let ask: Ask;
let down: (path: string) => boolean;

beforeAll(async () => {
  bank = await serveBank((url) => {
    if (down(url.pathname)) return undefined;
    const ids = url.searchParams.get('user_ids')?.split(',') ?? [];
    if (url.pathname === '/risk/v1/decisions') {
      const monitor = {
        action: 'MONITOR',
        evaluated_at: '2026-06-01T10:00:00Z',
        score: minFraudBody({ ip_address: undefined }),
      };
      return {
        decisions: ids.flatMap((id) => [
          decisionRecord(`FD-${id}-1`, id, monitor),
          decisionRecord(`FD-${id}-2`, id),
        ]),
      };
    }
    if (url.pathname === '/biometrics/v1/sessions') {
      return { sessions: ids.map((id) => sessionRecord(`BIO-${id}`, id)) };
    }
    const linked = url.searchParams.get('linked_id') ?? '';
    return { events: [deviceEvent(`1.${linked}`, linked)] };
  });
  const { system } = bank;
  const definition = fraudSubgraph({
    riskEngine: riskEngineSource({ system }),
    deviceEvents: fingerprintSource({ system }),
    behaviour: biometricsSource({ system }),
  });
  ask = await asking(definition, { assignedToCustomer: async (staffId) => staffId.startsWith('S-') });
});

afterAll(async () => {
  await bank[Symbol.asyncDispose]();
});

beforeEach(() => {
  down = () => false;
  bank.asked.length = 0;
});

describe('fraud', () => {
  it('shows an analyst the signals of three systems in one list, the newest first', async () => {
    const { data, errors } = await ask(analyst, everything, of('C-1'));
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      _entities: [
        {
          fraudSignals: {
            totalCount: 5,
            nodes: [
              { id: 'BIO-C-1', kind: 'BIOMETRIC', source: 'behavioural-biometrics', confidence: '0.52' },
              { id: 'FD-C-1-2:ip', kind: 'IP', source: 'minfraud' },
              { id: '1.C-1:device', kind: 'DEVICE', source: 'fingerprint', confidence: '0.97' },
              { id: '1.C-1:ip', kind: 'IP' },
              { id: '1.C-1:velocity', kind: 'VELOCITY' },
            ],
          },
          riskDecisions: {
            totalCount: 2,
            nodes: [
              { id: 'FD-C-1-2', action: 'HOLD', score: '77.9', reasons: [{ code: 'ANONYMOUS_IP' }, {}, {}] },
              { id: 'FD-C-1-1', action: 'MONITOR' },
            ],
          },
        },
      ],
    });
  });

  it('shows an agent the summary, and the customer neither signals nor that they are watched', async () => {
    const shown = async (asker: Asker) => (await ask(asker, everything, of('C-1'))).data?._entities;
    expect(await shown(agent)).toMatchObject([
      {
        fraudSignals: {
          totalCount: 5,
          nodes: [{ kind: 'BIOMETRIC', source: null, confidence: null, attributes: [] }, {}, {}, {}, {}],
        },
        riskDecisions: { nodes: [{ action: 'HOLD', score: null, reasons: [] }, { action: 'MONITOR' }] },
      },
    ]);
    const watched = {
      id: 'FD-C-1-1',
      decidedAt: '2026-06-01T10:00:00Z',
      score: null,
      action: 'ALLOW',
      reasons: [],
      reasonForCustomer: null,
      expiresAt: null,
      stepUps: [{ method: 'PUSH', result: 'PASSED' }],
    };
    expect(await shown(customer)).toMatchObject([
      {
        fraudSignals: { totalCount: 0, nodes: [] },
        riskDecisions: {
          nodes: [{ action: 'HOLD', reasonForCustomer: 'We are checking a payment.' }, watched],
        },
      },
    ]);
    expect(await shown({ role: 'marketing', purpose: 'DirectMarketing' })).toEqual([
      { fraudSignals: { totalCount: 0, nodes: [] }, riskDecisions: { totalCount: 0, nodes: [] } },
    ]);
  });

  it('asks batch systems once for fifty customers, and the others once each', async () => {
    await ask(analyst, everything, of(...Array.from({ length: 50 }, (_, index) => `C-${index + 1}`)));
    const count = (path: string) => bank.paths().filter((call) => call === path).length;
    expect(['/risk/v1/decisions', '/biometrics/v1/sessions', '/v4/events'].map(count)).toEqual([1, 1, 50]);
  });

  it('returns the other systems’ signals when one is down, and says that it is; none only when all are', async () => {
    const query = `{ _entities(representations: [{ __typename: "Customer", id: "C-1" }]) {
      ... on Customer { fraudSignals { totalCount completeness { missingSystems } } } } }`;
    const told = async () => {
      const { data, errors } = await ask(analyst, query);
      const said = errors?.map(({ path, extensions }) => [
        path?.join('.'),
        extensions?.code,
        extensions?.system,
      ]);
      return [data?._entities, said];
    };
    const said = ['_entities.0.fraudSignals', 'UPSTREAM_UNAVAILABLE', 'fraud'];
    for (const [path, left] of [
      ['/v4/events', 2],
      ['/biometrics/v1/sessions', 4],
      ['/risk/v1/decisions', 4],
    ] as const) {
      down = (asked) => asked === path;
      const completeness = { missingSystems: ['fraud'] };
      expect(await told()).toEqual([[{ fraudSignals: { totalCount: left, completeness } }], [said]]);
    }
    down = () => true;
    expect(await told()).toEqual([[{ fraudSignals: null }], [said]]);
    down = () => false;
    const [whole] = await told();
    expect(whole).toMatchObject([{ fraudSignals: { completeness: { missingSystems: [] } } }]);
  });
});
