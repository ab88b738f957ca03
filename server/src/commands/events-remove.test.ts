import { createHash } from 'node:crypto';
import { connect, type Knex } from '@bankgraph/database';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { erasingKeeper } from '../testing/erasing-keeper.js';
import { type Bank, startBank } from '../testing/start-bank.js';
import { holdReport, releaseReport } from './audit-hold.js';
import { eraseReport, rotateKeysReport } from './audit-keys.js';
import { searchAudit } from './audit-search.js';
import { verifyAuditReport } from './audit-verify.js';
import { discardedReport, discardReport, expireReport } from './events-remove.js';
import { verifyLineageReport } from './lineage-verify.js';

let bank: Bank;
let intake: Knex;
let keeper: Knex;

beforeAll(async () => {
  bank = await startBank();
  const { eventIntake, eventKeeper } = bank.connections.own;
  intake = connect(eventIntake, { applicationName: 'test intake', poolMax: 1 });
  keeper = connect(eventKeeper, { applicationName: 'test keeper', poolMax: 1 });
  for (const id of ['C-1001', 'C-1003', 'C-1004', 'C-1005'])
    await bank
      .as('frontline-agent', 'CustomerCare')
      .query('query Name($id: ID!) { customer(id: $id) { name } }', { id });
}, 120_000);
afterAll(async () => {
  await Promise.all([intake?.destroy(), keeper?.destroy()]);
  await bank?.[Symbol.asyncDispose]();
});

const keeping = (json = true) => erasingKeeper(bank, json);
const erase = (...customers: string[]) =>
  eraseReport({ ...keeping(), customers, ground: 'right-to-erasure' });
const hold = (customer: string) => holdReport({ ...keeping(), customer, reason: 'court order 7' });

/** A delivery about nobody whom the bank knows, as the role that takes in keeps it. @returns its number */
async function letter(content: string): Promise<number> {
  const body = Buffer.from(content);
  await intake.raw(
    `insert into events.dead_letter (system, delivery_id, reason, body, body_hash) values ('marble', '', 'unknown-customer', ?, ?)`,
    [body, createHash('sha256').update(body).digest('hex')],
  );
  const [last] = await keeper('events.dead_letter').orderBy('id', 'desc').limit(1).pluck<number[]>('id');
  return last ?? 0;
}
const waiting = () => keeper('events.dead_letter').orderBy('id').pluck<number[]>('id');

describe('bankgraph events', () => {
  it('discard takes one away, tells who did and why, and fails when there is none', async () => {
    const id = await letter('{"about":"C-1001"}');
    const { text, failed } = await discardReport({ ...keeping(false), id, reason: 'sent by mistake' });
    expect([text, failed]).toEqual([
      `${id} is discarded. Who did and why stays: npx bankgraph events discarded`,
      false,
    ]);
    expect(await waiting()).toEqual([]);
    expect((await discardedReport(keeping(false))).text).toMatch(
      new RegExp(`^${id} {2}\\S+ {2}marble {2}unknown-customer {2}by operator:\\S+: sent by mistake$`),
    );
    expect(await discardReport({ ...keeping(), id, reason: 'again' })).toEqual({
      text: JSON.stringify({ id, result: 'unknown' }, null, 2),
      failed: true,
    });
  });

  it('expire leaves what is younger, and what names somebody on hold', async () => {
    await hold('C-1005');
    const [held, other] = [await letter('{"about":"C-1005"}'), await letter('{"about":"C-1001"}')];
    expect((await expireReport({ ...keeping(), days: 1 })).text).toContain('"removed": 0');
    expect(await waiting()).toEqual([held, other]);
    const { text, failed } = await expireReport({ ...keeping(false), days: 0 });
    expect(failed).toBe(false);
    expect(text).toBe(
      '1 dead letter older than 0 days removed.\n1 dead letter kept: they name somebody on legal hold (npx bankgraph audit holds).',
    );
    expect(await waiting()).toEqual([held]);
    expect((await discardReport({ ...keeping(), id: held, reason: 'x' })).failed).toBe(true);
    await releaseReport({ ...keeping(), customer: 'C-1005', reason: 'settled' });
    expect(await waiting()).toEqual([held]);
    expect((await discardReport({ ...keeping(), id: held, reason: 'x' })).failed).toBe(false);
  });
});

