import { setImmediate } from 'node:timers/promises';
import { type Knex, whileAvailable } from '@bankgraph/database';
import type { LogFault } from './log-fault.js';
import { readPublicKeys } from './signed-checkpoint.js';
import { ChainVerification, type StoredRecord } from './verify-chain.js';
import { type TreeVerification, verifyTree } from './verify-tree.js';

/** How to verify. */
export interface VerifyOptions {
  /** So many faults are listed; the others are counted. 100 when not given. */
  readonly mostFaults?: number;
  /** Public keys of log and witness, a line each. Without them signatures are not checked. */
  readonly verifiers?: string;
  /** The last checkpoint that the witness has signed, from its own folder or a copy of it. */
  readonly witnessed?: string;
  /** Told after each page. */
  onProgress?(done: number, total: number): void;
}

/** What was found. */
export interface LogVerification {
  readonly records: number;
  readonly writers: number;
  /** Writers without a close: they run, or were killed. */
  readonly open: number;
  /** Writers of whom there is no record: killed as they opened, or deleted as a whole. */
  readonly silent: readonly string[];
  readonly tree: TreeVerification & {
    /** Durable records that are not in the tree (yet). */
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
        const { rows: counted } = await snapshot.raw<{ rows: { records: number; entries: number }[] }>(
          `select (select count(*) from audit.record)::int as records,
                  (select count(*) from audit.tree_entry)::int as entries`,
        );
        const { records: recordCount, entries } = counted[0] ?? { records: 0, entries: 0 };
        const total = recordCount + entries;
        const silent = new Set(registered);
        let [records, writers, closed, inTree] = [0, 0, 0, 0];
        let chain: ChainVerification | null = null;
        let at = { writer: '', sequence: 0 };
        for await (const page of pages(snapshot)) {
          for (const record of page) {
            // A record with two entries comes twice; the entries are told below.
            if (record.writer === at.writer && record.sequence === at.sequence) continue;
            if (record.writer !== at.writer) {
              if (chain?.closed === true) closed += 1;
              chain = new ChainVerification(record.writer, registered.has(record.writer), tell);
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
        if (inTree !== entries) await tellEntriesWithoutRecord(snapshot, tell);
        const tree = await verifyTree(
          snapshot,
          {
            keys,
            witnessed: options.witnessed ?? null,
            onEntries: (done) => onProgress?.(records + done, total),
          },
          tell,
        );
        return {
          records,
          writers,
          open: writers - closed,
          silent: [...silent],
          tree: {
            ...tree,
            outside: records - inTree,
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

/** Entries whose record is not there any more, or has another entry too. */
async function tellEntriesWithoutRecord(snapshot: Knex, tell: (fault: LogFault) => void): Promise<void> {
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

/** All records by writer and number. The database prepares a page while the one before is looked at. */
async function* pages(snapshot: Knex): AsyncGenerator<readonly StoredRecord[]> {
  // Called at once: a query builder asks only when somebody waits for it.
  const ask = async (at: Parameters<typeof pageAfter>[1]) => pageAfter(snapshot, at);
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
  return at.writer === ''
    ? page
    : page.whereRaw('(r.writer, r.sequence) > (?::uuid, ?)', [at.writer, at.sequence]);
}
