import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { auditMigrations, auditSchema, type SealedRecord } from '@bankgraph/audit-log';
import {
  connect,
  type Knex,
  migrate,
  startTemporaryPostgres,
  type TemporaryPostgres,
} from '@bankgraph/database';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Received } from './journal.js';
import { readLeaves } from './logged-leaf.js';
import { matchLog } from './match-log.js';

const writer = randomUUID();
const count = 6;
const pseudonyms = new Map<string, string>();

describe('what clients received, against a log that somebody changed as superuser', () => {
  let postgres: TemporaryPostgres;
  let owner: Knex;
  let template: string;
  const received = Array.from({ length: count }, (_, at): Received => {
    const body = Buffer.from(`{"data":{"customer":{"name":"Customer ${at + 1}"}}}`);
    return { requestId: `r${at + 1}`, customer: `C-100${at + 1}`, status: 200, complete: true, body };
  });
  const compare = () => matchLog(received, readLeaves(owner, { names }));

  beforeAll(async () => {
    postgres = await startTemporaryPostgres();
    const url = await postgres.newDatabase();
    const first = connect(url, { applicationName: 'test', poolMax: 1 });
    await migrate(first, auditMigrations, auditSchema);
    await first('audit.writer').insert({ writer, service: 'test' });
    await first('audit.record').insert(chained([{ kind: 'open' }, ...received.map(leafOf)]));
    await first.destroy();
    template = new URL(url).pathname.slice(1);
  }, 60_000);
  afterAll(() => postgres?.stop());
  beforeEach(async () => {
    await owner?.destroy();
    owner = connect(await postgres.newDatabase({ template }), { applicationName: 'test', poolMax: 1 });
    // Triggers do not fire: the log refuses nothing.
    await owner.raw('set session_replication_role to replica');
  });
  afterAll(() => owner?.destroy());

  /** Puts a leaf behind the last one, chained as it should be. */
  const append = async (answer: Received | undefined, changed: Partial<Received> = {}) => {
    if (answer === undefined) throw new Error('Nothing was received.');
    const last = await owner('audit.record')
      .orderBy('sequence', 'desc')
      .first<{ sequence: number; leaf: Buffer }>('sequence', 'leaf');
    await owner('audit.record').insert(chained([leafOf({ ...answer, ...changed })], last));
  };

  it("finds nothing in the log as it was written, where the writer's own records do not count", async () => {
    expect(await compare()).toMatchObject({
      requests: count,
      received: count,
      logged: count,
      violations: [],
    });
  });

  it('names the answer whose leaf was removed, and the leaf after it', async () => {
    await owner('audit.record').where({ sequence: 4 }).delete();
    expect((await compare()).violations).toMatchObject([
      { kind: 'chain broken', requestId: 'r4', detail: `writer ${writer} sequence 5` },
      { kind: 'received but not logged', requestId: 'r3', detail: 'status 200, 43 bytes' },
    ]);
  });

  it('names the answer whose leaf was removed at the end of the log', async () => {
    await owner('audit.record')
      .where({ sequence: count + 1 })
      .delete();
    expect((await compare()).violations).toMatchObject([
      { kind: 'received but not logged', requestId: `r${count}` },
    ]);
  });

  it('names the request whose leaf is there twice', async () => {
    await append(received[1]);
    expect((await compare()).violations).toMatchObject([
      { kind: 'logged more than once', requestId: 'r2', detail: expect.stringContaining('sequence 8') },
    ]);
  });

  it('names the answer whose digest was changed, and the leaf after it', async () => {
    const { leaf } = await owner('audit.record').where({ sequence: 5 }).first<{ leaf: Buffer }>('leaf');
    const changed = leaf
      .toString('utf8')
      .replace(/"digest":"(.)/, (_all, digit) => `"digest":"${digit === '0' ? '1' : '0'}`);
    await owner('audit.record')
      .where({ sequence: 5 })
      .update({ leaf: Buffer.from(changed) });
    expect((await compare()).violations).toMatchObject([
      { kind: 'chain broken', requestId: 'r5' },
      { kind: 'logged with another digest', requestId: 'r4' },
    ]);
  });

  it('names a leaf that was put in', async () => {
    await append(received[0], { requestId: 'r99' });
    expect((await compare()).violations).toMatchObject([
      { kind: 'logged but never asked', requestId: 'r99' },
    ]);
  });
});

type Placed = { readonly sequence: number; readonly leaf: Buffer };

/** Rows of the log with what the comparison looks at, the first of them behind `last`. */
function chained(leaves: readonly { readonly kind: string }[], last: Placed | null = null): object[] {
  let before = last;
  return leaves.map((told) => {
    const sequence = (before?.sequence ?? 0) + 1;
    const previous =
      before === null
        ? '0'.repeat(64)
        : createHash('sha256').update(Buffer.of(0)).update(before.leaf).digest('hex');
    const leaf = Buffer.from(JSON.stringify({ format: 4, writer, sequence, previous, ...told }));
    before = { sequence, leaf };
    return {
      writer,
      sequence,
      id: randomUUID(),
      recorded_at: new Date(),
      roles: [],
      kind: told.kind,
      outcome: told.kind === 'access' ? 'answered' : null,
      leaf,
    };
  });
}

function leafOf({ requestId, customer, body }: Received) {
  const salt = randomBytes(16);
  const digest = createHash('sha256').update(salt).update(body).digest('hex');
  const answer = { salt: salt.toString('hex'), digest };
  const subject = pseudonyms.get(customer) ?? randomUUID();
  pseudonyms.set(customer, subject);
  return { kind: 'access', requestId, subject, identities: [[subject, customer]], answer };
}

/** Stands for the keys of data subjects: here an identity is not encrypted. */
const names = async (identities: SealedRecord['identities']) => new Map(identities);
