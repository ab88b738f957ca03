import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, connect as dial, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  connect,
  createDatabase,
  databaseUrl,
  type EmbeddedPostgres,
  type Knex,
  openPool,
  type Pool,
  startEmbeddedPostgres,
} from '@bankgraph/database';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { entry } from './audit-entry.fixture.js';
import { AuditOverloaded, AuditUnavailable } from './audit-errors.js';
import { prepareAuditLog } from './audit-schema.js';
import { AuditWriter } from './audit-writer.js';
import { Identities } from './identities.js';
import type { KeyEncryptionKeys } from './key-encryption-keys.js';
import { testKeys } from './keys.fixture.js';
import { decodeAccess, decodeLeaf, leafHash, noPrevious } from './leaf.js';

let folder: string;
let server: EmbeddedPostgres;
let ownerUrl: string;
let writerUrl: string;
let owner: Knex;
let keys: KeyEncryptionKeys;
let pool: Pool;
let writer: AuditWriter;
let databases = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bankgraph-audit-'));
  server = await startEmbeddedPostgres({ folder });
}, 60_000);

afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  databases += 1;
  ownerUrl = await createDatabase(server.adminUrl, `bankgraph_${databases}`);
  owner = connect(ownerUrl, { poolMax: 3, applicationName: 'test owner' });
  await prepareAuditLog(owner, { writer: 'w', reader: 'r', integrator: 'i', witness: 'k', keyKeeper: 'x' });
  ({ keys } = await testKeys(owner));
  writerUrl = databaseUrl(ownerUrl, { role: 'audit_writer', password: 'w' });
  pool = openPool(writerUrl, { poolMax: 1, applicationName: 'test writer' });
  writer = await AuditWriter.open(pool, { service: 'test', keys, commitTimeoutMs: 1_000 });
});

afterEach(async () => {
  await writer.close();
  await pool.end();
  await owner.destroy();
});

