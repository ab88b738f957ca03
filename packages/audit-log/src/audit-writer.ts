import { randomUUID } from 'node:crypto';
import { isDatabaseUnavailable, type Pool, type PoolClient, type QueryConfig } from '@bankgraph/database';
import { AuditUnavailable } from './audit-errors.js';
import type {
  AuditEntry,
  AuditRecord,
  KeepingAct,
  KeepingRecord,
  LogRecord,
  SealedRecord,
  WriterRecord,
} from './audit-record.js';
import { DataSubjects } from './data-subjects.js';
import { GroupCommit, type GroupCommitLimits, type InsertFailure } from './group-commit.js';
import type { KeyEncryptionKeys } from './key-encryption-keys.js';
import { KeyFileFault } from './key-file.js';
import { encodeLeaf, leafHash, noPrevious } from './leaf.js';
import { KeysDoNotFit } from './live-keys.js';
import { nextRecordId } from './record-id.js';
import { identifiersOf, sealEntry, sealsFor } from './seal-entry.js';

/** Settings of a writer; the limits have defaults. */
export interface AuditWriterOptions extends Partial<GroupCommitLimits> {
  /** What writes, for people: `gateway`, `kyc`… */
  readonly service: string;
  /** Under which the keys of data subjects are. */
  readonly keys: KeyEncryptionKeys;
  /** UUID of this process start; a random one when not given. Never the same twice. */
  readonly writer?: string;
}

/** What the group's turn adds: who wrote it, its number, and the record before it. */
type Chained = 'writer' | 'sequence' | 'previous';

/** Edits are not its own: they are recorded in their own transactions. */
type OfAccess<Of extends AuditRecord> = Omit<Of, Chained | 'kind'> & { readonly kind: 'access' };

type Stamped<Of> = Of extends unknown ? Omit<Of, Chained> : never;

type StampedRecord = OfAccess<AuditRecord> | Stamped<KeepingRecord> | Stamped<WriterRecord>;

type SealedStampedRecord = OfAccess<SealedRecord> | Stamped<KeepingRecord> | Stamped<WriterRecord>;

const defaultLimits: GroupCommitLimits = {
  maxQueue: 20_000,
  maxRowsPerCommit: 1_000,
  commitTimeoutMs: 2_000,
};

const insertRecords = `
  insert into audit.record (writer, sequence, kind, id, recorded_at, subject, purpose, roles, outcome, leaf)
  select $1::uuid, $2::bigint + ordinality - 1, kind, id, recorded_at, subject, purpose, string_to_array(roles, ','), outcome, leaf
  from unnest($3::text[], $4::uuid[], $5::timestamptz[], $6::uuid[], $7::text[], $8::text[], $9::text[], $10::bytea[])
    with ordinality as given (kind, id, recorded_at, subject, purpose, roles, outcome, leaf, ordinality)
  on conflict (writer, sequence) do nothing`;

/** There was no connection, or no key: the statement was not sent. */
class NotSent extends Error {}

/** The entries are not of the declared shape. */
class NotEncodable extends Error {}

/**
 * Appends to the audit log. One per process; its records carry its id, a sequence without gaps and the hash of the one
 * before, from one that says that it opened to one that says that it closed.
 */
export class AuditWriter {
  readonly writer: string;
  readonly #commits: GroupCommit<StampedRecord>;
  readonly #service: string;
  readonly #openedAt = performance.now();
  readonly #probe: () => Promise<unknown>;

  private constructor(
    writer: string,
    service: string,
    commits: GroupCommit<StampedRecord>,
    probe: () => Promise<unknown>,
  ) {
    this.writer = writer;
    this.#service = service;
    this.#commits = commits;
    this.#probe = probe;
  }

  /**
   * Registers the writer in the log, and records that it opened. The pool stays the caller's (it needs one connection, as the role
   * `audit_writer`) and must outlive the writer.
   *
   * @throws KeysDoNotFit, KeyFileFault when the keys are not those of this log.
   * @throws AuditUnavailable when the log cannot be written to.
   */
  static async open(pool: Pool, options: AuditWriterOptions): Promise<AuditWriter> {
    const { service, keys, writer = randomUUID(), ...given } = options;
    const limits = { ...defaultLimits, ...given };
    const query = (name: string, text: string, values: unknown[]) =>
      runWithin(pool, limits.commitTimeoutMs, name, text, values);
    const subjects = new DataSubjects(pool, keys, limits.commitTimeoutMs);
    try {
      await subjects.check();
      await query('audit register', 'insert into audit.writer (writer, service) values ($1, $2)', [
        writer,
        service,
      ]);
    } catch (error) {
      if (error instanceof KeysDoNotFit || error instanceof KeyFileFault) throw error;
      throw new AuditUnavailable(error);
    }
    const sealed = sealOnce(subjects);
    let head = noPrevious;
    const insert = async (firstSequence: number, rows: readonly StampedRecord[]) => {
      const place = { writer, firstSequence, previous: head };
      const { arrays, last } = columns(place, await sealed(rows));
      const inserted = await query('audit insert', insertRecords, [writer, firstSequence, ...arrays]);
      // Only now: a group that is tried again is chained to the same record, so its bytes are the same.
      head = last;
      return inserted;
    };
    const probe = () => query('audit probe', 'select 1 from audit.record where false', []);
    const opened = new AuditWriter(writer, service, new GroupCommit({ insert, classify }, limits), probe);
    await opened.#commits.commit([opened.#own('open')]);
    return opened;
  }