describe('bankgraph audit erase', () => {
  it('removes dead letters of whoever is erased, also of somebody whom the log does not know', async () => {
    const other = await letter('{"about":"C-1001"}');
    await letter('{"about":"C-1003"}');
    await letter('{"about":"C-9999"}');
    const { text, failed } = await erase('C-1003', 'C-9999');
    expect(failed).toBe(true);
    expect(JSON.parse(text)).toMatchObject({
      erased: [{ customer: 'C-1003' }],
      unknown: ['C-9999'],
      letters: { removed: 2, onHold: 0 },
    });
    expect(await waiting()).toEqual([other]);
    await letter('{"again":"C-1003"}');
    expect(JSON.parse((await erase('C-1003')).text)).toMatchObject({
      unknown: ['C-1003'],
      letters: { removed: 1 },
    });
    await discardReport({ ...keeping(), id: other, reason: 'x' });
  });

  it('keeps those of somebody on hold until the release that erases', async () => {
    await hold('C-1004');
    const id = await letter('{"about":"C-1004"}');
    expect(JSON.parse((await erase('C-1004')).text)).toMatchObject({
      restricted: [{ customer: 'C-1004' }],
      letters: { removed: 0, onHold: 0 },
    });
    expect(await waiting()).toEqual([id]);
    const released = await releaseReport({ ...keeping(false), customer: 'C-1004', reason: 'settled' });
    expect(released.text).toContain('1 dead letter named whoever is erased; removed.');
    expect(await waiting()).toEqual([]);
  });

  it('that waited for a hold which has lapsed removes them when a rotation carries it out', async () => {
    const until = new Date(Date.now() + 10_000);
    await holdReport({ ...keeping(), customer: 'C-1001', reason: 'tax audit', until });
    await letter('{"about":"C-1001"}');
    expect(JSON.parse((await erase('C-1001')).text).restricted).toHaveLength(1);
    await new Promise((resolve) => setTimeout(resolve, until.getTime() - Date.now() + 100));
    expect(JSON.parse((await rotateKeysReport(keeping())).text)).toMatchObject({
      carriedOut: [expect.any(String)],
      letters: { removed: 1, onHold: 0 },
    });
    expect(await waiting()).toEqual([]);
  });

  it('erases nobody when their dead letters cannot be removed', async () => {
    await bank.as('frontline-agent', 'CustomerCare').query('{ customer(id: "C-1002") { name } }');
    const id = await letter('{"about":"C-1002"}');
    const nowhere = { ...keeping().letters, eventKeeper: 'postgresql://nobody@127.0.0.1:9/none' };
    await expect(
      eraseReport({ ...keeping(), letters: nowhere, customers: ['C-1002'], ground: 'retention-ended' }),
    ).rejects.toThrow();
    expect(await waiting()).toEqual([id]);
    expect(JSON.parse((await erase('C-1002')).text)).toMatchObject({
      erased: [{ customer: 'C-1002' }],
      letters: { removed: 1 },
    });
  });

  it('leaves those of somebody whom nobody had asked about before they were put on hold', async () => {
    expect((await hold('C-9998')).failed).toBe(true);
    const { auditReader: url, auditWriter } = bank.connections.own;
    const filter = { subject: 'C-9998' };
    const { auditKeys } = bank.connections;
    const reading = {
      url,
      auditWriter,
      auditKeys,
      command: 'audit search',
      filter,
      order: 'newest first' as const,
    };
    for await (const _ of searchAudit(reading));
    expect((await hold('C-9998')).failed).toBe(false);
    const id = await letter('{"about":"C-9998"}');
    expect(JSON.parse((await erase('C-9998')).text)).toMatchObject({ restricted: [{ customer: 'C-9998' }] });
    expect(await waiting()).toEqual([id]);
  });

  it('leaves a log and a ledger that are whole', async () => {
    const { auditReader, ledgerReader } = bank.connections.own;
    const options = { url: auditReader, json: false, onProgress: () => undefined };
    expect((await verifyAuditReport(options)).text).toContain('every chain is whole');
    const both = { audit: auditReader, ledger: ledgerReader, json: false, onProgress: () => undefined };
    expect((await verifyLineageReport(both)).failed).toBe(false);
  });
});
