import { mkdtemp } from 'node:fs/promises';
import { type AddressInfo, connect as connectTo, createServer } from 'node:net';
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
import { connect, databaseUrl, type Knex, openPool, type TemporaryPostgres } from '@bankgraph/database';
import { generateNoteKey, type NoteSigner, readNoteSigner } from '@bankgraph/transparency-log';
import { Integrator, type IntegratorOptions } from './integrator.js';

/** Keys of the tests' log. */
export const logKey = generateNoteKey('bankgraph/audit');

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
  answer: null,
});

/** A log of its own, with logins, writers and integrators that end with it. */
export class TestLog {
  readonly owner: Knex;
  readonly witness: Knex;
  readonly told: (Readonly<Record<string, unknown>> & { message: string })[] = [];
  readonly onError = (told: Readonly<Record<string, unknown>>, message: string) => {
    this.told.push({ ...told, message });
  };
  readonly #url: string;
  readonly #ends: (() => Promise<unknown>)[] = [];
  #numbers = 0;

  private constructor(url: string) {
    this.#url = url;
    this.owner = this.#connect(url);
    this.witness = this.as('audit_witness', 'k');
  }

  static async on(server: TemporaryPostgres): Promise<TestLog> {
    const log = new TestLog(await server.newDatabase());
    await prepareAuditLog(log.owner, {
      writer: 'w',
      reader: 'r',
      integrator: 'i',
      witness: 'k',
      keyKeeper: 'x',
    });
    return log;
  }

  as(role: string, password: string): Knex {
    return this.#connect(databaseUrl(this.#url, { role, password }));
  }

  /** The database behind a relay: whoever asks something that has this text in it loses the connection. */
  async cutWhenAsked(
    text: string,
    role: string,
    password: string,
  ): Promise<{ knex: Knex; cuts: () => number }> {
    const { hostname, port } = new URL(this.#url);
    let cuts = 0;
    const relay = createServer((client) => {
      const upstream = connectTo(Number(port), hostname);
      client.on('data', (data) => {
        if (data.includes(text)) {
          cuts += 1;
          client.destroy();
          upstream.destroy();
        } else upstream.write(data);
      });
      upstream.on('data', (data) => client.write(data));
      for (const [one, other] of [
        [client, upstream],
        [upstream, client],
      ] as const) {
        one.on('close', () => other.destroy());
        one.on('error', () => {});
      }
    });
    await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
    this.#ends.push(async () => relay.close());
    const url = new URL(databaseUrl(this.#url, { role, password }));
    url.hostname = '127.0.0.1';
    url.port = String((relay.address() as AddressInfo).port);
    return { knex: this.#connect(url.href), cuts: () => cuts };
  }

  /** Commits that many records at once. */
  async writer(): Promise<{
    id: string;
    write: (count: number) => Promise<void>;
    close: () => Promise<void>;
  }> {
    const file = join(await mkdtemp(join(tmpdir(), 'bankgraph-keys-')), 'audit-keys.json');
    this.#keys ??= ensureKeyFile(file).then(async () => {
      await prepareKeys(this.owner, keyFile(file));
      return keyFile(file);
    });
    const pool = openPool(databaseUrl(this.#url, { role: 'audit_writer', password: 'w' }), {
      poolMax: 2,
      applicationName: 'test writer',
    });
    this.#ends.push(() => pool.end());
    const writer = await AuditWriter.open(pool, { service: 'gateway', keys: await this.#keys });
    return {
      id: writer.writer,
      write: (count) =>
        writer.commit(
          Array.from({ length: count }, () => {
            this.#numbers += 1;
            return entry(`r-${this.#numbers}`);
          }),
        ),
      close: () => writer.close(),
    };
  }
  #keys: Promise<ReturnType<typeof keyFile>> | undefined;

  /** An integrator that has not started. */
  integrator(
    options: Partial<IntegratorOptions> = {},
    signer: NoteSigner = readNoteSigner(logKey.signer),
  ): Integrator {
    const integrator = new Integrator(this.as('audit_integrator', 'i'), {
      signer,
      onError: this.onError,
      pollMs: 20,
      ...options,
    });
    this.#ends.unshift(() => integrator.close());
    return integrator;
  }

  /** Has an integrator take in all that is durable, and ends it. */
  async integrate(): Promise<void> {
    const integrator = this.integrator();
    integrator.start();
    await until(() => integrator.state.leads);
    await integrator.close();
  }

  /** As somebody would who has the database: triggers off, a change, triggers on. */
  async tamper(...statements: readonly string[]): Promise<void> {
    await this.owner.transaction(async (transaction) => {
      await transaction.raw('set local session_replication_role to replica');
      for (const statement of statements) await transaction.raw(statement);
    });
  }

  /** Leaves in the order of the tree. */
  async leaves(): Promise<Buffer[]> {
    return this.owner('audit.tree_entry as e')
      .join('audit.record as r', { 'r.writer': 'e.writer', 'r.sequence': 'e.sequence' })
      .orderBy('e.index')
      .pluck('r.leaf');
  }

  async newest(): Promise<{ size: number; note: string } | undefined> {
    return this.owner('audit.checkpoint').orderBy('size', 'desc').first('size', 'note');
  }

  async end(): Promise<void> {
    for (const end of this.#ends) await end();
  }

  #connect(url: string): Knex {
    const knex = connect(url, { poolMax: 3, applicationName: 'test' });
    this.#ends.push(() => knex.destroy());
    return knex;
  }
}

/** Resolves when something has become so; fails when it has not after ten seconds. */
export async function until(so: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + 10_000;
  while (!(await so())) {
    if (performance.now() > end) throw new Error(`It has not become so: ${so.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
