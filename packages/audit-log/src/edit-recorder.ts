import { randomUUID } from 'node:crypto';
import type { Knex, Pool } from '@bankgraph/database';
import { answerDigest } from './answer-digest.js';
import { AuditUnavailable } from './audit-errors.js';
import type { AuditEntry, LogRecord, SealedRecord, WriterRecord } from './audit-record.js';
import { DataSubjects } from './data-subjects.js';
import type { KeyEncryptionKeys } from './key-encryption-keys.js';
import { encodeLeaf, leafHash, noPrevious } from './leaf.js';
import { nextRecordId } from './record-id.js';
import { identifiersOf, sealEntry, sealsFor } from './seal-entry.js';

/**
 * Puts the record of an edit into the transaction that makes the edit: both are there after its COMMIT, or neither.
 *
 * @param anchored bytes whose salted digest the record keeps, where the leaf of an access has that of its answer: what they
 *   were made from can be shown to be what the edit wrote
 * @returns the record's id; undefined from a stand-in that records nothing
 */
export type RecordEdit = (transaction: Knex, anchored?: Uint8Array) => Promise<string | undefined>;

/** What an edit's record says: there is no answer yet, and it only is when the edit is. */
export type EditEntry = Omit<AuditEntry, 'outcome' | 'errorCode' | 'answer' | 'consents'>;

/** Who records the edits of a process. */
export interface EditRecorderOptions {
  /** Logs in as `audit_writer`, for what is written outside of edits; stays the caller's. */
  readonly pool: Pool;
  /** What writes, for people. */
  readonly service: string;
  readonly keys: KeyEncryptionKeys;
}

/** Within this the pseudonym of somebody is found or made, in ms. */
const timeoutMs = 2_000;

interface Place {
  readonly sequence: number;
  readonly previous: string;
}

type Written =
  | Omit<SealedRecord, 'writer' | 'sequence' | 'previous'>
  | Omit<WriterRecord, 'writer' | 'sequence' | 'previous'>;

/**
 * Records edits in their own transactions. These may roll back, and another's may commit first, so they cannot hold a number of
 * the chain that a process's accesses are in: edits have a writer of their own, and whoever records one waits until the one
 * before is there or is not.
 */
export class EditRecorder {
  readonly writer = randomUUID();
  readonly #pool: Pool;
  readonly #service: string;
  readonly #subjects: DataSubjects;
  readonly #openedAt = performance.now();

  private constructor({ pool, service, keys }: EditRecorderOptions) {
    this.#pool = pool;
    this.#service = service;
    this.#subjects = new DataSubjects(pool, keys, timeoutMs);
  }

  /**
   * Registers the writer in the log, and records that it opened.
   *
   * @throws AuditUnavailable
   */
  static async open(options: EditRecorderOptions): Promise<EditRecorder> {
    const recorder = new EditRecorder(options);
    try {
      await recorder.#alone('open');
    } catch (error) {
      throw new AuditUnavailable(error);
    }
    return recorder;
  }

  /**
   * Finds out what has to be known before the transaction begins. What comes back may be called once, last in the edit's
   * transaction, and throws AuditUnavailable when the record cannot be written; then the edit has to be rolled back.
   *
   * @throws AuditUnavailable
   */
  async prepare(entry: EditEntry): Promise<RecordEdit> {
    const whole: AuditEntry = { ...entry, outcome: 'answered', answer: null };
    const seals = await sealsFor([whole], identifiersOf(whole), this.#subjects).catch((error: unknown) => {
      throw new AuditUnavailable(error);
    });
    const sealed = sealEntry(whole, seals);
    return async (transaction, anchored) => {
      try {
        const ask: Ask = async (text, values) => {
          // Knex has its own placeholders; ours stand in the order of the values.
          const { rows } = await transaction.raw(text.replace(/\$\d+/g, '?'), values as never[]);
          return rows;
        };
        const answer = anchored === undefined ? null : answerDigest(anchored);
        const stamp = this.#stamp();
        await this.#append(ask, { ...sealed, ...stamp, answer, kind: 'edit' });
        return stamp.id;
      } catch (error) {
        throw new AuditUnavailable(error);
      }
    };
  }

  /** Records that there will be no more edits. Without a log there is no record of that either. */
  async close(): Promise<void> {
    await this.#alone('close').catch(() => undefined);
  }

  async #alone(kind: 'open' | 'close'): Promise<void> {
    const client = await this.#pool.connect();
    try {
      const ask: Ask = async (text, values) => (await client.query(text, [...values])).rows;
      await client.query('begin');
      if (kind === 'open') {
        await ask('insert into audit.writer (writer, service) values ($1, $2)', [this.writer, this.#service]);
      }
      await this.#append(ask, { ...this.#stamp(), kind, service: this.#service });
      await client.query('commit');
      client.release();
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  async #append(ask: Ask, written: Written): Promise<void> {
    await ask('set local synchronous_commit to on', []);
    // Until COMMIT or ROLLBACK: the next one sees what became of this one.
    await ask('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`audit writer ${this.writer}`]);
    const record = { ...written, ...(await this.#next(ask)), writer: this.writer } as LogRecord;
    const edit = record.kind === 'edit' ? record : null;
    await ask(insertRecord, [
      record.writer,
      record.sequence,
      record.kind,
      record.id,
      record.recordedAt,
      edit?.subject ?? null,
      edit?.purpose ?? null,
      edit?.actor.roles ?? [],
      edit?.outcome ?? null,
      encodeLeaf(record),
    ]);
  }

  async #next(ask: Ask): Promise<Place> {
    const [last] = (await ask(
      'select sequence, leaf from audit.record where writer = $1 order by sequence desc limit 1',
      [this.writer],
    )) as { sequence: number; leaf: Buffer }[];
    return last === undefined
      ? { sequence: 1, previous: noPrevious }
      : { sequence: last.sequence + 1, previous: leafHash(last.leaf) };
  }

  #stamp(): { readonly id: string; readonly recordedAt: string; readonly elapsedMs: number } {
    return {
      id: nextRecordId(),
      recordedAt: new Date().toISOString(),
      elapsedMs: Math.floor(performance.now() - this.#openedAt),
    };
  }
}

type Ask = (text: string, values: readonly unknown[]) => Promise<readonly unknown[]>;

const insertRecord = `
  insert into audit.record (writer, sequence, kind, id, recorded_at, subject, purpose, roles, outcome, leaf)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`;
