import fastify from 'fastify';
import { pino } from 'pino';
import { openIntake } from './databases.fixture.js';
import { eventRoutes } from './event-routes.js';

/**
 * A server for tests to kill: `URL AUDIT-URL KEYS WHEN`. It says `http://…` when it listens, and `there` when it has come to
 * where it stops: `before-commit`, or `after-commit` and before it answers.
 */
const [url = '', auditUrl = '', keys = '', when = ''] = process.argv.slice(2);
const logger = pino({ level: 'silent' });
const there = async (): Promise<void> => {
  process.stdout.write('there\n');
  await new Promise(() => undefined);
};
const { intake } = await openIntake(
  { url, auditUrl, keys },
  { logger, recorded: async () => (when === 'before-commit' ? there() : undefined) },
);
const app = fastify();
if (when === 'after-commit') app.addHook('onSend', there);
await eventRoutes(app, { intake, logger });
process.stdout.write(`${await app.listen({ host: '127.0.0.1', port: 0 })}\n`);
