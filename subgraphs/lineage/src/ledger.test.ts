import { connect } from '@bankgraph/database';
import { checkEntry } from '@bankgraph/decision-ledger';
import { insertDecisionEvents } from '@bankgraph/decision-ledger/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Databases, decided, startDatabases } from './databases.fixture.js';
import { ledgerSource } from './ledger-source.js';

const { signal } = new AbortController();
const hash = 'a'.repeat(64);
let databases: Databases;

beforeAll(async () => {
  databases = await startDatabases();
});
afterAll(async () => {
  await databases[Symbol.asyncDispose]();
});

describe('the ledger', () => {
  it('gives back what was written, in the words of the contract, the newest first', async () => {
    const alert = decided('LE-1-alert', {
      domain: 'aml',
      kind: 'aml.alert',
      decision: 'REVIEW',
      actor: { type: 'SYSTEM', id: 'marble', role: 'engine' },
      inputs: [{ system: 'aml', externalId: 'dec-1', hash, asOf: '2026-06-02T10:00:00Z', class: 'R' }],
      plan: { type: 'RULE', id: 'scenario-1', version: '4' },
      occurredAt: '2026-06-02T12:00:00+02:00',
      class: 'R',
      caseId: 'case-1',
      approvals: [{ by: 'S-mlro-1', role: 'mlro', at: '2026-06-02T11:00:00Z' }],
    });
    const rating = decided('LE-1-rating', { causedBy: ['LE-1-alert', 'LE-gone'], supersedes: 'LE-1-first' });
    expect(await insertDecisionEvents(databases.owner, [rating, alert])).toBe(2);
    const source = ledgerSource({ knex: databases.ledger });
    const found = await source.bySubjects(['C-1', 'C-404'], signal);
    expect(found.get('C-404')).toEqual([]);
    expect(found.get('C-1')).toEqual([
      {
        id: 'LE-1-alert',
        customerId: 'C-1',
        subject: { id: 'C-1' },
        caseId: 'case-1',
        aboutReport: false,
        occurredAt: '2026-06-02T10:00:00.000Z',
        recordedAt: '2026-06-01T10:01:00.000Z',
        domain: 'AML',
        kind: 'aml.alert',
        decision: 'REVIEW',
        actor: { type: 'SYSTEM', id: 'marble', role: 'engine', onBehalfOf: null },
        inputs: [
          { system: 'aml', externalId: 'dec-1', hash, asOf: '2026-06-02T10:00:00Z', class: 'RESTRICTED' },
        ],
        plan: { type: 'RULE', id: 'scenario-1', version: '4' },
        outcome: 'Rating raised',
        reasonForCustomer: null,
        reasonInternal: 'PERIODIC_REVIEW',
        causedBy: [],
        supersedes: null,
        approvals: [{ by: 'S-mlro-1', role: 'mlro', at: '2026-06-02T11:00:00Z' }],
        class: 'RESTRICTED',
      },
      expect.objectContaining({
        id: 'LE-1-rating',
        domain: 'KYC',
        plan: null,
        causedBy: ['LE-1-alert', 'LE-gone'],
        supersedes: 'LE-1-first',
        class: 'CONFIDENTIAL',
      }),
    ]);
    expect([...(await source.byIds(['LE-1-rating', 'LE-gone'], signal)).keys()]).toEqual(['LE-1-rating']);
  });

  it('takes the same decisions again without a second row, thousands at once', async () => {
    const many = function* () {
      for (let n = 0; n < 2_500; n += 1) yield decided(`LE-many-${n}`, { subject: 'C-2' });
    };
    expect(await insertDecisionEvents(databases.owner, many())).toBe(2_500);
    expect(await insertDecisionEvents(databases.owner, many())).toBe(0);
    const changed = decided('LE-many-7', { subject: 'C-2', decision: 'HIGH' });
    expect(await insertDecisionEvents(databases.owner, [changed])).toBe(0);
    const rows = await ledgerSource({ knex: databases.ledger }).byIds(['LE-many-7'], signal);
    expect(rows.get('LE-many-7')?.decision).toBe('MEDIUM');
  });

  it('refuses every change, whoever asks, and lets its reader only read', async () => {
    const { owner, ledger } = databases;
    for (const statement of [
      'update ledger.decision_event set decision = null',
      'delete from ledger.decision_event',
      'truncate ledger.decision_event',
    ]) {
      await expect(owner.raw(statement)).rejects.toMatchObject({ code: '23001' });
      await expect(ledger.raw(statement)).rejects.toMatchObject({
        code: expect.stringMatching(/^25006|42501$/),
      });
    }
    await expect(
      ledger.raw('set default_transaction_read_only to off; delete from ledger.decision_event'),
    ).rejects.toBeDefined();
  });

  it('that cannot be reached says so by its name, and nothing else', async () => {
    const nowhere = connect('postgresql://ledger_reader:secret@127.0.0.1:1/bankgraph', {
      poolMax: 1,
      applicationName: 'lineage',
    });
    const failure = await ledgerSource({ knex: nowhere, deadlineMs: 500 })
      .bySubjects(['C-1'], signal)
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', details: { system: 'ledger' } });
    expect(JSON.stringify(failure) + String(failure)).not.toMatch(/127\.0\.0\.1|secret|select/);
    await nowhere.destroy();
  });

  it('knows by itself which decisions are about a report', () => {
    const about = (change: object) =>
      checkEntry(decided('LE-1', { domain: 'aml', class: 'R', ...change })).aboutReport;
    expect(
      ['aml.report-decided', 'aml.no-report', 'aml.sar-drafted', 'aml.alert', 'aml.review'].map((kind) =>
        about({ kind }),
      ),
    ).toEqual([true, true, true, false, false]);
    const evidence = {
      system: 'aml_register',
      externalId: 'SAR-1',
      hash,
      asOf: '2026-06-02T10:00:00Z',
      class: 'R',
    };
    expect(about({ inputs: [evidence] })).toBe(true);
    expect(about({ kind: 'aml.report-decided', aboutReport: false })).toBe(false);
  });

  it('names what is wrong with an entry, and never what it says', async () => {
    const wrong = decided('LE-bad', { recordedAt: 'yesterday', class: 'X' as 'C', reasonInternal: 'secret' });
    await expect(insertDecisionEvents(databases.owner, [wrong])).rejects.toThrow(
      'Decision LE-bad cannot go into the ledger: correct recordedAt, class.',
    );
    const open = decided('LE-open', { kind: 'aml.report-decided', domain: 'aml' });
    await expect(insertDecisionEvents(databases.owner, [open])).rejects.toThrow('correct class');
  });
});
