import { createMemoryBus } from '@bankgraph/events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { type EventServer, serveEvents } from './serve-events.js';
import { type Bank, startBank } from './testing/start-bank.js';
import { type Line, Play, type Stage } from './workflows/play.js';
import { stories } from './workflows/stories.js';
import type { Story } from './workflows/story.js';

const webhookSecret = (text: string) => `whsec_${Buffer.from(text.padEnd(32, '.')).toString('base64')}`;
const secrets = {
  identityVerification: 'only for tests: the secret of the vendor',
  marble: 'only for tests: the secret of the engine',
  fraud: webhookSecret('fraud, only for tests'),
  tazama: webhookSecret('tazama, only for tests'),
  segmentation: webhookSecret('segmentation, only for tests'),
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
    ...{ connections: bank.connections, secrets, bus, logger },
    ...{ host: '127.0.0.1', port: 0 },
  });
  stage = {
    graphql: bank.url,
    issuer: bank.sandbox.issuer.url,
    systems: bank.connections.systems,
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
