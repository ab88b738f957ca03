import { randomUUID } from 'node:crypto';
import { isDatabaseUnavailable, type Pool, type PoolClient, type QueryConfig } from '@bankgraph/database';
import { AuditUnavailable } from './audit-errors.js';
import type { AuditEntry, AuditRecord } from './audit-record.js';
import { GroupCommit, type GroupCommitLimits, type InsertFailure } from './group-commit.js';
import { encodeLeaf } from './leaf.js';
import { nextRecordId } from './record-id.js';

/** Settings of a writer; the limits have defaults. */
export interface AuditWriterOptions extends Partial<GroupCommitLimits> {
  /** What writes, for people: `gateway`, `kyc`… */
  readonly service: string;
  /** UUID of this process start; a random one when not given. Never the same twice. */
  readonly writer?: string;
}

type StampedEntry = AuditEntry & Pick<AuditRecord, 'id' | 'recordedAt'>;

const defaultLimits: GroupCommitLimits = {
  maxQueue: 20_000,
  maxRowsPerCommit: 1_000,
  commitTimeoutMs: 2_000,
};

const insertRecords = `
  insert into audit.record (writer, sequence, id, recorded_at, subject, purpose, roles, outcome, leaf)
  select $1::uuid, $2::bigint + ordinality - 1, id, recorded_at, subject, purpose, string_to_array(roles, ','), outcome, leaf
  from unnest($3::uuid[], $4::timestamptz[], $5::text[], $6::text[], $7::text[], $8::text[], $9::bytea[])
    with ordinality as given (id, recorded_at, subject, purpose, roles, outcome, leaf, ordinality)
  on conflict (writer, sequence) do nothing`;

/** There was no connection, so the statement was not sent. */
class NotSent extends Error {}

/** The entries are not of the declared shape. */
class NotEncodable extends Error {}

/** Appends to the audit log. One per process; its records carry its id and a sequence without gaps. */
export class AuditWriter {
  readonly writer: string;
  readonly #commits: GroupCommit<StampedEntry>;
  readonly #probe: () => Promise<unknown>;

  private constructor(writer: string, commits: GroupCommit<StampedEntry>, probe: () => Promise<unknown>) {
    this.writer = writer;
    this.#commits = commits;
    this.#probe = probe;
  }

  /**
   * Registers the writer in the log. The pool stays the caller's (it needs one connection, as the role
   * `audit_writer`) and must outlive the writer.
   *
   * @throws AuditUnavailable when the log cannot be written to.
   */
  static async open(pool: Pool, options: AuditWriterOptions): Promise<AuditWriter> {
    const { service, writer = randomUUID(), ...given } = options;
    const limits = { ...defaultLimits, ...given };
    const query = (name: string, text: string, values: unknown[]) =>
      runWithin(pool, limits.commitTimeoutMs, name, text, values);
    try {
      await query('audit register', 'insert into audit.writer (writer, service) values ($1, $2)', [
        writer,
        service,
      ]);
    } catch (error) {
      throw new AuditUnavailable(error);
    }
    const insert = (firstSequence: number, rows: readonly StampedEntry[]) =>
      query('audit insert', insertRecords, [writer, firstSequence, ...columns(writer, firstSequence, rows)]);
    const probe = () => query('audit probe', 'select 1 from audit.record where false', []);
    return new AuditWriter(writer, new GroupCommit({ insert, classify }, limits), probe);
  }

  /**
   * Resolves when the records are durable: only then may the answer leave. The entries of one call share a
   * transaction and keep their order.
   *
   * @throws AuditOverloaded when too many records wait.
   * @throws AuditUnavailable when they could not be made durable in time. They may still appear in the log.
   */
  commit(entries: readonly AuditEntry[]): Promise<void> {
    const recordedAt = new Date().toISOString();
    return this.#commits.commit(entries.map((entry) => ({ ...entry, id: nextRecordId(), recordedAt })));
  }

  /**
   * Resolves when the log's database answers now. What failed before does not count: the next commit tries anew.
   *
   * @throws AuditUnavailable
   */
  async ready(): Promise<void> {
    try {
      await this.#probe();
    } catch (error) {
      throw new AuditUnavailable(error);
    }
  }

  /** For metrics: rows waiting, rows and transactions committed, and the last failure if any. */
  get state(): GroupCommit<StampedEntry>['state'] {
    return this.#commits.state;
  }

  /** Takes no more entries and resolves when those waiting are durable, or their time is up. */
  close(): Promise<void> {
    return this.#commits.close();
  }
}

/** The arrays that `unnest` turns into rows again. */
function columns(writer: string, firstSequence: number, rows: readonly StampedEntry[]): unknown[] {
  try {
    return [
      rows.map((row) => row.id),
      rows.map((row) => row.recordedAt),
      rows.map((row) => row.subject),
      rows.map((row) => row.purpose),
      rows.map((row) => row.actor.roles.join(',')),
      rows.map((row) => row.outcome),
      rows.map((row, index) => encodeLeaf({ ...row, writer, sequence: firstSequence + index })),
    ];
  } catch (cause) {
    throw new NotEncodable('an audit entry is not of the declared shape', { cause });
  }
}

/** Connections that were told to wait for the disk. */
const durable = new WeakSet<PoolClient>();

/** Runs a statement on a connection of the pool, which is thrown away unless the answer came in time. */
async function runWithin(
  pool: Pool,
  timeoutMs: number,
  name: string,
  text: string,
  values: unknown[],
): Promise<number> {
  const client = await durableConnection(pool).catch((cause: unknown) => {
    throw new NotSent('no connection to the audit log', { cause });
  });
  try {
    // `query_timeout` of a single statement is missing from the driver's declarations.
    const statement: QueryConfig = Object.assign({ name, text, values }, { query_timeout: timeoutMs });
    const { rowCount } = await client.query(statement);
    client.release();
    return rowCount ?? 0;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

/** A default of the database, the role or the server must not weaken the promise. */
async function durableConnection(pool: Pool): Promise<PoolClient> {
  const client = await pool.connect();
  if (durable.has(client)) return client;
  try {
    await client.query('set synchronous_commit to on');
    durable.add(client);
    return client;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

/** Data exceptions and constraint violations: https://www.postgresql.org/docs/18/errcodes-appendix.html */
const rowsAtFault = /^2[23]/;

function classify(error: unknown): InsertFailure {
  if (error instanceof NotSent) return 'not-written';
  if (error instanceof NotEncodable) return 'refused';
  const code = (error as { code?: unknown }).code;
  if (typeof code !== 'string' || !/^[0-9A-Z]{5}$/.test(code)) return 'unknown';
  if (rowsAtFault.test(code)) return 'refused';
  // The server said that the statement failed; only when it was going down the commit may have been first.
  return isDatabaseUnavailable(error) && !code.startsWith('53') ? 'unknown' : 'not-written';
}
