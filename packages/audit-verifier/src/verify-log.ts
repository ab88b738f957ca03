import { type Knex, whileAvailable } from '@bankgraph/database';
import type { ChainFault } from './chain-fault.js';
import { ChainVerification, type StoredRecord } from './verify-chain.js';

/** How to verify. */
export interface VerifyOptions {
  /** So many faults are listed; the others are counted. 100 when not given. */
  readonly mostFaults?: number;
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
  /** In the order of writers and their records. */
  readonly faults: readonly ChainFault[];
  /** Also those that are not listed. */
  readonly faultCount: number;
}

const pageSize = 5_000;

/**
 * Derives the chains of the whole log anew from the bytes of its records, in one snapshot, so that it may grow meanwhile.
 * What no chain can show is not found: a writer's chain that was written anew from some record to its end, or
 * that lost its end.
 *
 * @param knex as a role that may read `audit.record` and `audit.writer`
 * @throws DatabaseUnavailable
 */
export async function verifyLog(knex: Knex, options: VerifyOptions = {}): Promise<LogVerification> {
  const { mostFaults = 100, onProgress } = options;
  const faults: ChainFault[] = [];
  let faultCount = 0;
  const tell = (fault: ChainFault) => {
    faultCount += 1;
    if (faults.length < mostFaults) faults.push(fault);
  };
  return whileAvailable(() =>
    knex.transaction(
      async (snapshot) => {
        const registered = new Set(
          (await snapshot('audit.writer').select<{ writer: string }[]>('writer')).map(({ writer }) => writer),
        );
        const [counted] = await snapshot('audit.record').count<{ count: number | string }[]>('*');
        const total = Number(counted?.count);
        const silent = new Set(registered);
        let [records, writers, closed] = [0, 0, 0];
        let chain: ChainVerification | null = null;
        let at = { writer: '', sequence: 0 };
        for (;;) {
          const page = await pageAfter(snapshot, at);
          for (const record of page) {
            if (record.writer !== at.writer) {
              if (chain?.closed === true) closed += 1;
              chain = new ChainVerification(record.writer, registered.has(record.writer), tell);
              writers += 1;
              silent.delete(record.writer);
            }
            chain?.add(record);
            records += 1;
            at = { writer: record.writer, sequence: record.sequence };
          }
          onProgress?.(records, total);
          if (page.length < pageSize) break;
        }
        if (chain?.closed === true) closed += 1;
        return { records, writers, open: writers - closed, silent: [...silent], faults, faultCount };
      },
      { isolationLevel: 'repeatable read', readOnly: true },
    ),
  );
}

/** The records that come next by writer and number. */
function pageAfter(
  snapshot: Knex,
  at: { readonly writer: string; readonly sequence: number },
): PromiseLike<readonly StoredRecord[]> {
  const page = snapshot('audit.record')
    .select<StoredRecord[]>(
      'writer',
      'sequence',
      'kind',
      'id',
      'recorded_at',
      'subject',
      'purpose',
      'roles',
      'outcome',
      'leaf',
    )
    .orderBy(['writer', 'sequence'])
    .limit(pageSize);
  return at.writer === ''
    ? page
    : page.whereRaw('(writer, sequence) > (?::uuid, ?)', [at.writer, at.sequence]);
}
