import { setImmediate } from 'node:timers/promises';
import { type Knex, whileAvailable } from '@bankgraph/database';
import type { LogFault, TellFault } from './log-fault.js';
import { readPublicKeys } from './signed-checkpoint.js';
import { ChainVerification, lateRecord, type StoredRecord } from './verify-chain.js';
import { type EntryRange, entryRange, type RangeEnd, verifyTreeRange } from './verify-range.js';
import { type TreeVerification, verifyTree } from './verify-tree.js';

/** How to verify. */
export interface VerifyOptions {
  /** So many faults are listed; the others are counted. 100 when not given. */
  readonly mostFaults?: number;
  /** Public keys of log and witness, a line each. Without them signatures are not checked. */
  readonly verifiers?: string;
  /** The last checkpoint that the witness has signed, from its own folder or a copy of it. */
  readonly witnessed?: string;
  /** Only a part of the log: from this entry of the tree, or records of this time or later. */
  readonly from?: RangeEnd;
  /** Only a part of the log: up to before this entry, or records before this time. */
  readonly to?: RangeEnd;
  /** Told after each page. */
  onProgress?(done: number, total: number): void;
}

/** What was found. */
export interface LogVerification {
  /** Entries of the tree that were looked at; null when it was the whole log. */
  readonly range: EntryRange | null;
  readonly records: number;
  readonly writers: number;
  /** Writers without a close: they run, or were killed. 0 for a range, in which they need not close. */
  readonly open: number;
  /** Writers of whom there is no record: killed as they opened, or deleted as a whole. */
  readonly silent: readonly string[];
  readonly tree: TreeVerification & {
    /** Durable records that are not in the tree (yet). With a range they are counted, and nothing else of them is looked at. */
    readonly outside: number;
    readonly signaturesChecked: boolean;
    readonly witnessCompared: boolean;
  };
  /** In the order of writers and their records, then of the tree. */
  readonly faults: readonly LogFault[];
  /** Also those that are not listed. */
  readonly faultCount: number;
}

const pageSize = 5_000;

/**
 * Derives the whole log anew from the bytes of its records, in one snapshot, so that it may grow meanwhile: the chain of
 * each writer, the tree over all, its hashes and its signed checkpoints. Without the witness's memory a log that was put back to
 * an older state as a whole is not found out.
 *
 * With `from` or `to` only that part, in time and memory of the part: its records, the chains between them and to the records
 * before, and that they are under the newest checkpoint.
 *
 * @param knex as a role that may read `audit.record` and `audit.writer`
 * @throws DatabaseUnavailable; NotSigned when a line of `verifiers` is no key
 */
export async function verifyLog(knex: Knex, options: VerifyOptions = {}): Promise<LogVerification> {
  const { mostFaults = 100, onProgress } = options;
  const keys = readPublicKeys(options.verifiers ?? '');
  const faults: LogFault[] = [];
  let faultCount = 0;
  const tell = (fault: LogFault) => {
    faultCount += 1;
    if (faults.length < mostFaults) faults.push(fault);
  };
  return whileAvailable(() =>
    knex.transaction(
      async (snapshot) => {
        const registered = new Set(
          (await snapshot('audit.writer').select<{ writer: string }[]>('writer')).map(({ writer }) => writer),
        );
        const part = options.from !== undefined || options.to !== undefined;
        const range = part ? await entryRange(snapshot, options.from ?? null, options.to ?? null) : null;
        const silent = new Set(range === null ? registered : []);
        const counted = range === null ? await countAll(snapshot) : range.to - range.from;
        const { records: recordCount, entries } =
          typeof counted === 'number' ? { records: counted, entries: counted } : counted;
        const total = recordCount + entries;
        let [records, writers, closed, inTree] = [0, 0, 0, 0];
        let chain: ChainVerification | null = null;
        let at = { writer: '', sequence: 0 };
        for await (const page of pages(snapshot, range)) {
          for (const record of page) {
            // A record with two entries comes twice; the entries are told below.
            if (record.writer === at.writer && record.sequence === at.sequence) continue;
            if (record.writer !== at.writer) {
              if (chain?.closed === true) closed += 1;
              const before = range === null ? null : await recordBefore(snapshot, record);
              chain = new ChainVerification(record.writer, registered.has(record.writer), tell, before);
              writers += 1;
              silent.delete(record.writer);
            }
            chain?.add(record);
            records += 1;
            if (record.index !== null) inTree += 1;
            at = { writer: record.writer, sequence: record.sequence };
          }
          onProgress?.(records, total);
        }
        if (chain?.closed === true) closed += 1;
        if (inTree !== entries) await tellEntriesWithoutRecord(snapshot, range, tell);
        const treeOptions = {
          keys,
          witnessed: options.witnessed ?? null,
          onEntries: (done: number) => onProgress?.(records + done, total),
        };
        const tree =
          range === null
            ? await verifyTree(snapshot, treeOptions, tell)
            : await verifyTreeRange(snapshot, range, treeOptions, tell);
        return {
          range,
          records,
          writers,
          open: range === null ? writers - closed : 0,
          silent: [...silent],
          tree: {
            ...tree,
            outside: range === null ? records - inTree : await countOutside(snapshot, tell),
            signaturesChecked: keys.length > 0,
            witnessCompared: options.witnessed !== undefined,
          },
          faults,
          faultCount,
        };
      },
      { isolationLevel: 'repeatable read', readOnly: true },
    ),
  );
}

