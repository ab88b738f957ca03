import { createSecretKey } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fastify from 'fastify';
import { SignJWT } from 'jose';
import { pino } from 'pino';
import { type Databases, openIntake, startDatabases } from './databases.fixture.js';
import { listDeadLetters, replayDeadLetter } from './dead-letters.js';
import { eventRoutes } from './event-routes.js';
import { sharedSignalsEvents } from './systems/shared-signals.js';
import { audience, newKey, startTransmitter, type Transmitter } from './transmitter.fixture.js';

const lines: string[] = [];
const logger = pino({ level: 'debug' }, { write: (line: string) => lines.push(line) });
const caep = 'https://schemas.openid.net/secevent/caep/event-type/';
const risc = 'https://schemas.openid.net/secevent/risc/event-type/';
let databases: Databases;
let transmitter: Transmitter;

beforeAll(async () => {
  databases = await startDatabases();
}, 300_000);
afterAll(async () => {
  await databases[Symbol.asyncDispose]();
});
beforeEach(async () => {
  lines.length = 0;
  transmitter = await startTransmitter();
  await databases.owner.transaction(async (all) => {
    await all.raw('set local session_replication_role = replica');
    await all.raw(
      'truncate events.inbox, events.dead_letter, events.outbox, ledger.anchor, ledger.decision_event',
    );
  });
});
afterEach(async () => {
  await transmitter[Symbol.asyncDispose]();
});

const systems = () => [
  sharedSignalsEvents({ issuer: transmitter.issuer, audience, jwksUrl: transmitter.jwksUrl }),
];
const ledger = () => databases.owner('ledger.decision_event').select('*').orderBy('occurred_at');
const reasons = () => databases.owner('events.dead_letter').orderBy('id').pluck('reason');
const count = async (table: string): Promise<number> =>
  Number((await databases.owner(table).count())[0]?.count);

/** A server that has not fetched any keys yet. */
async function openServer() {
  const open = await openIntake(databases.intake, { logger, systems: systems() });
  const app = fastify();
  await eventRoutes(app, { intake: open.intake, logger });
  const base = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    push: async (token: string | Promise<string>, contentType = 'application/secevent+jwt') => {
      const answer = await fetch(`${base}/events/shared-signals`, {
        method: 'POST',
        headers: { 'content-type': contentType },
        body: await token,
      });
      return { status: answer.status, headers: answer.headers, text: await answer.text() };
    },
    async [Symbol.asyncDispose]() {
      await app.close();
      await open[Symbol.asyncDispose]();
    },
  };
}

const opaque = { format: 'opaque', id: 'C-1001' };
/** Claims of an event about C-1001 unless said otherwise. */
const event = (
  uri: string,
  content: Readonly<Record<string, unknown>> = {},
  claims: Readonly<Record<string, unknown>> = {},
) => ({ sub_id: opaque, events: { [uri]: content }, ...claims });
const revoked = (claims: Readonly<Record<string, unknown>> = {}) =>
  event(`${caep}session-revoked`, { initiating_entity: 'admin' }, claims);

