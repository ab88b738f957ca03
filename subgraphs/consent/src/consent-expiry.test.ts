import type { RecordEdit } from '@bankgraph/audit-log';
import { connect } from '@bankgraph/database';
import { verifyLedger } from '@bankgraph/decision-ledger';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { consentAsOf } from './consent-as-of.js';
import { readConsent } from './consent-database-source.js';
import { expireConsents, startConsentExpiry } from './consent-expiry.js';
import { type Databases, startDatabases } from './databases.fixture.js';
import { insertConsents, type RecordedConsent } from './insert-consents.js';

let databases: Databases;
beforeAll(async () => {
  databases = await startDatabases();
}, 60_000);
afterAll(async () => {
  await databases?.[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await databases.owner.transaction(async (all) => {
    await all.raw('set local session_replication_role = replica');
    await all.raw(
      `truncate consent.consent, consent.consent_event, consent.consent_account, consent.notice_shown, consent.command,
        ledger.decision_event, ledger.anchor, events.outbox`,
    );
  });
});

const given = '2026-01-01T00:00:00.000Z';
const over = '2026-02-01T00:00:00Z';

/** A consent that was asked for and given, and whose time is over. */
const consentOf = (id: string, change: Partial<RecordedConsent> = {}): RecordedConsent => ({
  id,
  customerId: 'C-1001',
  kind: 'ACCOUNT_ACCESS',
  status: 'AUTH',
  purpose: 'ServiceProvision',
  lawfulBasis: 'Contract',
  permissions: ['ReadBalances'],
  grantedAt: given,
  expiresAt: over,
  transactionsFrom: null,
  transactionsTo: null,
  grantee: 'P-moneywise',
  noticeVersion: 'privacy-notice@7',
  accounts: [{ accountId: 'A-1', removedAt: null }],
  events: [
    { id: `${id}-1`, status: 'AWAU', at: '2025-12-31T00:00:00Z', actor: 'P-moneywise', note: null },
    { id: `${id}-2`, status: 'AUTH', at: given, actor: 'C-1001', note: null },
  ],
  ...change,
});
const register = (...consents: readonly RecordedConsent[]) =>
  databases.owner.transaction((all) => insertConsents(all, consents));

/** As the server has it, but for the policies' version. */
const recordOf = (customerId: string): Promise<RecordEdit> =>
  databases.edits.prepare({
    actor: { id: 'bankgraph', kind: 'service', roles: [], clientId: 'bankgraph', channel: null },
    purpose: null,
    subject: customerId,
    requestId: `expiry of ${customerId}`,
    operationName: 'consent expiry',
    operationHash: 'ab'.repeat(32),
    policyVersion: 'p',
    fields: [],
  });
const sweep = () => expireConsents(databases.writer, recordOf);

const decisions = () => databases.owner('ledger.decision_event').orderBy('id').select('*');
const outbox = async () =>
  (await databases.owner('events.outbox').orderBy('sequence').select('event')).map(({ event }) => event);
const statusOf = async (id: string) => (await readConsent(databases.owner, id))?.status;

describe('a consent whose time is over', () => {
  it('ends in writing: state, step, decision, event and record, of when its time was over', async () => {
    await register(consentOf('CON-1'));
    expect(await sweep()).toBe(1);
    const consent = await readConsent(databases.owner, 'CON-1');
    expect(consent).toMatchObject({ status: 'EXPD', version: 3, accountIds: ['A-1'] });
    expect(consent?.history.at(-1)).toMatchObject({
      ...{ status: 'EXPD', version: 3, at: over, actor: 'bankgraph', onBehalfOf: null, note: null },
    });
    const [decision, ...others] = await decisions();
    expect(others).toEqual([]);
    expect(decision).toMatchObject({
      ...{
        id: 'DE-CON-1-3',
        subject: 'C-1001',
        domain: 'consent',
        kind: 'consent.expired',
        decision: 'EXPIRED',
      },
      ...{ outcome: 'EXPD', class: 'C', occurred_at: new Date(over), caused_by: [] },
      actor: { type: 'SYSTEM', id: 'bankgraph' },
    });
    expect(decision.recorded_at.getTime()).toBeGreaterThan(Date.now() - 60_000);
    expect(await outbox()).toMatchObject([
      {
        ...{ id: 'CON-1-3', type: 'bankgraph.consent', subject: 'C-1001' },
        data: { domain: 'consent', class: 'I', decisionIds: ['DE-CON-1-3'] },
      },
    ]);
    const records: unknown[] = [];
    for await (const found of databases.log.search({ requestId: 'expiry of C-1001' }, 'newest first')) {
      records.push(...found.map(({ kind, subject, actor }) => [kind, subject, actor.id]));
    }
    expect(records).toEqual([['edit', 'C-1001', 'bankgraph']]);
    const { faults, decisions: verified } = await verifyLedger({
      ledger: databases.owner,
      audit: databases.owner,
    });
    expect([verified, faults]).toEqual([1, []]);
    // As it stood a moment before, and at the end.
    if (consent === null) throw new Error('It is gone.');
    const at = (time: string) => consentAsOf(consent, new Date(time))?.status;
    expect([at('2026-01-31T23:59:59Z'), at(over)]).toEqual(['AUTH', 'EXPD']);
  });

  it('is caused by the step before, where the ledger knows it', async () => {
    await register(consentOf('CON-1'));
    await databases.owner('ledger.decision_event').insert({
      ...{ id: 'DE-CON-1-2', subject: 'C-1001', occurred_at: given, recorded_at: given, domain: 'consent' },
      ...{
        kind: 'consent.authorised',
        decision: 'AUTHORISED',
        outcome: 'AUTH',
        class: 'C',
        about_report: false,
      },
      actor: { type: 'HUMAN', id: 'C-1001' },
    });
    await sweep();
    expect((await decisions()).at(-1)).toMatchObject({ id: 'DE-CON-1-3', caused_by: ['DE-CON-1-2'] });
  });

  it('is the only one that ends: not one that still holds, has no end, or is in another state', async () => {
    await register(
      consentOf('CON-holds', { expiresAt: '2099-01-01T00:00:00Z' }),
      consentOf('CON-endless', { expiresAt: null }),
      ...(['AWAU', 'RJCT', 'CANC', 'EXPD'] as const).map((status) => consentOf(`CON-${status}`, { status })),
    );
    expect([await sweep(), await decisions(), await outbox()]).toEqual([0, [], []]);
  });

  it('ends once, however many sweep at the same time, and again', async () => {
    const ids = Array.from({ length: 60 }, (_, index) => `CON-${index}`);
    await register(...ids.map((id) => consentOf(id)));
    const other = connect(databases.writerUrl, { poolMax: 4, applicationName: 'another sweeper' });
    try {
      let left = ids.length;
      for (let round = 0; left > 0 && round < 100; round += 1) {
        const written = await Promise.all([sweep(), expireConsents(other, recordOf), sweep()]);
        left -= written.reduce((sum, one) => sum + one, 0);
      }
      expect([left, await sweep()]).toEqual([0, 0]);
    } finally {
      await other.destroy();
    }
    expect((await decisions()).map(({ id }) => id)).toEqual(ids.map((id) => `DE-${id}-3`).sort());
    expect(await outbox()).toHaveLength(60);
    expect(new Set(await Promise.all(ids.map(statusOf)))).toEqual(new Set(['EXPD']));
  });

  it('does not end where somebody withdraws it at the same moment: one of the two is written', async () => {
    await register(consentOf('CON-1'));
    const record = await recordOf('C-1001');
    await databases.owner.transaction(async (all) => {
      await all('consent.consent').where({ id: 'CON-1' }).forUpdate().first('id');
      const waiting = expireConsents(databases.writer, async () => record);
      await all('consent.consent').where({ id: 'CON-1' }).update({ status: 'CANC', version: 3 });
      await all.commit();
      expect(await waiting).toBe(0);
    });
    expect([await statusOf('CON-1'), await decisions()]).toEqual(['CANC', []]);
  });

  it.each(['audit.record', 'ledger.decision_event', 'events.outbox', 'consent.consent_event'])(
    'stays as it is when %s does not take its part, and ends when it does',
    async (table) => {
      await register(consentOf('CON-1'));
      await databases.owner.raw(`revoke insert on ${table} from consent_writer`);
      try {
        await expect(sweep()).rejects.toThrow();
        expect([await statusOf('CON-1'), await decisions(), await outbox()]).toEqual(['AUTH', [], []]);
      } finally {
        await databases.owner.raw(`grant insert on ${table} to consent_writer`);
      }
      expect([await sweep(), await statusOf('CON-1')]).toEqual([1, 'EXPD']);
    },
  );

  it('that cannot be read keeps no other from ending', async () => {
    await register(
      consentOf('CON-broken', { lawfulBasis: 'Whim', expiresAt: '2026-01-15T00:00:00Z' }),
      consentOf('CON-1'),
    );
    await expect(sweep()).rejects.toThrow();
    expect([await statusOf('CON-1'), (await decisions()).map(({ id }) => id)]).toEqual([
      'EXPD',
      ['DE-CON-1-3'],
    ]);
  });
});

describe('as long as the process runs', () => {
  const until = async (isTrue: () => boolean | Promise<boolean>) => {
    for (const end = Date.now() + 10_000; !(await isTrue()); ) {
      if (Date.now() > end) throw new Error('It has not happened.');
      await new Promise((later) => setTimeout(later, 20));
    }
  };

  it('ends what comes to its end, waits for a database that is away, and says each once', async () => {
    const lines: string[] = [];
    const log = {
      warn: (_fields: object, message: string) => void lines.push(message),
      info: (message: string) => void lines.push(message),
    };
    const own = connect(databases.writerUrl, { poolMax: 2, applicationName: 'sweeper' });
    const expiry = startConsentExpiry(own, recordOf, { log, intervalMs: 20 });
    try {
      await register(consentOf('CON-1'));
      await until(async () => (await statusOf('CON-1')) === 'EXPD');
      await databases.owner.raw('alter role consent_writer nologin');
      await databases.owner.raw(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'sweeper'`,
      );
      await register(consentOf('CON-2'));
      await until(() => lines.length === 1);
      await new Promise((later) => setTimeout(later, 200));
      expect([lines, await statusOf('CON-2')]).toEqual([
        ['that consents have ended cannot be written down'],
        'AUTH',
      ]);
      await databases.owner.raw('alter role consent_writer login');
      await until(async () => (await statusOf('CON-2')) === 'EXPD');
      await until(() => lines.length === 2);
      expect(lines[1]).toBe('that consents have ended is written down again');
    } finally {
      await databases.owner.raw('alter role consent_writer login');
      await expiry.close();
      await own.destroy();
    }
    await register(consentOf('CON-3'));
    await new Promise((later) => setTimeout(later, 200));
    expect(await statusOf('CON-3')).toBe('AUTH');
  });
});
