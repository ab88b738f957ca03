import { createMemoryBus } from '@bankgraph/events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { letRatingEngineIn } from './embedded-bank.js';
import { openEventSystems } from './event-systems.js';
import { type EventServer, serveEvents } from './serve-events.js';
import { type Bank, startBank } from './testing/start-bank.js';
import { agent, customer, fraudAnalyst, marketing } from './workflows/people.js';
import { type Line, Play, type Stage } from './workflows/play.js';
import { stepUpNotLock } from './workflows/step-up-not-lock.js';
import { stories } from './workflows/stories.js';
import { type Story, StoryDiffers } from './workflows/story.js';

const webhookSecret = (text: string) => `whsec_${Buffer.from(text.padEnd(32, '.')).toString('base64')}`;
const secrets = {
  identityVerification: 'only for tests: the secret of the vendor',
  marble: 'only for tests: the secret of the engine',
  fraud: webhookSecret('fraud, only for tests'),
  tazama: webhookSecret('tazama, only for tests'),
  segmentation: webhookSecret('segmentation, only for tests'),
  riskRating: webhookSecret('risk rating, only for tests'),
  screening: webhookSecret('screening, only for tests'),
};

let bank: Bank;
let events: EventServer;
let stage: Stage;
beforeAll(async () => {
  // As in production: channels send what was agreed, by its id.
  bank = await startBank({ adHocClasses: ['frontend'], customers: 20 });
  const logger = pino({ level: 'silent' });
  const bus = createMemoryBus({ logger });
  events = await serveEvents({
    databases: { ...bank.connections.own, directory: bank.connections.databases.directory },
    auditKeys: bank.connections.auditKeys,
    systems: openEventSystems({ secrets, sharedSignals: null }),
    bus,
    host: '127.0.0.1',
    port: 0,
    logger,
  });
  stage = {
    graphql: bank.url,
    issuer: bank.sandbox.issuer.url,
    systems: bank.connections.systems,
    ratingEngine: await letRatingEngineIn(bank.postgres.adminUrl, 'only for tests'),
    events: { url: events.url, secrets },
    relationships: { directory: bank.connections.databases.directory },
  };
}, 120_000);
afterAll(async () => {
  await events?.close();
  await bank?.[Symbol.asyncDispose]();
}, 60_000);

const told = stories.map((story) => [`${story.number}. ${story.title}`, story] as const);

/** The lines of a story that goes as told. */
async function played(story: Story, at: Stage = stage): Promise<readonly Line[]> {
  const lines: Line[] = [];
  await story.play(new Play(at, story.customerId, (line) => lines.push(line)));
  return lines;
}

describe('the workflows, from the signed event to the answer of the audit', () => {
  it.each(told)(
    '%s; and again on the same server',
    async (_title, story) => {
      const first = await played(story);
      expect(first.length).toBeGreaterThan(8);
      expect(await played(story)).toEqual(first);
    },
    60_000,
  );
});

describe('a story notices', () => {
  const forged = webhookSecret('somebody who is no system of the bank');
  const decisions = async () => {
    const { data } = await bank
      .as('mlro', 'CounterMoneyLaundering')
      .query('{ customer(id: "C-1002") { decisions { totalCount } } }');
    return data.customer.decisions.totalCount as number;
  };

  it('an event that nobody has signed, or somebody else: it is refused, and nothing is decided', async () => {
    const before = await decisions();
    const statuses = await Promise.all(
      ['identity-verification', 'marble', 'fraud', 'tazama', 'risk-rating', 'screening'].map(
        async (system) => {
          const answer = await fetch(`${events.url}/${system}`, { method: 'POST', body: '{}' });
          return answer.status;
        },
      ),
    );
    expect(statuses).toEqual(statuses.map(() => 401));
    const at = { ...stage, events: { ...stage.events, secrets: { ...secrets, fraud: forged } } };
    const failed = await played(stepUpNotLock, at).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(StoryDiffers);
    expect(failed).toMatchObject({
      step: expect.stringMatching(/^risk engine: /),
      difference: 'The server refused the event with status 401.',
    });
    expect(await decisions()).toBe(before);
  }, 30_000);

  it('when somebody who is not cleared is answered otherwise than before, be it by a byte', async () => {
    const lines: Line[] = [];
    const play = new Play(stage, 'C-1010', (line) => lines.push(line));
    const before = await play.views([customer, marketing]);
    await play.notices(before, 'they notice nothing.');
    const reason = 'Only to see whether it is noticed here.';
    await play.decide(fraudAnalyst, 'restrictService', { scope: 'ONLINE_ACCESS', reason });
    const differs = await play.notices(before, 'they notice nothing.').catch((error: unknown) => error);
    expect(differs).toMatchObject({ difference: expect.stringMatching(/^customer: before .*UNDER_REVIEW/s) });
    expect(lines).toHaveLength(1);
    await play.decide(fraudAnalyst, 'liftRestriction', { scope: 'ONLINE_ACCESS', reason });
    await play.notices(before, 'they notice nothing.');
  }, 30_000);

  it('an answer that is not what is told, an error in it, and a decision that is not refused', async () => {
    const play = new Play(stage, 'C-1010', () => undefined);
    const name = 'query Name($id: ID!) { customer(id: $id) { name } }';
    const step = async (done: Promise<unknown>) =>
      done.then(
        () => 'as told',
        (error: unknown) => error,
      );
    expect(
      await step(play.sees(agent, 'sees another name.', name, { customer: { name: 'X' } })),
    ).toMatchObject({
      step: 'agent: sees another name.',
      difference: expect.stringContaining('found: {"customer":{"name":"Isaac Lindqvist"}}'),
    });
    expect(await step(play.sees(agent, 'asks for nothing.', '{ nothing }', {}))).toMatchObject({
      difference: expect.stringContaining('BAD_USER_INPUT'),
    });
    const decided = { scope: 'ALL_SERVICES', reason: 'It is not there, so it cannot be lifted.' };
    expect(
      await step(play.isRefused(fraudAnalyst, 'is forbidden.', 'liftRestriction', decided, 'FORBIDDEN')),
    ).toMatchObject({ difference: expect.stringContaining('["BAD_USER_INPUT"]') });
  }, 30_000);
});
