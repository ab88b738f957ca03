import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AuditReader,
  AuditWriter,
  auditReaderRole,
  auditWriterRole,
  ensureKeyFile,
  keyFile,
  prepareAuditLog,
  prepareKeys,
} from '@bankgraph/audit-log';
import {
  connect,
  databaseUrl,
  type Knex,
  openPool,
  type Pool,
  startTemporaryPostgres,
} from '@bankgraph/database';
import type { DecisionEventEntry } from '@bankgraph/decision-ledger';
import { ledgerReaderRole, prepareLedger } from '@bankgraph/decision-ledger';

/** A real PostgreSQL with ledger, audit log and the bank's contacts, and connections as the roles that read them. */
export interface Databases extends AsyncDisposable {
  /** As the owner: may write. */
  readonly owner: Knex;
  readonly ledger: Knex;
  readonly interactions: Knex;
  readonly audit: AuditReader;
  readonly auditKnex: Knex;
  readonly auditWriter: AuditWriter;
  /** Statements of the ledger's and the contacts' connections. */
  readonly queries: string[];
}

const password = 'only for tests';

/** Starts it, empty. */
export async function startDatabases(): Promise<Databases> {
  const server = await startTemporaryPostgres();
  const url = await server.newDatabase();
  const owner = connect(url, { poolMax: 2, applicationName: 'owner' });
  await prepareLedger(owner, { reader: password });
  await prepareAuditLog(owner, {
    reader: password,
    writer: password,
    integrator: password,
    witness: password,
    keyKeeper: password,
  });
  const keysFolder = await mkdtemp(join(tmpdir(), 'bankgraph-keys-'));
  const keysFile = join(keysFolder, 'audit-keys.json');
  await ensureKeyFile(keysFile);
  const keys = keyFile(keysFile);
  await prepareKeys(owner, keys);
  await owner.raw(`
    create schema interactions;
    create table interactions.interaction (id text primary key, customer_id text not null, channel text not null,
      occurred_at timestamptz not null, summary_code text not null, handled_by text);
  `);
  const as = (role: string) => databaseUrl(url, { role, password });
  const reader = (role: string) =>
    connect(as(role), { poolMax: 2, applicationName: 'lineage', readOnly: true });
  const ledger = reader(ledgerReaderRole);
  const interactions = connect(url, { poolMax: 2, applicationName: 'lineage', readOnly: true });
  const auditKnex = reader(auditReaderRole);
  const pool: Pool = openPool(as(auditWriterRole), { poolMax: 1, applicationName: 'gateway' });
  const auditWriter = await AuditWriter.open(pool, { service: 'test', keys });
  const queries: string[] = [];
  for (const knex of [ledger, interactions])
    knex.on('query', ({ sql }: { sql: string }) => queries.push(sql));
  return {
    owner,
    ledger,
    interactions,
    audit: new AuditReader(auditKnex, keys),
    auditKnex,
    auditWriter,
    queries,
    async [Symbol.asyncDispose]() {
      await auditWriter.close();
      await pool.end();
      for (const knex of [ledger, interactions, auditKnex, owner]) await knex.destroy();
      await server.stop();
      await rm(keysFolder, { recursive: true });
    },
  };
}

/** A decision of an analyst about `C-1`; `change` replaces members. */
export function decided(id: string, change: Partial<DecisionEventEntry> = {}): DecisionEventEntry {
  return {
    id,
    subject: 'C-1',
    occurredAt: '2026-06-01T10:00:00.000Z',
    recordedAt: '2026-06-01T10:01:00.000Z',
    domain: 'kyc',
    kind: 'kyc.risk-rating',
    decision: 'MEDIUM',
    actor: { type: 'HUMAN', id: 'S-kyc-analyst-1', role: 'kyc-analyst', onBehalfOf: null },
    inputs: [],
    plan: null,
    outcome: 'Rating raised',
    reasonForCustomer: null,
    reasonInternal: 'PERIODIC_REVIEW',
    causedBy: [],
    supersedes: null,
    approvals: [],
    class: 'C',
    ...change,
  };
}
