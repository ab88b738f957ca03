import { connect, type Knex } from '@bankgraph/database';
import { generateNoteKey, readNoteSigner } from '@bankgraph/transparency-log';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { startIntegrator } from '../start-integrator.js';
import { type Bank, startBank } from '../testing/start-bank.js';
import { auditStatusReport } from './audit-status.js';

let bank: Bank;
let owner: Knex;
const signer = readNoteSigner(generateNoteKey('bankgraph/audit', 'log').signer);

beforeAll(async () => {
  bank = await startBank();
  const url = new URL(bank.postgres.adminUrl);
  url.pathname = '/bankgraph';
  owner = connect(url.href, { applicationName: 'test owner', poolMax: 1 });
}, 120_000);
afterAll(async () => {
  await owner?.destroy();
  await bank?.[Symbol.asyncDispose]();
});

const status = (json = false) => auditStatusReport({ url: bank.connections.own.auditReader, json });
const ready = async () => {
  const answer = await fetch(new URL('/readyz', bank.url));
  return { status: answer.status, body: (await answer.json()) as { warning?: string } };
};
const ask = () => bank.as('frontline-agent', 'CustomerCare').query('{ customer(id: "C-1001") { name } }');

/** An integrator works until everything is in the tree. */
async function integrate(): Promise<void> {
  const { auditIntegrator: databaseUrl } = bank.connections.own;
  const integrator = startIntegrator({ databaseUrl, signer }, pino({ level: 'silent' }));
  await until(async () => JSON.parse((await status(true)).text).tree.waiting === 0);
  await integrator.close();
}

it('a tree that does not grow is told by the gateway, which goes on, and by audit status', async () => {
  await integrate();
  expect(await status()).toEqual({
    failed: false,
    text: expect.stringMatching(
      /^Tree of \d+ entries, newest checkpoint \d+\.\d s old; 0 durable records not in it yet\.\nNo witness has signed it; what it has not signed is \d+\.\d s old\.$/,
    ),
  });
  expect(await ready()).toEqual({
    status: 200,
    body: { status: 'ready', checks: { supergraph: true, audit: true, serving: true } },
  });

  // The integrator is dead. A minute goes by for what is recorded now, by the clock of the database.
  expect((await ask()).status).toBe(200);
  expect((await status()).failed).toBe(false);
  await owner.raw('alter table audit.record disable trigger append_only');
  await owner.raw(`update audit.record set committed_at = committed_at - interval '61 seconds'`);
  await owner.raw('alter table audit.record enable trigger append_only');
  await owner.raw('alter table audit.checkpoint disable trigger append_only');
  await owner.raw(`update audit.checkpoint set signed_at = signed_at - interval '61 seconds'`);
  await owner.raw('alter table audit.checkpoint enable trigger append_only');
  const late = await status(true);
  expect(late.failed).toBe(true);
  expect(JSON.parse(late.text)).toMatchObject({
    tree: { waiting: 1, size: expect.any(Number) },
    late: { tree: true, witness: true },
  });
  expect((await status()).text).toContain('LATE: the tree is more than a minute behind.');

  await until(async () => (await ready()).body.warning !== undefined);
  const { status: code, body } = await ready();
  expect(code).toBe(200);
  expect(body).toMatchObject({
    status: 'ready',
    warning: expect.stringMatching(
      /^The audit tree is late: checkpoint age \d+ s, and a record waits for 6\d s/,
    ),
  });
  expect((await ask()).data).toEqual({ customer: { name: 'Alice Morgan' } });
  const lines = bank.log.map((line) => JSON.parse(line)).filter(({ level }) => level === 50);
  expect(lines).toEqual([
    expect.objectContaining({ msg: expect.stringContaining('checkpoint age'), waiting: 1 }),
  ]);

  await integrate();
  expect(JSON.parse((await status(true)).text).late.tree).toBe(false);
  await until(async () => (await ready()).body.warning === undefined);
}, 60_000);

async function until(so: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await so())) {
    if (Date.now() > end) throw new Error(`It has not become so: ${so.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
