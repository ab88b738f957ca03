/** A program that serves the folder of its first argument until it is killed; it says the server's pid and URL. */
import { startEmbeddedPostgres } from './embedded-postgres.js';

const server = await startEmbeddedPostgres({ folder: process.argv[2] ?? '' });
process.stdout.write(`${JSON.stringify({ pid: server.pid, adminUrl: server.adminUrl })}\n`);
setInterval(() => undefined, 60_000);
