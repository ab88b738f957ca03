import { setTimeout as sleep } from 'node:timers/promises';
import { AuditOverloaded, AuditUnavailable } from './audit-errors.js';

/** What became of a group that could not be confirmed. */
export type InsertFailure =
  /** The database turned the rows themselves down; trying again would not help. */
  | 'refused'
  /** Nothing was written; trying again may help. */
  | 'not-written'
  /** It may have been written: the connection ended, or the answer came too late. */
  | 'unknown';

/** Puts rows into the log in one transaction. */
export interface GroupInsert<Row> {
  /**
   * Resolves after COMMIT with the number of rows that were new. The rows get the sequence numbers from
   * `firstSequence` on; numbers that are in the log already are left alone, so a repetition is harmless.
   */
  insert(firstSequence: number, rows: readonly Row[]): Promise<number>;
  /** What an error of `insert` means. */
  classify(error: unknown): InsertFailure;
}

/** Limits of the queue before the log. */
export interface GroupCommitLimits {
  /** Rows that may wait, those being written included. */
  readonly maxQueue: number;
  /** Rows in one transaction. One call's rows always stay together. */
  readonly maxRowsPerCommit: number;
  /** How long a call waits for its COMMIT, in milliseconds. */
  readonly commitTimeoutMs: number;
}

interface Entry<Row> {
  readonly rows: readonly Row[];
  readonly resolve: () => void;
  readonly reject: (error: AuditUnavailable) => void;
  /** The caller was turned away, its rows need not be written any more. */
  expired: boolean;
}

/**
 * Group commit without a timer: at most one transaction is in flight, and what arrives meanwhile makes the
 * next one. Rows are numbered 1, 2, 3… without gaps: a group whose fate is unknown is repeated under its own
 * numbers until it is known, and nothing overtakes it.
 */
export class GroupCommit<Row> {
  readonly #target: GroupInsert<Row>;
  readonly #limits: GroupCommitLimits;
  #queue: Entry<Row>[] = [];
  #waitingRows = 0;
  #nextSequence = 1;
  #transactions = 0;
  #running: Promise<void> | undefined;
  #lastFailure: unknown;
  #closed: AuditUnavailable | undefined;
  readonly #giveUp = new AbortController();

  constructor(target: GroupInsert<Row>, limits: GroupCommitLimits) {
    this.#target = target;
    this.#limits = limits;
  }

  /**
   * Resolves when the rows are durable.
   *
   * @throws AuditOverloaded when the queue is full; the rows are not written.
   * @throws AuditUnavailable when they are not durable in time; they may still be written later.
   */
  commit(rows: readonly Row[]): Promise<void> {
    if (rows.length === 0) return Promise.resolve();
    if (this.#closed !== undefined) return Promise.reject(this.#closed);
    // A single call that is larger than the queue may pass when nothing else waits.
    if (this.#waitingRows > 0 && this.#waitingRows + rows.length > this.#limits.maxQueue) {
      return Promise.reject(new AuditOverloaded());
    }
    this.#waitingRows += rows.length;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        entry.expired = true;
        reject(new AuditUnavailable(this.#lastFailure ?? 'the commit took too long'));
      }, this.#limits.commitTimeoutMs);
      const entry: Entry<Row> = {
        rows,
        resolve: () => {
          clearTimeout(timer);
          resolve();
        },
        reject: (error) => {
          clearTimeout(timer);
          reject(error);
        },
        expired: false,
      };
      this.#queue.push(entry);
      // In a microtask, so that all calls of this turn make one group.
      this.#running ??= Promise.resolve().then(() => this.#run());
    });
  }

  /** Rows waiting, rows and transactions committed so far, and why the last attempt failed, if it did. */
  get state(): { waitingRows: number; committedRows: number; transactions: number; lastFailure: unknown } {
    return {
      waitingRows: this.#waitingRows,
      committedRows: this.#nextSequence - 1,
      transactions: this.#transactions,
      lastFailure: this.#lastFailure,
    };
  }

  /** Takes no more rows and resolves when those waiting are durable, or their time is up. */
  async close(): Promise<void> {
    this.#closed ??= new AuditUnavailable('the audit writer is closed');
    const timeUp = new AbortController();
    await Promise.race([
      this.#running,
      sleep(this.#limits.commitTimeoutMs, undefined, { signal: timeUp.signal }).catch(() => undefined),
    ]);
    timeUp.abort();
    this.#giveUp.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#queue.length > 0) {
      const group = this.#nextGroup();
      await this.#write(group);
      for (const entry of group) this.#waitingRows -= entry.rows.length;
    }
    this.#running = undefined;
  }

  #nextGroup(): Entry<Row>[] {
    let rows = 0;
    let size = 0;
    for (const entry of this.#queue) {
      if (size > 0 && rows + entry.rows.length > this.#limits.maxRowsPerCommit) break;
      rows += entry.rows.length;
      size += 1;
    }
    return this.#queue.splice(0, size);
  }

  async #write(entries: readonly Entry<Row>[]): Promise<void> {
    let group = entries;
    let mayBeWritten = false;
    for (let attempt = 0; ; attempt++) {
      // Once it may be in the log, a group is not touched any more: its numbers are taken.
      if (!mayBeWritten) group = group.filter((entry) => !entry.expired);
      if (group.length === 0) return;
      const rows = group.flatMap((entry) => entry.rows);
      try {
        const inserted = await this.#target.insert(this.#nextSequence, rows);
        this.#transactions += 1;
        if (inserted < rows.length && !mayBeWritten)
          return this.#failForGood(group, 'another writer uses this id');
        this.#nextSequence += rows.length;
        this.#lastFailure = undefined;
        for (const entry of group) entry.resolve();
        return;
      } catch (error) {
        this.#lastFailure = error;
        const failure = this.#target.classify(error);
        if (failure === 'refused') return this.#isolate(group, error);
        if (failure === 'unknown') mayBeWritten = true;
      }
      if (this.#giveUp.signal.aborted) return this.#fail(group);
      const pause = Math.min(500, 20 * 2 ** attempt);
      await sleep(pause, undefined, { signal: this.#giveUp.signal }).catch(() => undefined);
    }
  }

  /** One caller's bad rows must not stop the others: each call is written by itself, the bad one is turned away. */
  async #isolate(group: readonly Entry<Row>[], error: unknown): Promise<void> {
    if (group.length === 1) {
      group[0]?.reject(new AuditUnavailable(error));
      return;
    }
    for (const entry of group) await this.#write([entry]);
  }

  #fail(group: readonly Entry<Row>[]): void {
    for (const entry of group) entry.reject(new AuditUnavailable(this.#lastFailure));
  }

  #failForGood(group: readonly Entry<Row>[], reason: string): void {
    this.#closed = new AuditUnavailable(reason);
    this.#lastFailure = this.#closed;
    this.#fail([...group, ...this.#queue]);
    for (const entry of this.#queue) this.#waitingRows -= entry.rows.length;
    this.#queue = [];
  }
}
