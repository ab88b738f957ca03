import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { insertDecisionEvents } from '@bankgraph/decision-ledger/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fastify from 'fastify';
import { pino } from 'pino';
import { type Databases, type OpenIntake, openIntake, startDatabases } from './databases.fixture.js';
import { deadLetterBody, listDeadLetters, replayDeadLetter } from './dead-letters.js';
import { eventRoutes, maxEventBytes } from './event-routes.js';
import { marble, reviewed, secrets, standard, type Webhook } from './systems.fixture.js';

const lines: string[] = [];
const logger = pino({ level: 'debug' }, { write: (line: string) => lines.push(line) });
let databases: Databases;
let open: OpenIntake;
let base: string;
let closeServer: () => Promise<void>;

beforeAll(async () => {
  databases = await startDatabases();
  open = await openIntake(databases.intake, { logger });
  const app = fastify();
  // As on a server that has its own parsers.
  app.removeAllContentTypeParsers();
  await eventRoutes(app, { intake: open.intake, logger });
  base = await app.listen({ host: '127.0.0.1', port: 0 });
  closeServer = () => app.close();
}, 300_000);
afterAll(async () => {
  await closeServer();
  await open[Symbol.asyncDispose]();
  await databases[Symbol.asyncDispose]();
});
beforeEach(async () => {
  lines.length = 0;
  await databases.owner.transaction(async (all) => {
    await all.raw('set local session_replication_role = replica');
    await all.raw(
      'truncate events.inbox, events.dead_letter, events.outbox, ledger.anchor, ledger.decision_event',
    );
  });
});

