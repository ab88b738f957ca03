import {
  AuditReader,
  type AuditRecord,
  isOperation,
  type KeepingRecord,
  keyFile,
} from '@bankgraph/audit-log';
import { connect, type Knex } from '@bankgraph/database';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { erasingKeeper } from '../testing/erasing-keeper.js';
import { type Bank, startBank } from '../testing/start-bank.js';
import { holdReport, holdsReport, releaseReport } from './audit-hold.js';
import { eraseReport, rotateKeysReport } from './audit-keys.js';
import { searchAudit } from './audit-search.js';
import { recordAsText } from './audit-tail.js';
import { verifyAuditReport } from './audit-verify.js';

let bank: Bank;
let login: Knex;

beforeAll(async () => {
  bank = await startBank();
  login = connect(bank.connections.own.auditReader, { applicationName: 'test', poolMax: 1 });
  for (const id of ['C-1001', 'C-1003', 'C-1004'])
    await bank
      .as('frontline-agent', 'CustomerCare')
      .query('query Name($id: ID!) { customer(id: $id) { name } }', { id });
}, 120_000);
afterAll(async () => {
  await login?.destroy();
  await bank?.[Symbol.asyncDispose]();
});

const keeper = (json = false) => erasingKeeper(bank, json);
const erase = (customer: string, json = false) =>
  eraseReport({ ...keeper(json), customers: [customer], ground: 'right-to-erasure' });

/** What `audit search`, and with `--on-hold` the key keeper, is shown. */
async function search(subject: string, onHold: boolean): Promise<readonly AuditRecord[]> {
  const { auditReader, auditWriter, auditKeyKeeper } = bank.connections.own;
  const found: AuditRecord[] = [];
  for await (const record of searchAudit({
    url: onHold ? auditKeyKeeper : auditReader,
    auditWriter: onHold ? auditKeyKeeper : auditWriter,
    auditKeys: bank.connections.auditKeys,
    command: onHold ? 'audit search --on-hold' : 'audit search',
    filter: { subject },
    order: 'newest first',
  }))
    found.push(record);
  return found;
}

/** Customers in the graph's own view of the log, and of who looked. */
async function inTheGraph(customerId: string) {
  const entries = await bank
    .as('auditor', 'LegalCompliance')
    .query('query Of($id: ID!) { auditEntries(filter: { customerId: $id }, first: 50) { nodes { id } } }', {
      id: customerId,
    });
  expect(entries.errors).toBeUndefined();
  const history = await bank
    .as('customer', undefined, { customer: customerId })
    .query('query Own($id: ID!) { customer(id: $id) { accessHistory { totalCount } } }', { id: customerId });
  return {
    entries: entries.data.auditEntries.nodes.length,
    history: history.data.customer.accessHistory.totalCount,
  };
}

it('a customer on hold is restricted in place of erased, and erased as they are released', async () => {
  const held = await holdReport({ ...keeper(), customer: 'C-1003', reason: 'court order 7' });
  expect(held.failed).toBe(false);
  expect(held.text).toMatch(
    /^C-1003 is on hold\. audit erase restricts them meanwhile, and destroys nothing\.\n {2}hold [0-9a-f-]{36}, until it is released, by operator:\S+ since \S+: court order 7$/,
  );
  expect(await inTheGraph('C-1003')).toMatchObject({ history: expect.any(Number) });
  expect((await search('C-1003', false)).length).toBeGreaterThan(0);

  const restricted = await erase('C-1003');
  expect(restricted.failed).toBe(false);
  expect(restricted.text).toMatch(/^C-1003 is RESTRICTED, not erased: 1 legal hold in force\. From now on/);
  expect(restricted.text).toContain('They are erased when the last of these has ended');
  expect(restricted.text).toContain('wrapped anew under kek-');
  const again = JSON.parse((await erase('C-1003', true)).text);
  expect(again).toMatchObject({
    erased: [],
    restricted: [{ customer: 'C-1003', holds: [{ reason: 'court order 7', until: null }] }],
    unknown: [],
    carriedOut: [],
  });

  expect(await search('C-1003', false)).toEqual([]);
  // Remembered no longer than five seconds by a part that has read of them.
  await new Promise((resolve) => setTimeout(resolve, 5_500));
  expect(await inTheGraph('C-1003')).toEqual({ entries: 0, history: 0 });
  const kept = await search('C-1003', true);
  expect(kept.map(({ operationName }) => operationName)).toEqual(
    expect.arrayContaining(['audit search --on-hold', 'audit search', 'Name']),
  );
  const holds = await holdsReport(keeper());
  expect(holds.text).toMatch(
    /^C-1003\n {2}hold .*: court order 7\nC-1003 is to be erased \(right-to-erasure\)/,
  );
  expect((await search('C-1001', true)).length).toBeGreaterThan(0);

  const released = await releaseReport({ ...keeper(), customer: 'C-1003', reason: 'settled' });
  expect(released.failed).toBe(false);
  expect(released.text).toMatch(
    /^C-1003 is released from this hold:\n {2}hold .*\nC-1003 is erased, as was asked for before; records keep [0-9a-f-]{36}\.\n\d+ keys? of data/,
  );
  expect(await search('C-1003', true)).not.toContainEqual(expect.objectContaining({ operationName: 'Name' }));
  const verified = await verifyAuditReport({
    url: bank.connections.own.auditReader,
    json: false,
    onProgress: () => undefined,
  });
  expect(verified.text).toContain('every chain is whole');
}, 60_000);

