import { connect } from '@bankgraph/database';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Bank, startBank } from '../testing/start-bank.js';
import { verifyLineageReport } from './lineage-verify.js';

let bank: Bank;
beforeAll(async () => {
  bank = await startBank({ customers: 25 });
}, 60_000);
afterAll(() => bank?.[Symbol.asyncDispose]());

const report = (json: boolean) =>
  verifyLineageReport({
    ledger: bank.connections.own.ledgerReader,
    audit: bank.connections.own.auditReader,
    json,
    onProgress: () => undefined,
  });

it('finds the seeded ledger whole, and names what somebody did to it', async () => {
  const whole = await report(false);
  expect([whole.failed, whole.text]).toEqual([
    false,
    expect.stringMatching(
      /^\d+ decisions, anchored by 1 record of the audit log: each is as it was appended\./,
    ),
  ]);
  const url = new URL(bank.postgres.adminUrl);
  url.pathname = '/bankgraph';
  const owner = connect(url.href, { applicationName: 'test owner', poolMax: 1 });
  try {
    await owner.transaction(async (all) => {
      await all.raw('set local session_replication_role to replica');
      await all('ledger.decision_event').where({ id: 'LE-1004-pep-confirmed' }).delete();
      await all('ledger.decision_event').where({ id: 'LE-1005-alert' }).update({ decision: 'APPROVE' });
    });
  } finally {
    await owner.destroy();
  }
  const { text, failed } = await report(false);
  expect(failed).toBe(true);
  expect(text.split('\n').slice(0, 3)).toEqual([
    expect.stringMatching(/: 2 faults\.$/),
    expect.stringMatching(
      /^ {2}deleted {4}LE-1004-pep-confirmed: was appended and is not there any more; record /,
    ),
    expect.stringMatching(/^ {2}changed {4}LE-1005-alert: does not say any more what it said .*; record /),
  ]);
  expect(JSON.parse((await report(true)).text)).toMatchObject({
    whole: true,
    faultCount: 2,
    faults: [
      { kind: 'deleted', decision: 'LE-1004-pep-confirmed' },
      { kind: 'changed', decision: 'LE-1005-alert' },
    ],
  });
});