describe('a security event token', () => {
  it('becomes a confidential decision of fraud, whatever it tells of', async () => {
    await using server = await openServer();
    const about = { format: 'iss_sub', iss: transmitter.issuer, sub: 'C-1002' };
    const told = [
      event(`${caep}session-revoked`, {
        initiating_entity: 'policy',
        event_timestamp: 1_764_000_001,
        reason_admin: { de: 'Zwei Länder.', en: 'Two countries.' },
        reason_user: { de: 'Bitte neu anmelden.' },
      }),
      event(`${caep}credential-change`, {
        credential_type: 'fido2-platform',
        change_type: 'revoke',
        event_timestamp: 1_764_000_002,
      }),
      event(`${caep}assurance-level-change`, {
        namespace: 'NIST-AAL',
        current_level: 'nist-aal1',
        previous_level: 'nist-aal2',
        change_direction: 'decrease',
        event_timestamp: 1_764_000_003,
      }),
      event(`${caep}risk-level-change`, {
        principal: 'USER',
        current_level: 'HIGH',
        previous_level: 'LOW',
        risk_reason: 'PASSWORD_FOUND_IN_DATA_BREACH',
        event_timestamp: 1_764_000_004,
      }),
      event(`${risc}account-disabled`, { reason: 'hijacking' }, { toe: 1_764_000_005 }),
      event(
        `${risc}credential-compromise`,
        { credential_type: 'password', event_timestamp: 1_764_000_006 },
        { sub_id: about },
      ),
    ];
    for (const [at, claims] of told.entries()) {
      const answer = await server.push(transmitter.sign({ ...claims, jti: `set-${at}` }));
      expect([answer.status, answer.text]).toEqual([202, '']);
    }
    const found = await ledger();
    expect(found.map(({ kind, decision, outcome, subject }) => [kind, decision, outcome, subject])).toEqual([
      ['fraud.signal.session-revoked', 'REVOKED', 'Session revoked by policy', 'C-1001'],
      ['fraud.signal.credential-change', 'REVOKE', 'Credential changed: fido2-platform', 'C-1001'],
      [
        'fraud.signal.assurance-level-change',
        'DECREASE',
        'Assurance from nist-aal2 to nist-aal1 (NIST-AAL)',
        'C-1001',
      ],
      ['fraud.signal.risk-level-change', 'HIGH', 'Risk of USER from LOW to HIGH', 'C-1001'],
      ['fraud.signal.account-disabled', 'DISABLED', 'Account disabled', 'C-1001'],
      ['fraud.signal.credential-compromise', 'COMPROMISED', 'Credential compromised: password', 'C-1002'],
    ]);
    for (const row of found) expect(row).toMatchObject({ domain: 'fraud', class: 'C', supersedes: null });
    expect(found[0]).toMatchObject({
      reason_internal: 'Two countries.',
      reason_for_customer: 'Bitte neu anmelden.',
      inputs: [{ system: 'shared-signals', externalId: 'set-0' }],
    });
    expect(found[3]).toMatchObject({ reason_internal: 'PASSWORD_FOUND_IN_DATA_BREACH' });
    expect(new Date(found[0].occurred_at).getTime()).toBe(1_764_000_001_000);
    expect(new Date(found[4].occurred_at).getTime()).toBe(1_764_000_005_000);
    const waiting = await databases.owner('events.outbox').pluck('event');
    expect(JSON.stringify(waiting)).not.toMatch(/countries|hijacking|BREACH/);
  });

  it('is one decision however often it is pushed, and another content under its jti is kept', async () => {
    await using server = await openServer();
    const token = await transmitter.sign(revoked());
    const answers = await Promise.all(Array.from({ length: 10 }, () => server.push(token)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect((await server.push(token)).status).toBe(202);
    for (const table of ['events.inbox', 'events.outbox', 'ledger.decision_event'])
      expect(await count(table)).toBe(1);
    expect(await reasons()).toEqual([]);
    expect((await server.push(transmitter.sign(event(`${risc}account-disabled`)))).status).toBe(202);
    expect(await reasons()).toEqual(['other-content']);
    expect(await count('ledger.decision_event')).toBe(1);
  });

  it('of which nothing can be made is kept, and answered as any other', async () => {
    await using server = await openServer();
    const strange = [
      revoked({ sub_id: { format: 'email', email: 'ada@example.com' } }),
      revoked({ sub_id: { format: 'iss_sub', iss: 'https://another.test', sub: 'C-1001' } }),
      revoked({ sub_id: null }),
      event(`${caep}session-dreamt`),
      event('constructor'),
      event(`${caep}credential-change`, { credential_type: 'password' }),
      event(`${caep}session-revoked`, { event_timestamp: 9_999_999_999 }),
      revoked({ events: {} }),
      revoked({ events: { [`${caep}session-revoked`]: {}, [`${risc}account-disabled`]: {} } }),
    ];
    for (const [at, claims] of strange.entries()) {
      const answer = await server.push(transmitter.sign({ ...claims, jti: `set-${at}` }));
      expect([answer.status, answer.text]).toEqual([202, '']);
    }
    await server.push(
      transmitter.sign(revoked({ jti: 'unknown', sub_id: { format: 'opaque', id: 'C-1003' } })),
    );
    expect(await reasons()).toEqual([...strange.map(() => 'not-understood'), 'unknown-customer']);
    expect(await count('ledger.decision_event')).toBe(0);
    expect(lines.join('')).not.toMatch(/ada|C-100/);
    // It is taken in once the customer is known, without the keys of then.
    await using keeper = await openIntake(databases.keeper, { logger, systems: systems() });
    const unknown = (await listDeadLetters(keeper.knex)).at(-1)?.id ?? 0;
    await databases.owner.raw(`insert into directory.customer values ('C-1003')`);
    expect(await replayDeadLetter(keeper.knex, keeper.intake, unknown)).toBe('accepted');
    expect(await ledger()).toMatchObject([{ subject: 'C-1003' }]);
  });

  it('of the transmitter that only tries the stream is about nobody', async () => {
    await using server = await openServer();
    const verification = event(
      'https://schemas.openid.net/secevent/ssf/event-type/verification',
      { state: 'x' },
      { sub_id: { format: 'opaque', id: 'stream-1' } },
    );
    expect((await server.push(transmitter.sign(verification))).status).toBe(202);
    for (const table of ['events.inbox', 'events.dead_letter', 'ledger.decision_event'])
      expect(await count(table)).toBe(0);
  });
});

describe('a token of somebody else, or for somebody else', () => {
  it('is refused in the words of RFC 8935, and leaves nothing but a line without content', async () => {
    await using server = await openServer();
    const now = Math.floor(Date.now() / 1_000);
    const good = await transmitter.sign(revoked());
    const [header = '', payload = '', signature = ''] = good.split('.');
    const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const foreign = await newKey('first');
    const shared = createSecretKey(Buffer.from('only for tests: not a key of anybody at all'));
    const refused: readonly (readonly [string, string])[] = [
      ['invalid_request', 'not a token'],
      ['invalid_request', ''],
      ['invalid_request', `${header}.${payload}`],
      ['invalid_request', await transmitter.sign(revoked(), { header: { typ: 'at+jwt' } })],
      ['invalid_request', await transmitter.sign(revoked(), { header: { typ: undefined } })],
      ['invalid_request', await transmitter.sign(revoked({ iat: null }))],
      ['invalid_request', await transmitter.sign(revoked({ iat: now - 90_000 }))],
      ['invalid_request', await transmitter.sign(revoked({ iat: now + 600 }))],
      ['invalid_request', await transmitter.sign(revoked({ jti: null }))],
      ['invalid_request', await transmitter.sign(revoked({ jti: 'C-1001 again' }))],
      ['invalid_issuer', await transmitter.sign(revoked({ iss: 'https://another.test' }))],
      ['invalid_audience', await transmitter.sign(revoked({ aud: 'bankgraph' }))],
      ['invalid_key', await transmitter.sign(revoked(), { key: foreign })],
      ['invalid_key', `${header}.${encoded(revoked({ jti: 'other' }))}.${signature}`],
      ['invalid_key', `${encoded({ alg: 'none', typ: 'secevent+jwt' })}.${payload}.${signature}`],
      [
        'invalid_key',
        await new SignJWT(revoked())
          .setProtectedHeader({ alg: 'HS256', typ: 'secevent+jwt', kid: 'first' })
          .sign(shared),
      ],
    ];
    for (const [err, token] of refused) {
      const { status, headers, text } = await server.push(token);
      expect([status, JSON.parse(text).err]).toEqual([400, err]);
      expect(Object.keys(JSON.parse(text))).toEqual(['err', 'description']);
      expect([headers.get('content-type'), headers.get('content-language')]).toEqual([
        'application/json; charset=utf-8',
        'en',
      ]);
      expect(text).not.toMatch(/C-1001|another/);
    }
    expect((await server.push(good, 'application/json')).status).toBe(400);
    expect(lines).toHaveLength(refused.length + 1);
    expect(lines.join('')).not.toMatch(/C-1001|another/);
    for (const table of ['events.inbox', 'events.dead_letter', 'events.outbox', 'ledger.decision_event'])
      expect(await count(table)).toBe(0);
    // And the one that it all was made from is good.
    expect((await server.push(good)).status).toBe(202);
    expect(
      (await server.push(transmitter.sign(revoked({ jti: 'set-2', aud: ['another', audience] })))).status,
    ).toBe(202);
    expect(await count('ledger.decision_event')).toBe(2);
  });

  it('is refused for an unknown kid once the keys were looked at, and the keys are not fetched for each', async () => {
    await using server = await openServer();
    const unknown = await newKey('unknown');
    const sign = () => transmitter.sign(revoked(), { key: unknown });
    const first = await server.push(sign());
    expect([first.status, JSON.parse(first.text).err]).toEqual([400, 'invalid_key']);
    // It may have been published since then, and nobody looks so often.
    const again = await server.push(sign());
    expect([again.status, again.headers.get('retry-after'), again.text]).toEqual([503, '5', '']);
    expect(transmitter.fetches()).toBe(1);
    expect(await count('ledger.decision_event')).toBe(0);
  });
});

describe('the keys of the transmitter', () => {
  it('may be others later', async () => {
    await using server = await openServer();
    expect((await server.push(transmitter.sign(revoked()))).status).toBe(202);
    const second = await newKey('second');
    transmitter.publish(second);
    const rotated = await transmitter.sign(revoked({ jti: 'set-2' }));
    expect((await server.push(rotated)).status).toBe(503);
    await sleep(5_100);
    expect((await server.push(rotated)).status).toBe(202);
    expect(await count('ledger.decision_event')).toBe(2);
  }, 30_000);

  it('have to be there: until then it has to be sent again, and nothing is kept', async () => {
    await using server = await openServer();
    const token = await transmitter.sign(revoked());
    for (const instead of [
      { status: 500, body: '{}' },
      { status: 200, body: '<html>' },
      { status: 200, body: '{"keys":{}}' },
    ]) {
      transmitter.answer(instead);
      const answer = await server.push(token);
      expect([answer.status, answer.headers.get('retry-after'), answer.text]).toEqual([503, '5', '']);
    }
    for (const table of ['events.inbox', 'events.dead_letter', 'ledger.decision_event'])
      expect(await count(table)).toBe(0);
    expect(lines.join('')).not.toContain('C-1001');
    transmitter.answer(null);
    expect((await server.push(token)).status).toBe(202);
    expect(await count('ledger.decision_event')).toBe(1);
  });

  it('cannot be had when nobody listens there', async () => {
    await using server = await openServer();
    const token = await transmitter.sign(revoked());
    await transmitter[Symbol.asyncDispose]();
    expect((await server.push(token)).status).toBe(503);
    expect(await count('events.dead_letter')).toBe(0);
  });
});