async function send({ path, body, headers }: Webhook, to = base): Promise<number> {
  const answer = await fetch(`${to}${path}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });
  expect(await answer.text()).toBe('');
  return answer.status;
}
const { owner } = { owner: () => databases.owner };
const ledger = () => owner()('ledger.decision_event').select('*').orderBy('occurred_at');
const count = async (table: string): Promise<number> => Number((await owner()(table).count())[0]?.count);
const editsOf = async () => Number((await owner()('audit.record').where({ kind: 'edit' }).count())[0]?.count);

const red = {
  reviewAnswer: 'RED',
  reviewRejectType: 'RETRY',
  moderationComment: 'The photo is blurred.',
  clientComment: 'Blurred.',
};

describe('an event of the identity vendor', () => {
  it('becomes a decision, a row of the inbox, a record in the audit log and an event to publish', async () => {
    const edits = await editsOf();
    expect(await send(reviewed('2026-11-29 07:00:00.123', red))).toBe(202);
    const [decision, ...others] = await ledger();
    expect(others).toEqual([]);
    expect(decision).toMatchObject({
      subject: 'C-1001',
      kind: 'kyc.verification',
      decision: 'RED_RETRY',
      domain: 'kyc',
      class: 'C',
      reason_for_customer: 'The photo is blurred.',
      reason_internal: 'Blurred.',
      supersedes: null,
    });
    expect(new Date(decision.occurred_at).toISOString()).toBe('2026-11-29T07:00:00.123Z');
    expect(decision.inputs).toMatchObject([{ system: 'identity-verification', externalId: 'A-1001' }]);
    const [told] = await owner()('events.inbox').select('*');
    expect(told).toMatchObject({
      customer_id: 'C-1001',
      kind: 'kyc.verification',
      decision_ids: [decision.id],
    });
    expect(told.body_hash).toBe(decision.inputs[0].hash);
    const [waiting] = await owner()('events.outbox').select('event');
    expect(waiting.event).toMatchObject({
      specversion: '1.0',
      source: 'urn:bankgraph:events:identity-verification',
      type: 'bankgraph.kyc.verification',
      subject: 'C-1001',
      data: { domain: 'kyc', class: 'C', decisionIds: [decision.id] },
    });
    expect(JSON.stringify(waiting.event)).not.toContain('blurred');
    expect(await editsOf()).toBe(edits + 1);
  });

  it('takes back an earlier GREEN', async () => {
    await send(reviewed('2026-11-28 07:00:00.000'));
    await send(reviewed('2026-11-29 07:00:00.000', { ...red, reviewRejectType: 'FINAL' }));
    const [green, final] = await ledger();
    expect(final).toMatchObject({ decision: 'RED_FINAL', supersedes: green.id });
  });

  it('that comes late replaces nothing, and history is in the order in which things happened', async () => {
    await send(reviewed('2026-11-29 07:00:00.000', red));
    await send(reviewed('2026-11-28 07:00:00.000'));
    const [green, retry] = await ledger();
    expect(green).toMatchObject({ decision: 'GREEN', supersedes: null });
    expect(retry).toMatchObject({ decision: 'RED_RETRY', supersedes: null });
    expect(new Date(green.recorded_at).getTime()).toBeGreaterThanOrEqual(
      new Date(retry.recorded_at).getTime(),
    );
  });

  it('is refused when the signature is not that of the body, and leaves nothing but a line without content', async () => {
    const signed = reviewed('2026-11-29 07:00:00.000', red);
    const { 'x-payload-digest': digest = '' } = signed.headers;
    const tampered: readonly Webhook[] = [
      { ...signed, body: signed.body.replace('RETRY', 'FINAL') },
      { ...signed, headers: {} },
      { ...signed, headers: { ...signed.headers, 'x-payload-digest': digest.slice(2) } },
      { ...signed, headers: { ...signed.headers, 'x-payload-digest': '' } },
      { ...signed, headers: { ...signed.headers, 'x-payload-digest-alg': 'HMAC_SHA1_HEX' } },
      { ...signed, headers: { ...signed.headers, 'x-payload-digest-alg': 'constructor' } },
      { ...signed, headers: marble({}).headers },
      { ...signed, path: '/events/marble' },
    ];
    for (const webhook of tampered) expect(await send(webhook)).toBe(401);
    for (const table of ['events.inbox', 'events.dead_letter', 'events.outbox', 'ledger.decision_event']) {
      expect(await count(table)).toBe(0);
    }
    expect(lines).toHaveLength(tampered.length);
    expect(lines.join('')).not.toMatch(/A-1001|C-1001|blurred/);
  });

  it('is known when it comes again, by itself or ten times at once', async () => {
    const webhook = reviewed('2026-11-29 07:00:00.000', red);
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(webhook)));
    expect(new Set(answers)).toEqual(new Set([202]));
    expect(await send(webhook)).toBe(202);
    for (const table of ['events.inbox', 'events.outbox', 'ledger.decision_event'])
      expect(await count(table)).toBe(1);
    expect(await count('events.dead_letter')).toBe(0);
  });
});

describe('what nothing can be made of', () => {
  const marked = 'Ada Example';

  it('is kept whole, answered as everything else, and not logged', async () => {
    const kept: readonly (readonly [string, Webhook])[] = [
      ['unknown-customer', reviewed('2026-11-29 07:00:00.000', red, { applicantId: 'A-9', name: marked })],
      // Two numbers, of two customers.
      ['unknown-customer', reviewed('2026-11-29 07:00:00.000', red, { externalUserId: 'C-1002' })],
      ['not-understood', reviewed('2026-11-29 07:00:00.000', red, { type: 'applicantDreamt' })],
      ['not-understood', reviewed('2026-11-29 07:00:00.000', { reviewAnswer: 'RED' })],
      ['not-understood', reviewed('2999-11-29 07:00:00.000', red)],
      ['not-understood', marble({ type: 'nothing known' })],
      [
        'unknown-customer',
        marble({
          type: 'case.updated',
          timestamp: '2026-11-29T07:00:00Z',
          content: { case: { id: 'no case', status: 'closed' } },
        }),
      ],
    ];
    for (const [, webhook] of kept) expect(await send(webhook)).toBe(202);
    await using keeper = await openIntake(databases.keeper, { logger });
    const listed = await listDeadLetters(keeper.knex);
    expect(listed.map(({ reason }) => reason)).toEqual(kept.map(([reason]) => reason));
    expect(String(await deadLetterBody(keeper.knex, listed[0]?.id ?? 0))).toContain(marked);
    expect(await deadLetterBody(keeper.knex, 0)).toBeNull();
    expect(await count('ledger.decision_event')).toBe(0);
    expect(lines.join('')).not.toMatch(/Ada|A-9|C-1002/);
  });

  it('is kept when it is other content under the id of an event that was accepted', async () => {
    await send(reviewed('2026-11-29 07:00:00.000', red));
    expect(await send(reviewed('2026-11-29 07:00:00.000'))).toBe(202);
    expect(await count('ledger.decision_event')).toBe(1);
    expect(await owner()('events.dead_letter').select('reason')).toEqual([{ reason: 'other-content' }]);
  });

  it('is taken in again once the customer is known, and is gone then', async () => {
    const webhook = reviewed('2026-11-29 07:00:00.000', red, {
      applicantId: 'A-1003',
      externalUserId: 'C-1003',
    });
    expect(await send(webhook)).toBe(202);
    await using keeper = await openIntake(databases.keeper, { logger });
    const [letter] = await listDeadLetters(keeper.knex);
    const id = letter?.id ?? 0;
    expect(await replayDeadLetter(keeper.knex, keeper.intake, id)).toBe('unknown-customer');
    expect(await count('events.dead_letter')).toBe(1);
    await owner().raw(
      `insert into directory.customer_external_id values ('C-1003', 'identity-verification', 'A-1003')`,
    );
    expect(await replayDeadLetter(keeper.knex, keeper.intake, id)).toBe('accepted');
    expect(await count('events.dead_letter')).toBe(0);
    expect(await ledger()).toMatchObject([{ subject: 'C-1003' }]);
    expect(await replayDeadLetter(keeper.knex, keeper.intake, id)).toBeNull();
    expect(await send(webhook)).toBe(202);
    expect(await count('ledger.decision_event')).toBe(1);
  });

  it('is not readable for the role that takes in, and nobody changes what was accepted', async () => {
    await send(reviewed('2026-11-29 07:00:00.000', red));
    for (const denied of [
      'select * from events.dead_letter',
      'delete from events.inbox',
      'select * from events.outbox',
    ]) {
      await expect(open.knex.raw(denied)).rejects.toMatchObject({ code: '42501' });
    }
    await expect(owner().raw(`update events.inbox set kind = 'x'`)).rejects.toThrow('Events are not changed');
    await expect(owner().raw('delete from events.inbox')).rejects.toThrow('Events are not changed');
  });
});

describe('an event of Marble', () => {
  const alert = (outcome = 'review') => ({
    type: 'decision.created',
    timestamp: '2026-11-29T07:00:00Z',
    content: {
      decision: {
        id: 'D-1',
        case: { id: 'case-1' },
        outcome,
        pivot_values: [{ pivot_id: 'p', pivot_value: 'C-1001' }],
        scenario: { id: 'S-1', version: '4' },
      },
    },
  });
  const changed = (status: string, at: string, more: Readonly<Record<string, unknown>> = {}) => ({
    type: 'case.updated',
    timestamp: at,
    content: { case: { id: 'case-1', status, ...more } },
  });

  it('is restricted, and what becomes of a case was caused by its alert', async () => {
    expect(await send(marble(alert()))).toBe(202);
    expect(
      await send(marble(changed('investigating', '2026-11-29T08:00:00Z', { assignee: { id: 'S-1' } }))),
    ).toBe(202);
    expect(await send(marble(changed('closed', '2026-11-29T09:00:00Z', { outcome: 'false_positive' })))).toBe(
      202,
    );
    const [first, assigned, closed] = await ledger();
    expect(first).toMatchObject({
      subject: 'C-1001',
      kind: 'aml.alert',
      decision: 'REVIEW',
      class: 'R',
      case_id: 'case-1',
    });
    expect(assigned).toMatchObject({
      kind: 'aml.case-updated',
      decision: 'INVESTIGATING',
      class: 'R',
      caused_by: [first.id],
    });
    expect(closed).toMatchObject({
      kind: 'aml.case-closed',
      decision: 'FALSE_POSITIVE',
      class: 'R',
      caused_by: [first.id],
    });
    expect(
      await owner()('events.outbox').whereRaw(`event -> 'data' ->> 'class' = 'R'`).select('id'),
    ).toHaveLength(3);
  });

  it('of a case that the ledger has from before is about its customer', async () => {
    await insertDecisionEvents(owner(), [
      {
        id: 'LE-1002-alert',
        subject: 'C-1002',
        occurredAt: '2026-11-01T07:00:00Z',
        recordedAt: '2026-11-01T07:00:00Z',
        domain: 'aml',
        kind: 'aml.alert',
        decision: 'REVIEW',
        actor: { type: 'SYSTEM', id: 'marble' },
        inputs: [],
        plan: null,
        outcome: 'Case opened',
        reasonForCustomer: null,
        reasonInternal: null,
        causedBy: [],
        supersedes: null,
        approvals: [],
        class: 'R',
        caseId: 'case-1',
      },
    ]);
    await send(marble(changed('pending', '2026-11-29T08:00:00Z')));
    expect((await ledger())[1]).toMatchObject({ subject: 'C-1002', caused_by: ['LE-1002-alert'] });
  });

  it('is refused when it was signed too long ago, not yet, or not in this form', async () => {
    const now = Date.now();
    const signed = marble(alert());
    const header = signed.headers['x-convoy-signature'] ?? '';
    const refused: readonly Webhook[] = [
      marble(alert(), new Date(now - 301_000)),
      marble(alert(), new Date(now + 302_000)),
      { ...signed, headers: { 'x-convoy-signature': header.slice(header.indexOf('v1=') + 3) } },
      { ...signed, headers: { 'x-convoy-signature': `t=1,${header}` } },
      {
        ...signed,
        headers: { 'x-convoy-signature': header.replace(/t=\d+/, `t=${Math.floor(now / 1_000) - 5}`) },
      },
      { ...signed, body: JSON.stringify(alert('decline')) },
    ];
    for (const webhook of refused) expect(await send(webhook)).toBe(401);
    expect(await send({ ...signed, headers: { 'x-convoy-signature': `${header},v1=00` } })).toBe(202);
    expect(await count('ledger.decision_event')).toBe(1);
  });
});

describe('systems that sign as Standard Webhooks do', () => {
  const risk = {
    decision_id: 'RD-1',
    user_id: 'C-1002',
    evaluated_at: '2026-11-29T07:00:00Z',
    policy_version: '7',
    action: 'STEP_UP',
    customer_reason: 'We want to be sure that it is you.',
  };
  const evaluation = (status: string) => ({
    report: {
      evaluationID: 'EV-1',
      status,
      timestamp: '2026-11-29T07:00:00Z',
      tadpResult: { id: '004@1.0.0', cfg: '1.0.0' },
    },
    dataCache: { dbtrId: 'C-1001TAZAMA_EID' },
  });
  const profile = (lastUpdated: string, segments: readonly string[], customerNumber = 'C-1001') => ({
    itemType: 'profile',
    itemId: 'C-1001',
    properties: { customerNumber },
    systemProperties: { lastUpdated },
    segments,
  });

  it('tell of risk decisions, alerts and segments', async () => {
    expect(await send(standard('fraud', 'm-1', risk))).toBe(202);
    expect(await send(standard('tazama', 'm-2', evaluation('ALRT')))).toBe(202);
    expect(
      await send(standard('segmentation', 'm-3', profile('2026-11-29T08:00:00Z', ['saver', 'student']))),
    ).toBe(202);
    expect(await send(standard('segmentation', 'm-4', profile('2026-11-29T09:00:00Z', [])))).toBe(202);
    const found = await ledger();
    const of = (kind: string) => found.filter((row) => row.kind === kind);
    expect(of('fraud.risk-decision')).toMatchObject([
      {
        subject: 'C-1002',
        decision: 'STEP_UP',
        class: 'C',
        reason_for_customer: 'We want to be sure that it is you.',
      },
    ]);
    expect(of('aml.alert')).toMatchObject([
      { subject: 'C-1001', decision: 'REVIEW', class: 'R', reason_for_customer: null },
    ]);
    const [first, second] = of('segments.membership');
    expect(first).toMatchObject({ outcome: 'In saver, student', supersedes: null });
    expect(second).toMatchObject({ outcome: 'In no segment', supersedes: first.id });
  });

  it('are known by the event, whatever the id of the delivery', async () => {
    await send(standard('fraud', 'm-1', risk));
    await send(standard('fraud', 'm-2', risk));
    expect(await count('ledger.decision_event')).toBe(1);
    expect(await count('events.dead_letter')).toBe(0);
  });

  it('are refused without the signature of the system, of that delivery, of that time', async () => {
    const signed = standard('fraud', 'm-1', risk);
    const refused: readonly Webhook[] = [
      standard('fraud', 'm-1', risk, new Date(Date.now() - 301_000)),
      { ...signed, headers: { ...signed.headers, 'webhook-id': 'm-2' } },
      { ...signed, headers: { ...signed.headers, 'webhook-signature': 'v1,' } },
      {
        ...signed,
        headers: {
          ...signed.headers,
          'webhook-signature': `v2${signed.headers['webhook-signature']?.slice(2)}`,
        },
      },
      { ...signed, headers: { 'webhook-id': 'm-1' } },
      { ...signed, path: '/events/tazama' },
      { ...signed, body: signed.body.replace('STEP_UP', 'ALLOW') },
    ];
    for (const webhook of refused) expect(await send(webhook)).toBe(401);
    expect(await count('ledger.decision_event')).toBe(0);
  });

  it('leave nothing behind when nothing was decided', async () => {
    const nothing = [
      standard('tazama', 'm-1', evaluation('NALT')),
      reviewed('2026-11-29 07:00:00.000', undefined, { type: 'applicantPending' }),
      marble({ type: 'case.comment_created', timestamp: '2026-11-29T07:00:00Z', content: {} }),
    ];
    for (const webhook of nothing) expect(await send(webhook)).toBe(202);
    for (const table of ['events.inbox', 'events.dead_letter', 'ledger.decision_event'])
      expect(await count(table)).toBe(0);
  });

  it('are not believed when they name two customers', async () => {
    expect(await send(standard('segmentation', 'm-1', profile('2026-11-29T08:00:00Z', [], 'C-1002')))).toBe(
      202,
    );
    expect(await owner()('events.dead_letter').select('reason')).toEqual([{ reason: 'unknown-customer' }]);
  });
});

/** A rating of C-1001; `made` says what is another. */
const rating = (
  id: string,
  made: Readonly<Record<string, unknown>> = {},
  timestamp = '2026-11-29T07:00:00Z',
) => ({
  type: 'customer.rated',
  timestamp,
  data: {
    rating_id: id,
    customer_id: 'C-1001',
    band: 'HIGH',
    valid_from: timestamp,
    model: { id: 'customer-risk', version: '4.2.0' },
    reasons: ['ADVERSE_MEDIA'],
    previous: { rating_id: 'RR-0', band: 'LOW' },
    ...made,
  },
});

/** A screening of C-1001 that found somebody; `made` says what is another. */
const screened = (
  id: string,
  made: Readonly<Record<string, unknown>> = {},
  timestamp = '2026-11-29T07:00:00Z',
) => ({
  type: 'customer.screened',
  timestamp,
  data: {
    screening_id: id,
    customer_id: 'C-1001',
    dataset: 'sanctions',
    list_version: '20261129-0400',
    algorithm: 'logic-v1',
    threshold: 0.7,
    matches: [
      { entity_id: 'NK-1', score: 0.72 },
      { entity_id: 'NK-2', score: 0.9 },
    ],
    ...made,
  },
});

describe.each([
  { system: 'risk-rating' as const, told: rating, other: { band: 'MEDIUM' } },
  { system: 'screening' as const, told: screened, other: { list_version: '20261128-0400' } },
])('an event of $system', ({ system, told, other }) => {
  const reasons = () => owner()('events.dead_letter').orderBy('id').pluck('reason');

  it('is one decision however often it comes, alone or ten times at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, time) => send(standard(system, `m-${time}`, told('R-1')))),
    );
    expect(new Set(answers)).toEqual(new Set([202]));
    expect(await send(standard(system, 'm-1', told('R-1')))).toBe(202);
    for (const table of ['events.inbox', 'events.outbox', 'ledger.decision_event'])
      expect(await count(table)).toBe(1);
    expect(await reasons()).toEqual([]);
  });

  it('replaces the one before, and the late one replaces nothing', async () => {
    await send(standard(system, 'm-1', told('R-1', {}, '2026-11-27T07:00:00Z')));
    await send(standard(system, 'm-3', told('R-3', {}, '2026-11-29T07:00:00Z')));
    await send(standard(system, 'm-2', told('R-2', {}, '2026-11-28T07:00:00Z')));
    const [first, late, last] = await ledger();
    expect([first.supersedes, late.supersedes, last.supersedes]).toEqual([null, null, first.id]);
    expect(late.inputs).toMatchObject([{ externalId: 'R-2' }]);
  });

  it('is refused when it is not signed by the system', async () => {
    const signed = standard(system, 'm-1', told('R-1'));
    const refused: readonly Webhook[] = [
      { ...signed, body: signed.body.replace('C-1001', 'C-1002') },
      { ...signed, headers: {} },
      { ...standard('fraud', 'm-1', told('R-1')), path: signed.path },
      standard(system, 'm-1', told('R-1'), new Date(Date.now() - 301_000)),
    ];
    for (const webhook of refused) expect(await send(webhook)).toBe(401);
    expect(await count('ledger.decision_event')).toBe(0);
    expect(await reasons()).toEqual([]);
  });

  it('is kept when it has other content, another customer, or nothing that is known here', async () => {
    await send(standard(system, 'm-1', told('R-1')));
    const kept: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
      ['other-content', told('R-1', other)],
      ['unknown-customer', told('R-2', { customer_id: 'C-9999' })],
      ['not-understood', { ...told('R-3'), type: 'customer.dreamt' }],
      ['not-understood', told('R-4', {}, '2999-11-29T07:00:00Z')],
      ['not-understood', told('', {})],
      ['not-understood', { told: [told('R-5')] }],
    ];
    for (const [, body] of kept) expect(await send(standard(system, 'm-2', body))).toBe(202);
    expect(await reasons()).toEqual(kept.map(([reason]) => reason));
    expect(await count('ledger.decision_event')).toBe(1);
    expect(lines.join('')).not.toMatch(/C-1001|C-9999/);
  });
});

describe('a risk rating', () => {
  it('is a confidential decision of the model, and says what the rating was before', async () => {
    await send(standard('risk-rating', 'm-1', rating('R-1')));
    await send(
      standard(
        'risk-rating',
        'm-2',
        rating(
          'R-2',
          { band: 'MEDIUM', reasons: ['A', 'B', 'A'], previous: { rating_id: 'R-1', band: 'HIGH' } },
          '2026-11-29T08:00:00Z',
        ),
      ),
    );
    await send(standard('risk-rating', 'm-3', rating('R-3', { customer_id: 'C-1002', previous: null })));
    const found = await ledger();
    const of = (subject: string) => found.filter((row) => row.subject === subject);
    const [raised, lowered] = of('C-1001');
    expect(raised).toMatchObject({
      kind: 'kyc.risk-rating',
      domain: 'kyc',
      decision: 'HIGH',
      class: 'C',
      actor: { type: 'MODEL', id: 'customer-risk@4.2.0', role: 'scoring' },
      plan: { type: 'MODEL', id: 'customer-risk', version: '4.2.0' },
      outcome: 'Rating raised from LOW to HIGH',
      reason_internal: 'ADVERSE_MEDIA',
      reason_for_customer: null,
      inputs: [{ system: 'kyc', externalId: 'R-1', class: 'C' }],
    });
    expect(lowered).toMatchObject({
      outcome: 'Rating lowered from HIGH to MEDIUM',
      reason_internal: 'A, B',
      supersedes: raised.id,
    });
    expect(of('C-1002')).toMatchObject([{ outcome: 'Rated HIGH', supersedes: null }]);
    const waiting = await owner()('events.outbox').pluck('event');
    expect(waiting[0]).toMatchObject({
      type: 'bankgraph.kyc.risk-rating',
      data: { domain: 'kyc', class: 'C' },
    });
    expect(JSON.stringify(waiting)).not.toMatch(/HIGH|ADVERSE/);
  });

  it('that holds from before the one it replaces corrects that, by when it was made', async () => {
    await send(standard('risk-rating', 'm-1', rating('R-1', {}, '2026-11-20T07:00:00Z')));
    await send(
      standard(
        'risk-rating',
        'm-2',
        rating('R-2', { valid_from: '2026-11-10T07:00:00Z' }, '2026-11-29T07:00:00Z'),
      ),
    );
    // Made before the correction, and it comes after it.
    await send(
      standard(
        'risk-rating',
        'm-3',
        rating('R-3', { valid_from: '2026-11-15T07:00:00Z' }, '2026-11-21T07:00:00Z'),
      ),
    );
    const [correction, late, corrected] = await ledger();
    expect(new Date(correction.occurred_at).toISOString()).toBe('2026-11-10T07:00:00.000Z');
    expect(correction).toMatchObject({
      supersedes: corrected.id,
      inputs: [{ externalId: 'R-2', asOf: '2026-11-29T07:00:00.000Z' }],
    });
    expect(late).toMatchObject({ supersedes: null, inputs: [{ externalId: 'R-3' }] });
  });

  it('was led to by the decisions on the records that it is based on, of the same customer and not restricted', async () => {
    await send(standard('screening', 'm-1', screened('S-1')));
    await send(standard('screening', 'm-2', screened('S-1-of-another', { customer_id: 'C-1002' })));
    const alert = {
      report: {
        ...{ evaluationID: 'E-1', status: 'ALRT', timestamp: '2026-11-29T07:00:00Z' },
        tadpResult: { id: '004@1.0.0', cfg: '1.0.0' },
      },
      dataCache: { dbtrId: 'C-1001TAZAMA_EID' },
    };
    await send(standard('tazama', 'm-3', alert));
    const based = [
      { system: 'screening', id: 'S-1' },
      { system: 'screening', id: 'S-1-of-another' },
      { system: 'aml', id: 'E-1' },
      { system: 'kyc', id: 'S-1' },
    ];
    await send(standard('risk-rating', 'm-4', rating('R-1', { based_on: based }, '2026-11-29T08:00:00Z')));
    // Nothing led to what was made before it.
    await send(standard('risk-rating', 'm-5', rating('R-0', { based_on: based }, '2026-11-29T06:00:00Z')));
    const found = await ledger();
    const by = (id: string) => found.find(({ inputs }) => inputs[0].externalId === id);
    expect([by('R-1').caused_by, by('R-0').caused_by]).toEqual([[by('S-1').id], []]);
  });

  it('is not understood when it holds only later, replaces itself, or has no such band', async () => {
    const strange = [
      rating('R-1', { valid_from: '2026-11-30T07:00:00Z' }),
      rating('R-1', { previous: { rating_id: 'R-1', band: 'LOW' } }),
      rating('R-1', { band: 'VERY_HIGH' }),
      rating('R-1', { reasons: [] }),
    ];
    for (const body of strange) await send(standard('risk-rating', 'm-1', body));
    expect(await owner()('events.dead_letter').pluck('reason')).toEqual(strange.map(() => 'not-understood'));
    expect(await count('ledger.decision_event')).toBe(0);
  });
});

describe('a screening', () => {
  it('is a confidential decision by the version of the list, without the entries of the list', async () => {
    await send(standard('screening', 'm-1', screened('S-1')));
    await send(
      standard(
        'screening',
        'm-2',
        screened('S-2', { matches: [], list_version: '20261130-0400' }, '2026-11-29T09:00:00Z'),
      ),
    );
    const [match, clear] = await ledger();
    expect(match).toMatchObject({
      kind: 'kyc.screening',
      domain: 'kyc',
      decision: 'POTENTIAL_MATCH',
      class: 'C',
      actor: { type: 'SYSTEM', id: 'screening' },
      plan: { type: 'RULE', id: 'logic-v1', version: '20261129-0400' },
      outcome: '2 candidates for review',
      reason_internal: 'sanctions, threshold 0.7, best score 0.9',
      reason_for_customer: null,
      inputs: [{ system: 'screening', externalId: 'S-1' }],
    });
    expect(clear).toMatchObject({
      decision: 'NO_MATCH',
      plan: { version: '20261130-0400' },
      outcome: 'No candidate',
      reason_internal: 'sanctions, threshold 0.7',
      supersedes: match.id,
    });
    expect(JSON.stringify([match, clear, await owner()('events.outbox').pluck('event')])).not.toContain(
      'NK-',
    );
  });

  it('is not understood when a match is below its threshold, or no score', async () => {
    for (const score of [0.69, 1.01, '0.9', null]) {
      await send(standard('screening', 'm-1', screened('S-1', { matches: [{ entity_id: 'NK-1', score }] })));
    }
    expect(await owner()('events.dead_letter').pluck('reason')).toEqual(Array(4).fill('not-understood'));
    expect(await count('ledger.decision_event')).toBe(0);
  });
});

describe('POST /events/<system>', () => {
  it('answers 404 for a system that there is not, and 413 for too much', async () => {
    expect(await send({ ...reviewed('2026-11-29 07:00:00.000'), path: '/events/constructor' })).toBe(404);
    expect(await send({ ...reviewed('2026-11-29 07:00:00.000'), body: 'x'.repeat(maxEventBytes + 1) })).toBe(
      413,
    );
    expect(await count('events.dead_letter')).toBe(0);
  });

  it('answers 503 when the audit record cannot be written, and keeps nothing', async () => {
    await using broken = await openIntake(databases.intake, { logger });
    const app = fastify();
    await eventRoutes(app, { intake: broken.intake, logger });
    const to = await app.listen({ host: '127.0.0.1', port: 0 });
    await owner().raw('revoke insert on audit.record from event_intake');
    try {
      expect(await send(reviewed('2026-11-29 07:00:00.000', red), to)).toBe(503);
    } finally {
      await owner().raw('grant insert on audit.record to event_intake');
      await app.close();
    }
    for (const table of ['events.inbox', 'events.outbox', 'ledger.decision_event'])
      expect(await count(table)).toBe(0);
    expect(await send(reviewed('2026-11-29 07:00:00.000', red))).toBe(202);
  });
});

describe('the same webhook ten times, with servers killed in between', () => {
  it('is one decision', async () => {
    const webhook = reviewed('2026-11-29 07:00:00.000', red);
    await sendAndKill(webhook, 'before-commit');
    expect(await count('ledger.decision_event')).toBe(0);
    await sendAndKill(webhook, 'before-commit');
    await sendAndKill(webhook, 'after-commit');
    expect(await count('ledger.decision_event')).toBe(1);
    // A later one has come in meanwhile.
    expect(await send(reviewed('2026-11-29 09:00:00.000'))).toBe(202);
    await sendAndKill(webhook, 'after-commit');
    for (let time = 0; time < 6; time += 1) expect(await send(webhook)).toBe(202);
    expect(await ledger()).toMatchObject([{ decision: 'RED_RETRY' }, { decision: 'GREEN' }]);
    for (const table of ['events.inbox', 'events.outbox']) expect(await count(table)).toBe(2);
    expect(await count('events.dead_letter')).toBe(0);
  }, 120_000);
});

/** Sends to a server of its own, and kills it as `kill -9` does when it has come as far as that. */
async function sendAndKill(webhook: Webhook, when: 'before-commit' | 'after-commit'): Promise<void> {
  const { url, auditUrl, keys } = databases.intake;
  const file = fileURLToPath(new URL('./intake-process.fixture.js', import.meta.url));
  const child = spawn(process.execPath, [file, url, auditUrl, keys, when], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const said = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const to: string = (await said.next()).value;
  expect(to).toMatch(/^http:/);
  const sending = send(webhook, to).then(
    () => 'answered',
    () => 'cut off',
  );
  expect((await said.next()).value).toBe('there');
  child.kill('SIGKILL');
  await ended;
  expect(await sending).toBe('cut off');
}

it('secrets that can be guessed are not accepted', async () => {
  const { marbleEvents } = await import('./systems/marble.js');
  const { identityVerificationEvents } = await import('./systems/identity-verification.js');
  expect(() => marbleEvents('short')).toThrow(RangeError);
  expect(() => identityVerificationEvents('short')).toThrow(RangeError);
  expect(() => marbleEvents(secrets.marble)).not.toThrow();
});