describe('commit', () => {
  it('resolves after COMMIT and not before: the record is there for everyone', async () => {
    const release = await blockInserts();
    let resolved = false;
    const commit = writer.commit([entry()]).then(() => {
      resolved = true;
    });
    await sleep(200);
    expect(resolved).toBe(false);
    await release();
    await commit;

    const [stored] = await recorded();
    expect(stored).toEqual({
      ...entry(),
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      writer: writer.writer,
      sequence: 2,
      previous: expect.stringMatching(/^[0-9a-f]{64}$/),
      kind: 'access',
      elapsedMs: expect.any(Number),
      recordedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    });
  });

  it('waits for the disk, whatever the database says by default', async () => {
    await owner.raw('alter role audit_writer set synchronous_commit = off');
    const other = openPool(writerUrl, { poolMax: 1, applicationName: 'test writer' });
    const strict = await AuditWriter.open(other, { service: 'test', keys });
    await strict.commit([entry()]);
    expect((await other.query('show synchronous_commit')).rows).toEqual([{ synchronous_commit: 'on' }]);
    await strict.close();
    await other.end();
    await owner.raw('alter role audit_writer reset synchronous_commit');
  });

  it('makes few transactions of many commits, each record once, numbered without gaps', async () => {
    const requests = Array.from({ length: 1_000 }, (_, index) => `r-${index}`);
    await Promise.all(
      requests.map(async (requestId, index) => {
        // They arrive over some ten milliseconds, as requests do.
        await sleep(index % 40);
        await writer.commit([entry({ requestId })]);
      }),
    );
    const records = await recorded();
    expect(records.map(({ sequence }) => sequence)).toEqual(requests.map((_, index) => index + 2));
    expect(new Set(records.map(({ requestId }) => requestId))).toEqual(new Set(requests));
    const { rows } = await owner.raw('select count(distinct xmin::text) as transactions from audit.record');
    expect(rows[0].transactions).toBe(writer.state.transactions);
    expect(rows[0].transactions).toBeLessThan(100);
  });

  it('keeps the records of one operation together, also when they are more than a transaction may hold', async () => {
    const small = await AuditWriter.open(pool, { service: 'test', keys, maxRowsPerCommit: 3, maxQueue: 5 });
    const subjects = Array.from({ length: 10 }, (_, index) => `C-${index}`);
    await small.commit(subjects.map((subject) => entry({ subject })));
    await small.commit([]);
    expect((await recorded()).map(({ subject }) => subject)).toEqual(subjects);
    expect(small.state).toMatchObject({ committedRows: 11, transactions: 2, waitingRows: 0 });
  });

  it('turns requests away when too many wait, and serves the others', async () => {
    const bounded = await AuditWriter.open(pool, { service: 'test', keys, maxQueue: 10 });
    const release = await blockInserts();
    const admitted = Array.from({ length: 10 }, () => bounded.commit([entry()]));
    await expect(bounded.commit([entry()])).rejects.toBeInstanceOf(AuditOverloaded);
    await expect(bounded.commit([entry()])).rejects.toMatchObject({ code: 'OVERLOADED' });
    await release();
    await Promise.all(admitted);
    await bounded.commit([entry()]);
    expect((await recorded()).map(({ sequence }) => sequence)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  it('does not let one broken entry stop the others, nor leave a gap', async () => {
    const outcomes = await Promise.allSettled([
      writer.commit([entry({ requestId: 'before' })]),
      writer.commit([entry({ purpose: 'C-\u0000' })]),
      writer.commit([{} as ReturnType<typeof entry>]),
      writer.commit([entry({ requestId: 'after' })]),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    expect((await recorded()).map(({ sequence, requestId }) => [sequence, requestId])).toEqual([
      [2, 'before'],
      [3, 'after'],
    ]);
  });

  it('flushes on close and takes nothing afterwards', async () => {
    const release = await blockInserts();
    const commit = writer.commit([entry()]);
    const closed = writer.close();
    await expect(writer.commit([entry()])).rejects.toBeInstanceOf(AuditUnavailable);
    await release();
    await Promise.all([commit, closed]);
    expect(await recorded()).toHaveLength(1);
  });

  it('refuses an id that another writer has used', async () => {
    await expect(
      AuditWriter.open(pool, { service: 'test', keys, writer: writer.writer }),
    ).rejects.toBeInstanceOf(AuditUnavailable);
  });
});

describe('the chain of a writer', () => {
  it('goes from its opening to its close, each record carrying the hash of the one before', async () => {
    const other = await AuditWriter.open(pool, { service: 'other', keys, maxRowsPerCommit: 7 });
    await Promise.all([
      ...Array.from({ length: 40 }, (_, index) => writer.commit([entry({ requestId: `r-${index}` })])),
      ...Array.from({ length: 40 }, () => other.commit([entry(), entry({ subject: 'C-1002' })])),
    ]);
    await other.close();
    const [own, others] = [await chainOf(writer), await chainOf(other)];
    expect([own[0]?.kind, own.at(-1)?.kind, own.length]).toEqual(['open', 'access', 41]);
    expect([others[0], others.at(-1), others.length]).toEqual([
      expect.objectContaining({ kind: 'open', service: 'other' }),
      expect.objectContaining({ kind: 'close', service: 'other' }),
      82,
    ]);
    const elapsed = others.map(({ elapsedMs }) => elapsedMs);
    expect(elapsed).toEqual([...elapsed].sort((a, b) => a - b));
    expect(elapsed.every(Number.isInteger)).toBe(true);
  });

  it('shows by SQL alone that a record was taken out', async () => {
    for (const requestId of ['r-1', 'r-2', 'r-3']) await writer.commit([entry({ requestId })]);
    await owner.raw('alter table audit.record disable trigger append_only');
    await owner.raw('delete from audit.record where sequence = 3');
    await owner.raw('alter table audit.record enable trigger append_only');
    await expect(chainOf(writer)).rejects.toThrow();
    const { rows } = await owner.raw(`
      select sequence from (
        select sequence, lag(sequence) over (partition by writer order by sequence) as before from audit.record
      ) as r where sequence <> coalesce(before, 0) + 1`);
    expect(rows).toEqual([{ sequence: 4 }]);
  });

  it('holds when a group is turned away, given up, or of unknown fate', async () => {
    const release = await blockInserts();
    const given = writer.commit([entry({ requestId: 'given up' })]);
    await expect(given).rejects.toBeInstanceOf(AuditUnavailable);
    await release();
    await Promise.allSettled([
      writer.commit([entry({ requestId: 'good' })]),
      writer.commit([entry({ purpose: 'C-\u0000' })]),
    ]);
    await writer.commit([entry({ requestId: 'last' })]);
    expect(
      (await chainOf(writer)).map((record) => ('requestId' in record ? record.requestId : record.kind)),
    ).toEqual(['open', 'given up', 'good', 'last']);
  });

  it('has no end when the process was killed, and is otherwise whole', async () => {
    await writer.commit([entry()]);
    expect((await chainOf(writer)).map(({ kind }) => kind)).toEqual(['open', 'access']);
  });
});

describe('when the database fails', () => {
  it('fails closed while it is stopped, and recovers alone when it is back', async () => {
    await writer.commit([entry({ requestId: 'before' })]);
    await server.stop();
    const [first] = await Promise.allSettled([writer.commit([entry({ requestId: 'lost' })])]);
    expect(first).toMatchObject({ status: 'rejected', reason: { code: 'AUDIT_UNAVAILABLE' } });
    await expect(AuditWriter.open(pool, { service: 'test', keys })).rejects.toBeInstanceOf(AuditUnavailable);
    await expect(writer.ready()).rejects.toBeInstanceOf(AuditUnavailable);

    server = await startEmbeddedPostgres({ folder, port: server.port });
    await writer.ready();
    await writer.commit([entry({ requestId: 'after' })]);
    const records = await recorded();
    // Turned away and on record is allowed, answered and not on record is not.
    expect(records.map(({ requestId }) => requestId).filter((id) => id !== 'lost')).toEqual([
      'before',
      'after',
    ]);
    expect(records.map(({ sequence }) => sequence)).toEqual(records.map((_, index) => index + 2));
    expect(writer.state).toMatchObject({ waitingRows: 0, lastFailure: undefined });
  });

  it('carries on through a restart that is shorter than the time a commit may take', async () => {
    const patient = await AuditWriter.open(pool, { service: 'test', keys, commitTimeoutMs: 20_000 });
    const { port } = server;
    const commits: Promise<void>[] = [];
    const restart = server.stop().then(() => startEmbeddedPostgres({ folder, port }));
    for (let index = 0; index < 50; index++) {
      commits.push(patient.commit([entry({ requestId: `r-${index}` })]));
      await sleep(5);
    }
    server = await restart;
    await Promise.all(commits);
    await chainOf(patient);
    const records = await recorded();
    expect(records.map(({ requestId }) => requestId)).toEqual(commits.map((_, index) => `r-${index}`));
    expect(records.map(({ sequence }) => sequence)).toEqual(commits.map((_, index) => index + 2));
    await patient.close();
  });

  it('gives up on a commit that takes too long, and has its record once at most', async () => {
    const release = await blockInserts();
    await expect(writer.commit([entry({ requestId: 'slow' })])).rejects.toMatchObject({
      code: 'AUDIT_UNAVAILABLE',
    });
    await release();
    await writer.commit([entry({ requestId: 'next' })]);
    expect((await recorded()).map(({ sequence, requestId }) => [sequence, requestId])).toEqual([
      [2, 'slow'],
      [3, 'next'],
    ]);
  });

  it('writes a record once when the connection ends between COMMIT and the acknowledgement', async () => {
    const proxy = await startProxy(server.port);
    const viaProxy = new URL(writerUrl);
    viaProxy.port = String(proxy.port);
    const shaky = openPool(viaProxy.href, { poolMax: 1, applicationName: 'test shaky' });
    const cutOff = await AuditWriter.open(shaky, { service: 'test', keys, commitTimeoutMs: 10_000 });
    await cutOff.commit([entry({ requestId: 'r-1' })]);
    proxy.cutNextAnswer();
    await cutOff.commit([entry({ requestId: 'r-2' })]);
    await cutOff.commit([entry({ requestId: 'r-3' })]);
    expect(proxy.cuts()).toBe(1);
    expect((await recorded()).map(({ sequence, requestId }) => [sequence, requestId])).toEqual([
      [2, 'r-1'],
      [3, 'r-2'],
      [4, 'r-3'],
    ]);
    await cutOff.close();
    expect((await chainOf(cutOff)).map(({ kind }) => kind)).toEqual([
      'open',
      'access',
      'access',
      'access',
      'close',
    ]);
    await shaky.end();
    proxy.close();
  });
});

describe('the log', () => {
  it('can only be appended to by its writer, and only be read by its reader', async () => {
    await writer.commit([entry()]);
    const denied = { code: '42501' };
    for (const statement of [
      'update audit.record set outcome = outcome',
      'delete from audit.record',
      'truncate audit.record',
      'delete from audit.writer',
      'drop table audit.record',
      'alter table audit.record disable trigger all',
      'create table audit.other (x int)',
    ]) {
      await expect(pool.query(statement)).rejects.toMatchObject(denied);
    }
    const readerUrl = databaseUrl(ownerUrl, { role: 'audit_reader', password: 'r' });
    const reader = connect(readerUrl, { poolMax: 1, applicationName: 'test reader' });
    expect(await reader('audit.record').select('sequence')).toEqual([{ sequence: 1 }, { sequence: 2 }]);
    await reader.raw('set default_transaction_read_only = off');
    await expect(
      reader.raw("insert into audit.writer (writer, service) values (gen_random_uuid(), 'x')"),
    ).rejects.toMatchObject(denied);
    await reader.destroy();
  });

  it('refuses changes even by its owner', async () => {
    await writer.commit([entry()]);
    for (const statement of [
      'update audit.record set subject = null',
      'delete from audit.record',
      'truncate audit.record',
    ]) {
      await expect(owner.raw(statement)).rejects.toThrow('The audit log is append only');
    }
    expect(await recorded()).toHaveLength(1);
  });
});

async function recorded() {
  const rows = await owner('audit.record').select('leaf').where({ kind: 'access' }).orderBy(['sequence']);
  return new Identities(owner, keys).open(rows.map(({ leaf }: { leaf: Buffer }) => decodeAccess(leaf)));
}

/** Everything that one writer has written, held against its chain. */
async function chainOf({ writer: id }: AuditWriter) {
  const rows = await owner('audit.record').select('leaf').where({ writer: id }).orderBy('sequence');
  const records = rows.map(({ leaf }: { leaf: Buffer }) => decodeLeaf(leaf));
  const expected = [noPrevious, ...rows.map(({ leaf }: { leaf: Buffer }) => leafHash(leaf))];
  expect(records.map(({ previous }) => previous)).toEqual(expected.slice(0, -1));
  expect(records.map(({ sequence }) => sequence)).toEqual(records.map((_, index) => index + 1));
  return records;
}

/** Holds a lock that no INSERT gets past, until the returned function is called. */
async function blockInserts(): Promise<() => Promise<void>> {
  const transaction = await owner.transaction();
  await transaction.raw('lock table audit.record in share mode');
  return async () => {
    await transaction.rollback();
  };
}

/** A relay to PostgreSQL that can swallow one answer and then end the connection. */
async function startProxy(target: number) {
  let cutting = false;
  let cuts = 0;
  const sockets = new Set<Socket>();
  const relay: Server = createServer((client) => {
    const upstream = dial(target, '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => [client, upstream].map((each) => each.destroy()));
    }
    client.pipe(upstream);
    upstream.on('data', (bytes) => {
      if (!cutting) {
        client.write(bytes);
        return;
      }
      cutting = false;
      cuts += 1;
      client.destroy();
    });
  });
  relay.listen(0, '127.0.0.1');
  await once(relay, 'listening');
  const address = relay.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    cutNextAnswer: () => {
      cutting = true;
    },
    cuts: () => cuts,
    close: () => {
      relay.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