async function countAll(snapshot: Knex): Promise<{ readonly records: number; readonly entries: number }> {
  const { rows } = await snapshot.raw<{ rows: { records: number; entries: number }[] }>(
    `select (select count(*) from audit.record)::int as records,
            (select count(*) from audit.tree_entry)::int as entries`,
  );
  return rows[0] ?? { records: 0, entries: 0 };
}

/**
 * Durable records after the last of their writer that is in the tree, without reading them. Of each writer that has any for too
 * long one is told.
 */
async function countOutside(snapshot: Knex, tell: TellFault): Promise<number> {
  const { rows } = await snapshot.raw<{
    rows: { writer: string; sequence: number; count: number; overdue: boolean }[];
  }>(
    `select w.writer, first.sequence, first.overdue,
       (select count(*) from audit.record r where r.writer = w.writer and r.sequence > w.taken)::int as count
     from (
       select writer, coalesce((select max(sequence) from audit.tree_entry e where e.writer = a.writer), 0) as taken
       from audit.writer a
     ) w
     cross join lateral (
       select sequence, committed_at < now() - interval '5 minutes' as overdue
       from audit.record r where r.writer = w.writer and r.sequence > w.taken order by r.sequence limit 1
     ) first
     order by w.writer`,
  );
  for (const { writer, sequence, overdue } of rows)
    if (overdue) tell({ kind: 'late', index: null, writer, sequence, message: lateRecord });
  return rows.reduce((sum, { count }) => sum + count, 0);
}

/** The record before one, of the same writer; null for its first, and when it is missing. */
async function recordBefore(
  snapshot: Knex,
  { writer, sequence }: StoredRecord,
): Promise<Pick<StoredRecord, 'sequence' | 'leaf' | 'index'> | null> {
  const found = await snapshot('audit.record as r')
    .leftJoin('audit.tree_entry as e', (on) => on.on('e.writer', 'r.writer').on('e.sequence', 'r.sequence'))
    .where({ 'r.writer': writer })
    .where('r.sequence', '<', sequence)
    .orderBy('r.sequence', 'desc')
    .first<StoredRecord | undefined>('r.sequence', 'r.leaf', 'e.index');
  return found ?? null;
}

/** Entries whose record is not there any more, or has another entry too. */
async function tellEntriesWithoutRecord(
  snapshot: Knex,
  range: EntryRange | null,
  tell: (fault: LogFault) => void,
): Promise<void> {
  const entries: { index: number; writer: string; sequence: number; there: boolean }[] = await snapshot
    .select('index', 'writer', 'sequence', 'there')
    .from(
      snapshot('audit.tree_entry as e')
        .select('e.index', 'e.writer', 'e.sequence')
        .select(
          snapshot.raw(
            `exists (select from audit.record r where r.writer = e.writer and r.sequence = e.sequence) as there,
             row_number() over (partition by e.writer, e.sequence order by e.index) as nth`,
          ),
        )
        .modify((entry) => {
          if (range !== null) entry.where('e.index', '>=', range.from).where('e.index', '<', range.to);
        })
        .as('entry'),
    )
    .whereRaw('not there or nth > 1')
    .orderBy('index');
  for (const { index, writer, sequence, there } of entries) {
    const message = there
      ? `Entry ${index} of the tree is of record ${sequence} of this writer, which has an entry already.`
      : `Record ${sequence} of this writer, entry ${index} of the tree, is missing.`;
    tell({ kind: there ? 'inserted' : 'deleted', index, writer, sequence, message });
  }
}

/** The records by writer and number. The database prepares a page while the one before is looked at. */
async function* pages(snapshot: Knex, range: EntryRange | null): AsyncGenerator<readonly StoredRecord[]> {
  // Called at once: a query builder asks only when somebody waits for it.
  const ask = async (at: Parameters<typeof pageAfter>[2]) => pageAfter(snapshot, range, at);
  for (let next = ask({ writer: '', sequence: 0 }); ; ) {
    const page = await next;
    const last = page.length < pageSize ? undefined : page.at(-1);
    if (last !== undefined) {
      next = ask(last);
      // Else the question would be sent after this page.
      await setImmediate();
    }
    yield page;
    if (last === undefined) return;
  }
}

/** The records that come next by writer and number, each with its place in the tree. */
function pageAfter(
  snapshot: Knex,
  range: EntryRange | null,
  at: { readonly writer: string; readonly sequence: number },
): PromiseLike<readonly StoredRecord[]> {
  const page = snapshot('audit.record as r')
    .leftJoin('audit.tree_entry as e', (on) => on.on('e.writer', 'r.writer').on('e.sequence', 'r.sequence'))
    .select<StoredRecord[]>(
      'r.writer',
      'r.sequence',
      'r.kind',
      'r.id',
      'r.recorded_at',
      'r.subject',
      'r.purpose',
      'r.roles',
      'r.outcome',
      'r.leaf',
      'e.index',
      'e.leaf_hash as entry_hash',
      snapshot.raw(`r.committed_at < now() - interval '5 minutes' as overdue`),
    )
    .orderBy(['r.writer', 'r.sequence'])
    .limit(pageSize);
  if (range !== null) page.where('e.index', '>=', range.from).where('e.index', '<', range.to);
  return at.writer === ''
    ? page
    : page.whereRaw('(r.writer, r.sequence) > (?::uuid, ?)', [at.writer, at.sequence]);
}
