import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Role } from '@bankgraph/identity';
import { operationId } from '@bankgraph/operation-registry';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectFolder } from './project-folder.js';
import { type Asker, type Bank, startBank } from './testing/start-bank.js';

const operation = (client: string, name: string) =>
  readFile(join(projectFolder, 'schema/operations', client, `${name}.graphql`), 'utf8');

const all = `query ($id: ID!) { customer(id: $id) { journeys {
  id kind status startedIn lastChannel pendingSteps doneSteps events { kind step channel handedOverTo actor by }
} } }`;
const continueJourney = `mutation ($input: ContinueJourneyInput!) {
  continueJourney(input: $input) { id status version pendingSteps lastChannel }
}`;
const startJourney = 'mutation ($input: StartJourneyInput!) { startJourney(input: $input) { id } }';

describe('what a customer starts in one channel and goes on with in another', () => {
  let bank: Bank;
  beforeAll(async () => {
    // As in production: channels send what was agreed, by its id.
    bank = await startBank({ adHocClasses: ['frontend'] });
  }, 60_000);
  afterAll(async () => {
    await bank?.[Symbol.asyncDispose]();
  });

  interface Sent {
    // biome-ignore lint/suspicious/noExplicitAny: whole results are compared, whatever their shape
    readonly data: any;
    readonly errors?: readonly { readonly message: string; readonly extensions: object }[];
  }
  const agent = () => bank.as('frontline-agent', 'CustomerCare');

  /** Sends an agreed operation by its id, as the customer's app or browser does. */
  async function send(client: 'mobile-app' | 'web', customerId: string, name: string, variables: object) {
    const sha256Hash = operationId(await operation(client, name));
    const token = await bank.sandbox.issuer.issueToken({ role: 'customer', customerId, clientId: client });
    const answer = await fetch(bank.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ variables, extensions: { persistedQuery: { version: 1, sha256Hash } } }),
    });
    return (await answer.json()) as Sent;
  }
  const pendingIn = async (client: 'mobile-app' | 'web', id: string) => {
    const { data, errors } = await send(client, id, 'ChannelContext', { id });
    expect(errors).toBeUndefined();
    return data.customer.journeys;
  };
  async function go(asker: Asker, input: object) {
    const { data, errors } = await asker.query(continueJourney, {
      input: { idempotencyKey: randomUUID(), ...input },
    });
    return { journey: data?.continueJourney, errors };
  }

  it('shows the seeded story: a payment problem, told online, that waits in the branch', async () => {
    const expected = {
      id: 'JRN-1003-1',
      kind: 'PAYMENT_PROBLEM',
      version: 6,
      startedIn: 'ONLINE',
      lastChannel: 'BRANCH',
      pendingSteps: ['OUTCOME_CONFIRMED'],
    };
    for (const client of ['mobile-app', 'web'] as const) {
      expect(await pendingIn(client, 'C-1003')).toEqual([expected]);
      expect(await pendingIn(client, 'C-1002')).toEqual([]);
    }
    const { data } = await agent().query(all, { id: 'C-1003' });
    expect(data.customer.journeys[0].events).toEqual(
      [
        ['STARTED', null, 'ONLINE', null, 'CUSTOMER', null],
        ['STEP_DONE', 'PROBLEM_REPORTED', 'ONLINE', null, 'CUSTOMER', null],
        ['STEP_DONE', 'PAYMENT_IDENTIFIED', 'CALL_CENTRE', null, 'STAFF', 'S-frontline-agent-1'],
        ['HANDED_OVER', null, 'CALL_CENTRE', 'BRANCH', 'STAFF', 'S-frontline-agent-1'],
        ['STEP_DONE', 'IDENTITY_CHECKED', 'BRANCH', null, 'STAFF', 'S-frontline-agent-1'],
        ['STEP_DONE', 'PAYMENT_SETTLED', 'BRANCH', null, 'STAFF', 'S-frontline-agent-1'],
      ].map(([kind, step, channel, handedOverTo, actor, by]) => ({
        ...{ kind, step, channel, handedOverTo, actor, by },
      })),
    );
  });

  it('goes from the app by the call centre back to online banking, and each sees where it stands', async () => {
    const customerId = 'C-1001';
    const input = { customerId, kind: 'ADDRESS_CHANGE', idempotencyKey: randomUUID() };
    const started = await send('mobile-app', customerId, 'StartJourney', { input });
    expect(started.errors).toBeUndefined();
    const { id } = started.data.startJourney;
    expect(started.data.startJourney).toMatchObject({ version: 1, startedIn: 'MOBILE', status: 'OPEN' });
    const given = { customerId, id, version: 1, step: 'NEW_ADDRESS_GIVEN', channel: 'CALL_CENTRE' };
    expect(await go(agent(), { ...given, handOverTo: 'ONLINE' })).toEqual({
      errors: undefined,
      journey: {
        id,
        status: 'OPEN',
        version: 3,
        pendingSteps: ['PROOF_PROVIDED', 'ADDRESS_CONFIRMED'],
        lastChannel: 'ONLINE',
      },
    });
    // The payload is on record like a query; the change before it, in its own transaction.
    expect(await changesOf(customerId)).toEqual([
      ['Mutation.continueJourney', 'S-frontline-agent-1'],
      ['Mutation.startJourney', customerId],
    ]);
    expect(await pendingIn('web', customerId)).toEqual([
      {
        id,
        kind: 'ADDRESS_CHANGE',
        version: 3,
        startedIn: 'MOBILE',
        lastChannel: 'ONLINE',
        pendingSteps: ['PROOF_PROVIDED', 'ADDRESS_CONFIRMED'],
      },
    ]);
    const proof = { customerId, id, version: 3, step: 'PROOF_PROVIDED', idempotencyKey: randomUUID() };
    expect((await send('web', customerId, 'ContinueJourney', { input: proof })).errors).toBeUndefined();
    const late = await send('mobile-app', customerId, 'AbandonJourney', {
      input: { customerId, id, version: 3, idempotencyKey: randomUUID() },
    });
    expect(late.errors?.[0]).toMatchObject({
      message:
        'Something else has happened to the journey: it is at version 4. Read it again before you go on.',
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect((await go(agent(), { ...given, version: 4, step: 'ADDRESS_CONFIRMED' })).journey.status).toBe(
      'COMPLETED',
    );
    expect(await pendingIn('mobile-app', customerId)).toEqual([]);
  });

  it('is changed by one of two at once who have seen the same', async () => {
    const customerId = 'C-1002';
    const start = { customerId, kind: 'DOCUMENT_RENEWAL', channel: 'BRANCH', idempotencyKey: randomUUID() };
    const { data } = await agent().query(startJourney, { input: start });
    const input = { customerId, id: data.startJourney.id, version: 1, step: 'DOCUMENT_PROVIDED' };
    const [app, desk] = await Promise.all([
      send('mobile-app', customerId, 'ContinueJourney', {
        input: { ...input, idempotencyKey: randomUUID() },
      }),
      go(agent(), { ...input, channel: 'BRANCH' }),
    ]);
    const told = [...(app.errors ?? []), ...(desk.errors ?? [])].map(({ extensions }) => extensions);
    expect(told).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
    const [journey] = await pendingIn('web', customerId);
    expect([journey.version, journey.pendingSteps[0]]).toEqual([2, 'IDENTITY_CHECKED']);
  });

  it.each<[Role, string]>([
    ['fraud-analyst', 'FraudPreventionAndDetection'],
    ['aml-investigator', 'CounterMoneyLaundering'],
    ['mlro', 'CounterMoneyLaundering'],
    ['dpo', 'RightsFulfilment'],
    ['auditor', 'LegalCompliance'],
    ['marketing', 'DirectMarketing'],
  ])('is nothing to the %s, who may not change it either', async (role, purpose) => {
    const other = bank.as(role, purpose);
    const { data } = await other.query(all, { id: 'C-1003' });
    expect(data.customer?.journeys ?? []).toEqual([]);
    const input = { customerId: 'C-1003', id: 'JRN-1003-1', version: 6, channel: 'BRANCH' };
    const { journey, errors } = await go(other, { ...input, step: 'OUTCOME_CONFIRMED' });
    expect([journey, errors?.[0]?.extensions.code]).toEqual([null, 'FORBIDDEN']);
  });

  it('is seen by a KYC analyst, who does not change it, and by nobody who is not assigned', async () => {
    const seen = async (asker: Asker) =>
      ((await asker.query(all, { id: 'C-1003' })).data.customer?.journeys ?? []).length;
    const analyst = bank.as('kyc-analyst', 'IdentityVerification');
    expect(await seen(analyst)).toBe(1);
    expect(await seen(bank.as('frontline-agent', 'CustomerCare', { sub: 'S-frontline-agent-91' }))).toBe(0);
    const input = { customerId: 'C-1003', id: 'JRN-1003-1', version: 6, channel: 'BRANCH' };
    const { errors } = await go(analyst, { ...input, step: 'OUTCOME_CONFIRMED' });
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  /** Fields and persons of the changes about a customer, the newest first. */
  async function changesOf(customerId: string) {
    const changes: unknown[] = [];
    for await (const records of bank.audit.search({ subject: customerId }, 'newest first')) {
      for (const record of records) {
        if (record.kind === 'edit') changes.push([record.fields[0]?.[0], record.actor.id]);
      }
    }
    return changes;
  }
});
