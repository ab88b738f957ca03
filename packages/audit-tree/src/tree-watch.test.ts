import { startTemporaryPostgres, type TemporaryPostgres } from '@bankgraph/database';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { TestLog, until } from './grown-log.fixture.js';
import { treeLag } from './tree-lag.js';
import { TreeWatch } from './tree-watch.js';
import { witnessLag } from './witness-lag.js';

let server: TemporaryPostgres;
let log: TestLog;

beforeAll(async () => {
  server = await startTemporaryPostgres();
}, 60_000);
afterAll(() => server?.stop());
beforeEach(async () => {
  log = await TestLog.on(server);
});
afterEach(() => log.end());

describe('how far the tree is behind', () => {
  it('is told to the gateway, whose login may only write records', async () => {
    const gateway = log.as('audit_writer', 'w');
    expect(await treeLag(gateway)).toEqual({ waiting: 0, waitingMs: 0, size: 0, checkpointMs: null });
    const [one, two] = [await log.writer(), await log.writer()];
    await one.write(3);
    await two.write(2);
    // With the openings of both.
    expect(await treeLag(gateway)).toMatchObject({ waiting: 7, size: 0, checkpointMs: null });
    await log.integrate();
    expect(await treeLag(gateway)).toMatchObject({ waiting: 0, waitingMs: 0, size: 7 });
    await two.write(2);
    const { rows } = await log.owner.raw(
      'select committed_at from audit.record where writer = ? and sequence = 4',
      [two.id],
    );
    const lag = await treeLag(gateway);
    expect(lag).toMatchObject({ waiting: 2, size: 7 });
    expect(lag.waitingMs).toBeGreaterThanOrEqual(0);
    expect(lag.waitingMs).toBeLessThanOrEqual(Date.now() - (rows[0].committed_at as Date).getTime() + 1_000);
    await expect(gateway('audit.tree_entry').delete()).rejects.toMatchObject({ code: '42501' });
  });

  it('counts a writer that the integrator has stopped at', async () => {
    const broken = await log.writer();
    await broken.write(3);
    await log.tamper(`delete from audit.record where writer = '${broken.id}' and sequence = 2`);
    await log.integrate();
    expect((await treeLag(log.as('audit_writer', 'w'))).waiting).toBeGreaterThan(0);
  });
});

describe('how far the witness is behind', () => {
  it('is the age of the oldest checkpoint that it has not signed', async () => {
    const reader = log.as('audit_reader', 'r');
    expect(await witnessLag(reader)).toEqual({ cosigned: null, behindMs: 0 });
    const writer = await log.writer();
    await log.integrate();
    const before = await witnessLag(reader);
    expect(before.cosigned).toBeNull();
    expect(before.behindMs).toBeGreaterThan(0);
    // Signed by the witness as far as the database knows: nobody checks the signature here.
    await log.owner.raw(
      "insert into audit.cosignature (size, witness, note) select size, 'w', note from audit.checkpoint",
    );
    expect(await witnessLag(reader)).toMatchObject({ cosigned: { witness: 'w', size: 1 }, behindMs: 0 });
    await writer.write(1);
    await log.integrate();
    expect((await witnessLag(reader)).behindMs).toBeGreaterThan(0);
  });
});

describe('a watch', () => {
  it('tells that nobody integrates, once a minute, and that it is over', async () => {
    const writer = await log.writer();
    await log.integrate();
    const watch = new TreeWatch(log.as('audit_writer', 'w'), {
      onError: log.onError,
      pollMs: 20,
      lateMs: 300,
    });
    await new Promise((resolve) => setTimeout(resolve, 400));
    // An old checkpoint alone is nothing: nothing waits.
    expect(watch.warning).toBeNull();
    await writer.write(2);
    await until(() => watch.warning !== null);
    expect(watch.warning).toMatch(
      /^The audit tree is late: checkpoint age \d+ s, and a record waits for \d+ s\. Does the integrator run\?$/,
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(log.told).toEqual([
      expect.objectContaining({ message: expect.stringContaining('The audit tree is late'), waiting: 2 }),
    ]);
    await log.integrate();
    await until(() => watch.warning === null);
    await watch.close();
  });

  it('says when it cannot tell, and goes on', async () => {
    const writer = await log.writer();
    await log.owner.raw('revoke select on audit.tree_entry from audit_writer');
    const watch = new TreeWatch(log.as('audit_writer', 'w'), {
      onError: log.onError,
      pollMs: 20,
      lateMs: 100,
    });
    await until(() => log.told.length > 0);
    expect(log.told[0]?.message).toBe('Whether the audit tree grows cannot be told');
    await log.owner.raw('grant select on audit.tree_entry to audit_writer');
    await writer.write(1);
    await until(() => watch.warning !== null);
    expect(watch.warning).toContain('there is no checkpoint');
    await watch.close();
  });
});
