import { randomUUID } from 'node:crypto';
import type { Knex } from '@bankgraph/database';
import { listDeadLetters, replayDeadLetter, standardWebhook } from '@bankgraph/event-intake';
import type { CustomerEvent } from '@bankgraph/events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { openEventSystems } from './event-systems.js';
import { openIntake } from './open-intake.js';
import { type EventServer, serveEvents } from './serve-events.js';
import { consentOwner } from './testing/consent-owner.js';
import { type Bank, startBank } from './testing/start-bank.js';

const consentId = 'CON-1001-2';
const logger = pino({ level: 'silent' });
const secret = (name: string) =>
  `whsec_${Buffer.from(`only for tests: the secret of ${name}, which is long`).toString('base64')}`;
const secrets = {
  identityVerification: secret('the vendor'),
  marble: secret('the engine'),
  fraud: secret('the risk engine'),
  tazama: secret('the watcher'),
  segmentation: secret('the segments'),
  riskRating: secret('the rating engine'),
  screening: secret('who screens'),
  consent: secret('the branches'),
};

let bank: Bank;
let server: EventServer;
let owner: Knex;
const published: CustomerEvent[] = [];

beforeAll(async () => {
  bank = await startBank({ customers: 25 });
  owner = consentOwner(bank);
  await bank.events.subscribe(null, (event) => void published.push(event));
  const { connections, events: bus } = bank;
  server = await serveEvents({
    databases: { ...connections.own, directory: connections.databases.directory },
    auditKeys: connections.auditKeys,
    systems: openEventSystems({ secrets, sharedSignals: null }),
    ...{ bus, host: '127.0.0.1', port: 0, logger },
  });
}, 300_000);
afterAll(async () => {
  await server?.close();
  await owner?.destroy();
  await bank?.[Symbol.asyncDispose]();
}, 60_000);

const now = () => new Date().toISOString();
const changed = (data: object = {}, timestamp = now()) => ({
  type: 'consent.status_changed',
  timestamp,
  data: { consent_id: consentId, customer_id: 'C-1001', status: 'CANC', ...data },
});

async function send(told: object, id: string = randomUUID(), key = secrets.consent): Promise<number> {
  const body = JSON.stringify(told);
  const answer = await fetch(`${server.url}/consent`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...standardWebhook(key).sign(id, body, new Date()) },
  });
  expect(await answer.text()).toBe('');
  return answer.status;
}

const stands = (id = consentId) =>
  owner('consent.consent').where({ id }).first<{ status: string; version: number }>('status', 'version');
const steps = (id = consentId) => owner('consent.consent_event').where({ consent_id: id }).orderBy('version');
const decisions = () =>
  owner('ledger.decision_event')
    .where({ subject: 'C-1001', domain: 'consent' })
    .orderBy('recorded_at', 'desc');
const reasons = () => owner('events.dead_letter').orderBy('id').pluck('reason');
const customer = () => bank.as('customer', undefined, { customer: 'C-1001' });
const partner = () => bank.as('partner', 'ServiceProvision');
const seenByPartner = async () =>
  (await partner().query('{ customer(id: "C-1001") { accounts { nodes { id } } } }')).data.customer?.accounts
    .nodes.length;

async function renew(): Promise<void> {
  const { version } = (await stands()) ?? { version: 0 };
  const { errors } = await customer().query(
    `mutation ($id: ID!, $version: Int!, $key: String!) { reauthenticateConsent(customerId: "C-1001", id: $id,
      version: $version, noticeVersion: "privacy-notice@8", idempotencyKey: $key) { id } }`,
    { id: consentId, version, key: randomUUID() },
  );
  expect(errors).toBeUndefined();
}

