import { DatabaseUnavailable, type Knex, whileAvailable } from '@bankgraph/database';
import { BankgraphError } from '@bankgraph/errors';
import { AuditUnavailable } from './audit-errors.js';
import { type AuditRecord, isOperation, type KeepingRecord } from './audit-record.js';
import { Identities } from './identities.js';
import type { KeyEncryptionKeys } from './key-encryption-keys.js';
import { decodeAccess } from './leaf.js';
import { type RecordFilter, type RecordOrder, searchRecords } from './search-records.js';
import { type TailOptions, tailRecords } from './tail-records.js';

/** Which of a subject's records to read. */
export interface SubjectQuery {
  /** Records on the page: 0 to 500. */
  readonly first: number;
  /** Cursor of the last record of the page before. */
  readonly after?: string | null;
  /** Leaves out records of actors with one of these roles, as if they were not there. */
  readonly withoutRoles?: readonly string[];
  /** Leaves out records for one of these purposes, as if they were not there. */
  readonly withoutPurposes?: readonly string[];
}

/** A page of records, newest first. */
export interface AuditPage {
  /** All that match, on whatever page. */
  readonly totalCount: number;
  readonly edges: readonly { readonly cursor: string; readonly record: AuditRecord }[];
  readonly hasNextPage: boolean;
}

interface LeafRow {
  readonly id: string;
  readonly leaf: Uint8Array;
}

/** Reads the audit log. Reading it is an operation on someone's data itself: the caller records it. */
export class AuditReader {
  readonly #knex: Knex;
  readonly #identities: Identities;

  /** Takes a connection as the role `audit_reader`, which stays the caller's, and the keys that open who it is about. */
  constructor(knex: Knex, keys: KeyEncryptionKeys) {
    this.#knex = knex;
    this.#identities = new Identities(knex, keys);
  }

  /**
   * What was done, holds and erasures included, in the order of time, and of sequence within one writer; every record once, also when writers
   * commit late. With `follow` it goes on until the loop is left or the signal aborts.
   *
   * @throws AuditUnavailable
   */
  async *tail(options: TailOptions = {}): AsyncGenerator<AuditRecord | KeepingRecord, void, undefined> {
    const source = tailRecords(this.#knex, options);
    for (;;) {
      const next = await reading(() => source.next());
      if (next.done === true) return;
      const sealed = next.value.filter(isOperation);
      const opened = [...(await reading(() => this.#identities.open(sealed)))].values();
      for (const record of next.value) {
        const shown = isOperation(record) ? opened.next().value : record;
        if (shown !== undefined) yield shown;
      }
    }
  }

  /**
   * Who looked at this customer's data: the records as stored, newest first.
   *
   * @throws BankgraphError BAD_USER_INPUT on a page size or cursor that is not valid.
   * @throws AuditUnavailable
   */
  async bySubject(subject: string, query: SubjectQuery): Promise<AuditPage> {
    const { first } = query;
    if (!Number.isInteger(first) || first < 0 || first > 500) {
      throw new BankgraphError('BAD_USER_INPUT', { advice: 'Ask for 0 to 500 entries at once.' });
    }
    const before = query.after == null ? null : idOf(query.after);
    const pseudonym = await reading(() => this.#identities.pseudonymOf(subject));
    if (pseudonym === null) return { totalCount: 0, edges: [], hasNextPage: false };
    const matching = this.#knex('audit.record').where({ kind: 'access', subject: pseudonym });
    if (query.withoutRoles?.length) matching.whereRaw('not roles && ?::text[]', [[...query.withoutRoles]]);
    if (query.withoutPurposes?.length) {
      matching.whereRaw('(purpose is null or purpose <> all (?::text[]))', [[...query.withoutPurposes]]);
    }
    const page = matching
      .clone()
      .select<LeafRow[]>('id', 'leaf')
      .orderBy('id', 'desc')
      .limit(first + 1);
    if (before !== null) page.where('id', '<', before);
    return reading(async () => {
      const [counted, rows] = await Promise.all([matching.clone().count<{ count: number }[]>('*'), page]);
      const records = await this.#identities.open(rows.slice(0, first).map(({ leaf }) => decodeAccess(leaf)));
      return {
        totalCount: Number(counted[0]?.count),
        edges: records.map((record) => ({ cursor: cursorOf(record.id), record })),
        hasNextPage: rows.length > first,
      };
    });
  }

  /**
   * Records of operations by time, batch by batch; a batch may be empty.
   *
   * @throws AuditUnavailable
   */
  async *search(
    filter: RecordFilter,
    order: RecordOrder,
  ): AsyncGenerator<readonly AuditRecord[], void, undefined> {
    const source = searchRecords(this.#knex, this.#identities, filter, order);
    for (;;) {
      const next = await reading(() => source.next());
      if (next.done === true) return;
      yield next.value;
    }
  }

  /**
   * Records of operations by their ids, in the order of time; those that are not there are not in the answer.
   *
   * @throws AuditUnavailable
   */
  async byIds(ids: readonly string[]): Promise<readonly AuditRecord[]> {
    return reading(async () => {
      const rows = await this.#knex('audit.record')
        .select<Pick<LeafRow, 'leaf'>[]>('leaf')
        .whereIn('kind', ['access', 'edit'])
        .whereRaw('id = any (?::uuid[])', [[...ids]])
        .orderBy('id');
      return this.#identities.open(rows.map(({ leaf }) => decodeAccess(leaf)));
    });
  }

  /**
   * The newest records, newest first.
   *
   * @throws AuditUnavailable
   */
  async recent(count: number): Promise<readonly AuditRecord[]> {
    return reading(async () => {
      const rows = await this.#knex('audit.record')
        .select<Pick<LeafRow, 'leaf'>[]>('leaf')
        .where({ kind: 'access' })
        .orderBy('id', 'desc')
        .limit(count);
      return this.#identities.open(rows.map(({ leaf }) => decodeAccess(leaf)));
    });
  }

  /**
   * The newest record, or undefined in an empty log.
   *
   * @throws AuditUnavailable
   */
  async last(): Promise<AuditRecord | undefined> {
    return (await this.recent(1))[0];
  }
}

function cursorOf(id: string): string {
  return Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');
}

function idOf(cursor: string): string {
  const hex = Buffer.from(cursor, 'base64url').toString('hex');
  if (hex.length !== 32) {
    throw new BankgraphError('BAD_USER_INPUT', { advice: 'Use a cursor of an earlier page as it is.' });
  }
  return hex;
}

async function reading<T>(call: () => PromiseLike<T>): Promise<T> {
  try {
    return await whileAvailable(call);
  } catch (error) {
    throw error instanceof DatabaseUnavailable ? new AuditUnavailable(error) : error;
  }
}