it('what was held, restricted, released and erased is told by pseudonym', async () => {
  const told: KeepingRecord[] = [];
  for await (const record of new AuditReader(login, keyFile(bank.connections.auditKeys)).tail())
    if (!isOperation(record)) told.push(record);
  expect(told.map(({ kind }) => kind)).toEqual(['hold', 'restriction', 'release', 'erasure']);
  const { subject } = told[0] as KeepingRecord;
  expect(told.map((record) => recordAsText(record).replace(/^.* → /, ''))).toEqual([
    `held:${subject}  until it is released`,
    `restricted:${subject}  right-to-erasure, when its legal holds have ended`,
    `released:${subject}  from hold ${told[0]?.id}`,
    `erased:${subject}  right-to-erasure`,
  ]);
  expect(JSON.stringify(told)).not.toMatch(/C-1003|court order|settled/);
});

it('a hold that has lapsed lets the next rotation carry the erasure out', async () => {
  const until = new Date(Date.now() + 4_000);
  await holdReport({ ...keeper(), customer: 'C-1004', reason: 'tax audit', until });
  const { restricted } = JSON.parse((await erase('C-1004', true)).text);
  expect(JSON.parse((await rotateKeysReport(keeper(true))).text).carriedOut).toEqual([]);
  await new Promise((resolve) => setTimeout(resolve, until.getTime() - Date.now() + 100));
  const { text } = await rotateKeysReport(keeper());
  expect(text).toContain(`${restricted[0].pseudonym} is erased: this erasure has waited for a legal hold`);
  expect((await holdsReport(keeper())).text).toBe('Nobody is on hold.');
}, 30_000);

describe('says what is the matter', () => {
  it('of somebody whom the log does not know, or who is erased', async () => {
    for (const customer of ['C-9999', 'C-8888']) {
      const asked = { ...keeper(), customer, reason: 'x' };
      const words = `${customer}: the log knows nobody of this number. Erased before?`;
      expect(await holdReport(asked)).toEqual({ failed: true, text: words });
      expect(await releaseReport(asked)).toEqual({ failed: true, text: words });
      expect(JSON.parse((await holdReport({ ...asked, json: true })).text)).toEqual({ unknown: customer });
    }
  });

  it('of a release without a hold, of a hold twice, and of several', async () => {
    const asked = { ...keeper(), customer: 'C-1001', reason: 'x' };
    expect(await releaseReport(asked)).toEqual({
      failed: true,
      text: 'C-1001 is on no hold. Released before, or its time is up?',
    });
    await holdReport(asked);
    expect((await holdReport(asked)).text).toMatch(/^C-1001 is on this hold already; nothing was recorded\./);
    expect((await holdReport({ ...asked, reason: 'y' })).text).toMatch(/\nAlso in force;[\s\S]*: x$/);
    const several = await releaseReport(asked);
    expect(several.failed).toBe(true);
    expect(several.text).toMatch(/^C-1001 is on several holds, and none was ended: say which with --hold\./);
    const other = await releaseReport({ ...asked, hold: 'nonsense' });
    expect(other).toMatchObject({
      failed: true,
      text: expect.stringMatching(/^C-1001 is on no hold nonsense\./),
    });
    const { holds } = JSON.parse((await holdsReport(keeper(true))).text);
    const one = await releaseReport({ ...asked, hold: holds[0].id });
    expect(one).toMatchObject({ failed: false, text: expect.stringContaining('Still in force:') });
  });
});