describe('a consent that the customer ends in a system of the bank', () => {
  it('ends in the register, with decision, record and event, by the time when it happened', async () => {
    expect(await seenByPartner()).toBe(2);
    const before = await stands();
    const records = await owner('audit.record').where({ kind: 'edit' }).count();
    const at = new Date(Date.now() - 3_600_000).toISOString();
    const told = changed({}, at);
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(told, 'withdrawn-1')));
    expect(new Set(answers)).toEqual(new Set([202]));
    expect(await send(told, 'withdrawn-1')).toBe(202);
    expect(await stands()).toEqual({ status: 'CANC', version: (before?.version ?? 0) + 1 });
    expect(await seenByPartner()).toBeUndefined();
    const step = (await steps()).at(-1);
    expect(step).toMatchObject({ status: 'CANC', actor: 'consent-system', on_behalf_of: 'C-1001' });
    const [decision] = await decisions();
    expect(decision).toMatchObject({
      kind: 'consent.withdrawn',
      outcome: 'CANC',
      class: 'C',
      actor: { type: 'SYSTEM', id: 'consent-system', onBehalfOf: 'C-1001' },
    });
    expect(decision.occurred_at.toISOString()).toBe(at);
    expect(decision.recorded_at).toEqual(step.at);
    expect(Number((await owner('audit.record').where({ kind: 'edit' }).count())[0]?.count)).toBe(
      Number(records[0]?.count) + 1,
    );
    await eventually(() => published.length > 0);
    expect(published).toMatchObject([
      { type: 'bankgraph.consent', subject: 'C-1001', data: { class: 'I', decisionIds: [decision.id] } },
    ]);
    expect(await reasons()).toEqual([]);
    const { data } = await customer().query(
      '{ customer(id: "C-1001") { consents { id status history { status } } } }',
    );
    const shown = data.customer.consents.find(({ id }: { id: string }) => id === consentId);
    expect([shown.status, shown.history.at(-1)]).toEqual(['CANC', { status: 'CANC' }]);
  });

  it('does not end again what the customer has given anew since then: people have to look', async () => {
    const before = now();
    await renew();
    expect(await send(changed({}, before), 'late')).toBe(202);
    expect(await reasons()).toEqual(['overtaken']);
    expect(await stands()).toMatchObject({ status: 'AUTH' });
    const intake = await openIntake({
      url: bank.connections.own.eventKeeper,
      auditWriter: bank.connections.own.auditWriter,
      auditKeys: bank.connections.auditKeys,
      directory: bank.connections.databases.directory,
      systems: openEventSystems({ secrets, sharedSignals: null }),
      logger,
    });
    try {
      const [letter] = await listDeadLetters(intake.knex);
      expect(await replayDeadLetter(intake.knex, intake.intake, letter?.id ?? 0)).toBe('overtaken');
    } finally {
      await intake.close();
    }
    expect(await stands()).toMatchObject({ status: 'AUTH' });
    // What happens after that ends it.
    expect(await send(changed())).toBe(202);
    expect(await stands()).toMatchObject({ status: 'CANC' });
    const ended = await stands();
    // It has ended already, whoever says so again.
    expect(await send(changed())).toBe(202);
    expect(await stands()).toEqual(ended);
    expect(await reasons()).toEqual(['overtaken']);
    await renew();
  });

  it('may be one that still waits for their word', async () => {
    const { data } = await partner().query(
      `mutation ($input: RequestConsentInput!) { requestConsent(input: $input) { id } }`,
      {
        input: {
          customerId: 'C-1001',
          kind: 'ACCOUNT_ACCESS',
          purpose: 'ServiceProvision',
          permissions: ['ReadBalances', 'ReadAccountsBasic'],
          expiresAt: '2099-12-31T00:00:00Z',
          noticeVersion: 'privacy-notice@7',
          idempotencyKey: randomUUID(),
        },
      },
    );
    const { id } = data.requestConsent;
    expect(await send(changed({ consent_id: id }))).toBe(202);
    // It holds for nobody yet, so nobody can withdraw it.
    expect([(await stands(id))?.status, (await reasons()).at(-1)]).toEqual(['AWAU', 'overtaken']);
    expect(await send(changed({ consent_id: id, status: 'RJCT' }))).toBe(202);
    expect(await stands(id)).toEqual({ status: 'RJCT', version: 2 });
  });

  it('is as it was when nothing can be made of what is told, or it is not signed', async () => {
    const before = await stands();
    const known = (await reasons()).length;
    expect(await send(changed(), randomUUID(), secrets.fraud)).toBe(401);
    const told: readonly (readonly [string, object, string?])[] = [
      ['other-content', changed({}, '2026-01-01T00:00:00Z'), 'withdrawn-1'],
      ['unknown-customer', changed({ consent_id: 'CON-1002-1' })],
      ['unknown-customer', changed({ consent_id: 'CON-none' })],
      ['unknown-customer', changed({ customer_id: 'C-9999' })],
      ['not-understood', changed({ status: 'AUTH' })],
      ['not-understood', changed({}, '2999-01-01T00:00:00Z')],
      ['not-understood', { type: 'consent.dreamt' }],
    ];
    for (const [, body, id] of told) expect(await send(body, id)).toBe(202);
    expect((await reasons()).slice(known)).toEqual(told.map(([reason]) => reason));
    // That its time is over the register knows by itself.
    expect(await send(changed({ status: 'EXPD' }))).toBe(202);
    expect((await reasons()).length).toBe(known + told.length);
    expect(await stands()).toEqual(before);
    expect(await stands('CON-1002-1')).toMatchObject({ version: expect.any(Number) });
  });

  it('stays as it is when the record cannot be written, and ends when it is told again', async () => {
    const before = await stands();
    expect(before?.status).toBe('AUTH');
    const told = changed();
    await owner.raw('revoke insert on audit.record from event_intake');
    try {
      expect(await send(told, 'again')).toBe(503);
      expect(await stands()).toEqual(before);
    } finally {
      await owner.raw('grant insert on audit.record to event_intake');
    }
    expect(await send(told, 'again')).toBe(202);
    expect(await stands()).toMatchObject({ status: 'CANC' });
  });
});

async function eventually(condition: () => boolean): Promise<void> {
  const until = Date.now() + 10_000;
  while (!condition()) {
    if (Date.now() > until) throw new Error('It did not come to that within 10 s.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