  /**
   * Resolves when the records are durable: only then may the answer leave. The entries of one call share a
   * transaction and keep their order.
   *
   * @throws AuditOverloaded when too many records wait.
   * @throws AuditUnavailable when they could not be made durable in time. They may still appear in the log.
   */
  commit(entries: readonly AuditEntry[]): Promise<void> {
    const stamp = this.#stamp();
    return this.#commits.commit(
      entries.map((entry) => ({ ...entry, ...stamp, kind: 'access', id: nextRecordId() })),
    );
  }

  /**
   * Records what is done with the key of a data subject; resolves when that is durable.
   *
   * @returns the record's id, and its time by this process's clock
   * @throws AuditOverloaded, AuditUnavailable as `commit` does.
   */
  async commitKeeping(act: KeepingAct): Promise<Pick<KeepingRecord, 'id' | 'recordedAt'>> {
    const id = nextRecordId();
    const stamp = this.#stamp();
    await this.#commits.commit([{ ...act, ...stamp, id }]);
    return { id, recordedAt: stamp.recordedAt };
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
  get state(): GroupCommit<StampedRecord>['state'] {
    return this.#commits.state;
  }

  /** Takes no more entries, records that it closed, and resolves when those waiting are durable, or their time is up. */
  close(): Promise<void> {
    // Without a log there is no record of the end either; the writer then looks like one that was killed.
    this.#commits.commit([this.#own('close')]).catch(() => undefined);
    return this.#commits.close();
  }

  #own(kind: WriterRecord['kind']): StampedRecord {
    return { ...this.#stamp(), kind, service: this.#service, id: nextRecordId() };
  }

  #stamp(): Pick<AuditRecord, 'recordedAt' | 'elapsedMs'> {
    return {
      recordedAt: new Date().toISOString(),
      elapsedMs: Math.floor(performance.now() - this.#openedAt),
    };
  }
}

/**
 * Puts pseudonyms for identifiers, once for each row: a group that is tried again keeps its bytes, also when a data subject
 * was erased meanwhile.
 */
function sealOnce(subjects: DataSubjects) {
  const done = new WeakMap<StampedRecord, SealedStampedRecord>();
  return async (rows: readonly StampedRecord[]): Promise<readonly SealedStampedRecord[]> => {
    const fresh = rows.flatMap((row) => (row.kind === 'access' && !done.has(row) ? [row] : []));
    const seals = await sealsFor(fresh, identifiersIn(fresh), subjects).catch((cause: unknown) => {
      throw new NotSent('no pseudonyms for the audit log', { cause });
    });
    for (const row of fresh) done.set(row, sealEntry(row, seals));
    return rows.map((row) => (row.kind === 'access' ? (done.get(row) as SealedStampedRecord) : row));
  };
}

function identifiersIn(entries: readonly AuditEntry[]): readonly string[] {
  try {
    const identifiers = entries.flatMap(identifiersOf);
    if (identifiers.every((identifier) => typeof identifier === 'string')) return identifiers;
    throw new TypeError('an identifier is no text');
  } catch (cause) {
    throw new NotEncodable('an audit entry is not of the declared shape', { cause });
  }
}

/** The arrays that `unnest` turns into rows again, and the hash that the record after the last has to carry. */
function columns(
  place: { readonly writer: string; readonly firstSequence: number; readonly previous: string },
  rows: readonly SealedStampedRecord[],
): { readonly arrays: unknown[]; readonly last: string } {
  const { writer, firstSequence } = place;
  let { previous } = place;
  const access = <Value>(value: (row: OfAccess<SealedRecord>) => Value) =>
    rows.map((row) => (row.kind === 'access' ? value(row) : null));
  try {
    const leaves = rows.map((row, index) => {
      const leaf = encodeLeaf({ ...row, writer, sequence: firstSequence + index, previous } as LogRecord);
      previous = leafHash(leaf);
      return leaf;
    });
    const arrays = [
      rows.map((row) => row.kind),
      rows.map((row) => row.id),
      rows.map((row) => row.recordedAt),
      rows.map((row) => ('subject' in row ? row.subject : null)),
      access((row) => row.purpose),
      rows.map((row) => ('actor' in row ? row.actor.roles.join(',') : '')),
      access((row) => row.outcome),
      leaves,
    ];
    return { arrays, last: previous };
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
