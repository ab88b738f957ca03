import type { JsonServer } from '@bankgraph/bank-sources/testing';
import { connect, type Knex, startTemporaryPostgres, type TemporaryPostgres } from '@bankgraph/database';
import { type AskOfCustomers, askingOfCustomers } from '@bankgraph/subgraph-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serveBank } from './bank-systems.fixture.js';
import { decisionRecord } from './fraud-records.fixture.js';
import {
  biometricsSource,
  decidedResolutionsSource,
  fingerprintSource,
  fraudSubgraph,
  riskEngineSource,
} from './subgraph.js';

const analyst = { role: 'fraud-analyst', purpose: 'FraudPreventionAndDetection' } as const;
const agent = { role: 'frontline-agent', purpose: 'CustomerCare' } as const;
const customer = { role: 'customer', id: 'C-1' } as const;
const decisions = `riskDecisions { nodes { id action reasonForCustomer
  resolution { outcome reasonInternal resolvedBy resolvedAt } } }`;

let bank: JsonServer;
let postgres: TemporaryPostgres;
let knex: Knex;
let ask: AskOfCustomers;

beforeAll(async () => {
  bank = await serveBank((url) => ({
    decisions: (url.searchParams.get('user_ids')?.split(',') ?? []).flatMap((id) => [
      decisionRecord(`FD-${id}-1`, id, { action: 'MONITOR', evaluated_at: '2026-06-01T10:00:00Z' }),
      decisionRecord(`FD-${id}-2`, id, { customer_reason: 'We are looking at your payment.' }),
    ]),
  }));
  postgres = await startTemporaryPostgres();
  knex = connect(await postgres.newDatabase(), { poolMax: 2, applicationName: 'fraud' });
  // The columns of the view, as agreed.
  await knex.raw(`
    create schema decisions;
    create table decisions.fraud_resolution (decision_id text, customer_id text, risk_decision_id text, resolution text,
      reason_for_customer text, reason_internal text, resolved_by text, resolved_at timestamptz);
    insert into decisions.fraud_resolution values
      ('D-1', 'C-1', 'FD-C-1-2', 'RELEASED', 'Your payment is on its way.', 'Called back', 'S-fraud-analyst-1', '2026-06-02Z'),
      ('D-2', 'C-1', 'FD-C-1-1', 'NO_ACTION', 'We have watched you.', 'Quiet', 'S-fraud-analyst-1', '2026-06-02Z'),
      ('D-3', 'C-3', 'FD-C-3-2', 'LOST', null, 'x', 'S-fraud-analyst-1', '2026-06-02Z');
  `);
  const { system } = bank;
  const definition = fraudSubgraph({
    riskEngine: riskEngineSource({ system }),
    deviceEvents: fingerprintSource({ system }),
    behaviour: biometricsSource({ system }),
    decided: decidedResolutionsSource({ knex }),
  });
  ask = await askingOfCustomers(definition, { assignedToCustomer: async () => true });
});
afterAll(async () => {
  await knex?.destroy();
  await postgres?.stop();
  await bank?.[Symbol.asyncDispose]();
});

/** The decisions of the first customer that was asked for. */
const nodesOf = ({ data }: Awaited<ReturnType<AskOfCustomers>>) =>
  JSON.parse(JSON.stringify(data))._entities[0].riskDecisions?.nodes;

describe('what people made of decisions of the risk engine', () => {
  it('stands at the decision, for those who see the action as it is', async () => {
    const answer = await ask(analyst, decisions, ['C-1']);
    expect(answer.errors).toBeUndefined();
    expect(nodesOf(answer)).toEqual([
      {
        id: 'FD-C-1-2',
        action: 'HOLD',
        reasonForCustomer: 'Your payment is on its way.',
        resolution: {
          outcome: 'RELEASED',
          reasonInternal: 'Called back',
          resolvedBy: 'S-fraud-analyst-1',
          resolvedAt: '2026-06-02T00:00:00Z',
        },
      },
      expect.objectContaining({
        id: 'FD-C-1-1',
        resolution: expect.objectContaining({ outcome: 'NO_ACTION' }),
      }),
    ]);
    expect(nodesOf(await ask(agent, decisions, ['C-1']))[0].resolution).toEqual({
      outcome: 'RELEASED',
      reasonInternal: null,
      resolvedBy: null,
      resolvedAt: '2026-06-02T00:00:00Z',
    });
  });

  it('tells the customer what is meant for them, and nothing of what only watched', async () => {
    expect(nodesOf(await ask(customer, decisions, ['C-1']))).toEqual([
      { id: 'FD-C-1-2', action: 'HOLD', reasonForCustomer: 'Your payment is on its way.', resolution: null },
      { id: 'FD-C-1-1', action: 'ALLOW', reasonForCustomer: null, resolution: null },
    ]);
  });

  it('is null where nobody has resolved anything, and the engine’s words stay', async () => {
    const [held] = nodesOf(await ask(analyst, decisions, ['C-2']));
    expect(held).toMatchObject({ reasonForCustomer: 'We are looking at your payment.', resolution: null });
  });

  it('that breaks its format is set aside, and told', async () => {
    const answer = await ask(analyst, decisions, ['C-3']);
    expect(nodesOf(answer)[0].resolution).toBeNull();
    expect(answer.errors?.map(({ extensions }) => extensions?.code)).toContain('UPSTREAM_INVALID');
  });

  it('is missed aloud at its own place while our database cannot be asked', async () => {
    await knex.raw('alter table decisions.fraud_resolution rename to away');
    try {
      const answer = await ask(analyst, decisions, ['C-1']);
      expect(nodesOf(answer)[0]).toEqual({
        id: 'FD-C-1-2',
        action: 'HOLD',
        reasonForCustomer: null,
        resolution: null,
      });
      expect(answer.errors?.[0]).toMatchObject({
        path: ['_entities', 0, 'riskDecisions', 'nodes', 0, 'reasonForCustomer'],
        extensions: { code: 'UPSTREAM_UNAVAILABLE', system: 'decisions' },
      });
      // Who does not ask for it misses nothing.
      expect((await ask(analyst, 'riskDecisions { nodes { id action } }', ['C-1'])).errors).toBeUndefined();
    } finally {
      await knex.raw('alter table decisions.away rename to fraud_resolution');
    }
  });
});
