import {
  connect,
  createLoginRole,
  databaseUrl,
  type Knex,
  startTemporaryPostgres,
} from '@bankgraph/database';

/** A real PostgreSQL with the bank's schema `aml_register`, and a role that may only read it. */
export interface RegisterDatabase extends AsyncDisposable {
  /** As the bank itself: may write. */
  readonly bank: Knex;
  /** As this subgraph: may read. `queries` counts its statements. */
  readonly reader: Knex;
  readonly queries: string[];
  stop(): Promise<void>;
}

/** Starts it, empty. */
export async function startRegister(): Promise<RegisterDatabase> {
  const server = await startTemporaryPostgres();
  const url = await server.newDatabase();
  const bank = connect(url, { poolMax: 2, applicationName: 'bank' });
  await bank.raw(`
    create schema aml_register;
    create table aml_register.sar (id text primary key, customer_id text not null, case_id text not null,
      status text not null, regulator_ref text, filed_at timestamptz, narrative text not null,
      acknowledgement jsonb, released_to_audit_at timestamptz, deadline_at timestamptz not null);
    create table aml_register.no_report_decision (id text primary key, customer_id text not null,
      case_id text not null, decided_at timestamptz not null, decided_by text not null,
      approved_by text not null, rationale text not null);
    create table aml_register.case_task (id text primary key, case_id text not null, customer_id text not null,
      title text not null, due_at timestamptz not null, done_at timestamptz, assignee text not null);
  `);
  const login = { role: 'aml_register_reader', password: 'only for tests' };
  await createLoginRole(bank, {
    ...login,
    readOnly: true,
    grants: [{ schema: 'aml_register', tables: '*', privileges: ['SELECT'] }],
  });
  const reader = connect(databaseUrl(url, login), { poolMax: 2, applicationName: 'aml', readOnly: true });
  const queries: string[] = [];
  reader.on('query', ({ sql }: { sql: string }) => queries.push(sql));
  return {
    bank,
    reader,
    queries,
    stop: () => server.stop(),
    async [Symbol.asyncDispose]() {
      await reader.destroy();
      await bank.destroy();
      await server.stop();
    },
  };
}

/** A row of `aml_register.sar`. */
export function sarRow(id: string, customerId: string, change: object = {}): Record<string, unknown> {
  return {
    id,
    customer_id: customerId,
    case_id: `case-of-${customerId}`,
    status: 'ACKNOWLEDGED',
    regulator_ref: '31000064273315',
    filed_at: '2026-05-30T11:40:00Z',
    narrative: 'Credits from eleven senders.',
    acknowledgement: JSON.stringify({ bsaId: '31000064273315', accepted: true, warnings: [] }),
    deadline_at: '2026-06-15T15:30:00Z',
    ...change,
  };
}
