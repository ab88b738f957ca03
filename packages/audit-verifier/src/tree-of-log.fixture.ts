import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type AuditEntry,
  AuditWriter,
  ensureKeyFile,
  keyFile,
  prepareAuditLog,
  prepareKeys,
} from '@bankgraph/audit-log';
import { Integrator, Witness } from '@bankgraph/audit-tree';
import { connect, databaseUrl, type Knex, openPool, type TemporaryPostgres } from '@bankgraph/database';
import { generateNoteKey, readNoteSigner, readNoteVerifier } from '@bankgraph/transparency-log';

/** Keys of the tests' log and witness. */
export const logKey = generateNoteKey('bankgraph/audit', 'log');
export const witnessKey = generateNoteKey('bankgraph/witness', 'witness');
export const verifiers = `${logKey.verifier}\n${witnessKey.verifier}\n`;

export const gateway = '11111111-1111-4111-8111-111111111111';
export const kyc = '22222222-2222-4222-8222-222222222222';

const entry = (requestId: string): AuditEntry => ({
  actor: { id: 'S-1', kind: 'staff', roles: ['auditor'], clientId: 'desk', channel: null },
  purpose: 'LegalCompliance',
  subject: 'C-1001',
  requestId,
  operationName: null,
  operationHash: 'ab'.repeat(32),
  policyVersion: 'p',
  fields: [['Customer.name', 'allow', 1]],
  outcome: 'answered',
  answer: { salt: '00'.repeat(16), digest: 'cd'.repeat(32) },
});

/** A log with a tree, as its parts make it. */
export interface TreeOfLog {
  readonly owner: Knex;
  readonly reader: Knex;
  /** The last checkpoint that the witness has signed. */
  witnessed(): Promise<string>;
  /** As somebody would who has the database: triggers off, changes, triggers on. */
  tamper(...statements: (string | readonly [string, ...unknown[]])[]): Promise<void>;
  end(): Promise<void>;
}

/**
 * Two writers, the gateway's with records 1 to 7, closed, and that of kyc, killed after record 4; in three batches of the
 * tree, each signed by log and witness. With `more`, that many further records of the gateway before its close.
 */
export async function treeOfLog(server: TemporaryPostgres, more = 0): Promise<TreeOfLog> {
  const url = await server.newDatabase();
  const as = (role: string, password: string) => databaseUrl(url, { role, password });
  const owner = connect(url, { poolMax: 1, applicationName: 'test owner' });
  await prepareAuditLog(owner, { writer: 'w', reader: 'r', integrator: 'i', witness: 'k', keyKeeper: 'x' });
  const folder = await mkdtemp(join(tmpdir(), 'bankgraph-tree-'));
  const file = join(folder, 'audit-keys.json');
  await ensureKeyFile(file);
  const keys = keyFile(file);
  await prepareKeys(owner, keys);
  const pool = openPool(as('audit_writer', 'w'), { poolMax: 2, applicationName: 'test writer' });
  const knexes = {
    integrator: connect(as('audit_integrator', 'i'), { poolMax: 2, applicationName: 'test integrator' }),
    witness: connect(as('audit_witness', 'k'), { poolMax: 2, applicationName: 'test witness' }),
    reader: connect(as('audit_reader', 'r'), { poolMax: 1, applicationName: 'test reader' }),
  };
  const onError = (_: unknown, message: string) => {
    throw new Error(message);
  };
  const signAll = async () => {
    const integrator = new Integrator(knexes.integrator, { signer: readNoteSigner(logKey.signer), onError });
    integrator.start();
    await integrator.close();
    const witness = new Witness(knexes.witness, {
      log: readNoteVerifier(logKey.verifier),
      signer: readNoteSigner(witnessKey.signer),
      folder: join(folder, 'witness'),
      onError,
    });
    await witness.start();
    await witness.close();
  };
  const first = await AuditWriter.open(pool, { service: 'gateway', keys, writer: gateway });
  const second = await AuditWriter.open(pool, { service: 'kyc', keys, writer: kyc });
  for (const number of [2, 3, 4]) await first.commit([entry(`r-${number}`)]);
  await signAll();
  await second.commit(['a', 'b', 'c'].map(entry));
  for (let left = more; left > 0; left -= 1_000) {
    await first.commit(Array.from({ length: Math.min(left, 1_000) }, (_, at) => entry(`m-${left - at}`)));
  }
  await signAll();
  for (const number of [5, 6]) await first.commit([entry(`r-${number}`)]);
  await first.close();
  await signAll();
  const tables = ['record', 'tree_entry', 'checkpoint', 'cosignature'];
  const triggers = async (change: 'enable' | 'disable') => {
    for (const table of tables) await owner.raw(`alter table audit.${table} ${change} trigger append_only`);
    await owner.raw(`alter table audit.tile ${change} trigger no_removal`);
  };
  return {
    owner,
    reader: knexes.reader,
    witnessed: () => readFile(join(folder, 'witness/latest'), 'utf8'),
    tamper: async (...statements) => {
      await triggers('disable');
      for (const statement of statements) {
        const [text, ...values] = typeof statement === 'string' ? [statement] : statement;
        await owner.raw(text, values as never);
      }
      await triggers('enable');
    },
    end: async () => {
      await Promise.all([
        pool.end(),
        owner.destroy(),
        ...Object.values(knexes).map((knex) => knex.destroy()),
      ]);
      await rm(folder, { recursive: true });
    },
  };
}
