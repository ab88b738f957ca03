import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { erasingKeeper } from '../testing/erasing-keeper.js';
import { type Bank, startBank } from '../testing/start-bank.js';
import { eraseReport, rotateKeysReport } from './audit-keys.js';
import { verifyAuditReport } from './audit-verify.js';

let bank: Bank;

beforeAll(async () => {
  bank = await startBank();
}, 120_000);
afterAll(() => bank?.[Symbol.asyncDispose]());

const keeping = (json = false) => erasingKeeper(bank, json);

const ask = (id: string) =>
  bank
    .as('frontline-agent', 'CustomerCare')
    .query('query Name($id: ID!) { customer(id: $id) { name } }', { id });

describe('while the graph answers', () => {
  it('keys are rotated, and it goes on', async () => {
    await ask('C-1001');
    const before = await readFile(bank.connections.auditKeys, 'utf8');
    const { text, failed } = await rotateKeysReport(keeping());
    expect(failed).toBe(false);
    expect(text).toMatch(/^\d+ keys? of data subjects wrapped anew under kek-[0-9a-f]{16}; destroyed: kek-/);
    expect(await readFile(bank.connections.auditKeys, 'utf8')).not.toBe(before);
    expect((await ask('C-1002')).status).toBe(200);
    expect((await bank.audit.recent(2)).map(({ subject }) => subject)).toEqual(['C-1002', 'C-1001']);
  });

  it('a customer is erased: their records stay and verify, and do not say whose they are', async () => {
    await ask('C-1003');
    await ask('C-1004');
    const { text, failed } = await eraseReport({
      ...keeping(true),
      customers: ['C-1003', 'C-9999'],
      ground: 'retention-ended',
    });
    expect(failed).toBe(true);
    const result = JSON.parse(text) as { erased: { customer: string; pseudonym: string }[] };
    expect(result).toMatchObject({
      erased: [{ customer: 'C-1003', pseudonym: expect.any(String) }],
      unknown: ['C-9999'],
      rotation: { destroyed: [expect.stringMatching(/^kek-/)] },
    });
    expect((await bank.audit.recent(2)).map(({ subject }) => subject)).toEqual([
      'C-1004',
      `erased:${result.erased[0]?.pseudonym}`,
    ]);
    const verified = await verifyAuditReport({
      url: bank.connections.own.auditReader,
      json: false,
      onProgress: () => undefined,
    });
    expect(verified.text).toContain('every chain is whole');
  });
});
