import { createHash } from 'node:crypto';
import { type Knex, whileAvailable } from '@bankgraph/database';
import { anchoredBytes, entryHash } from './entry-hash.js';
import { entryOfRow, type LedgerRow } from './ledger-row.js';

/** What is wrong with the ledger. */
export type LedgerFaultKind =
  /** A decision does not say any more what it said when it was appended. */
  | 'changed'
  /** A decision was appended and is not there any more. */
  | 'deleted'
  /** A decision is there that no record of the audit log speaks of. */
  | 'inserted'
  /** The decisions that a record anchors, as the ledger has them, are not those that it was written for. */
  | 'anchor';

/** One fault, as near to one decision as what is left allows. */
export interface LedgerFault {
  readonly kind: LedgerFaultKind;
  /** Null where only the append is known of which it was part. */
  readonly decision: string | null;
  /** Record of the audit log that anchors it; null when none does. */
  readonly record: string | null;
}

/** What was found. */
export interface LedgerVerification {
  /** Decisions that were looked at, and records that anchor them. */
  readonly decisions: number;
  readonly records: number;
  /** False when there are more decisions than were to be looked at: then the newest were. */
  readonly whole: boolean;
  readonly faults: readonly LedgerFault[];
  /** Also those that are not listed. */
  readonly faultCount: number;
}

/** How to verify. */
export interface VerifyLedgerOptions {
  /** Database `bankgraph` as a role that may read the ledger. */
  readonly ledger: Knex;
  /** The same as one that may read the audit log. */
  readonly audit: Knex;
  /** So many decisions are looked at, the last appended first, always whole appends; all when not given. */
  readonly most?: number;
  /** So many faults are listed; the others are counted. 100 when not given. */
  readonly mostFaults?: number;
  /** Told after each page. */
  onProgress?(done: number, total: number): void;
}

interface Digest {
  readonly salt: string;
  readonly digest: string;
}

/** Rows in one page. */
const pageSize = 2_000;

/**
 * Holds the ledger against the audit log: each decision against the hash with which it was appended, and the hashes of each
 * append against the digest in its record. Whether the records are those that were written is for the log's own verification.
 *
 * The log is read first and again after the ledger, so that what is appended meanwhile is no fault.
 *
 * @throws DatabaseUnavailable
 */
export async function verifyLedger(options: VerifyLedgerOptions): Promise<LedgerVerification> {
  const { ledger, audit, most = Number.POSITIVE_INFINITY, mostFaults = 100, onProgress } = options;
  const faults: LedgerFault[] = [];
  let faultCount = 0;
  const tell = (kind: LedgerFaultKind, decision: string | null, record: string | null) => {
    faultCount += 1;
    if (faults.length < mostFaults) faults.push({ kind, decision, record });
  };
  const earlier = await whileAvailable(() => anchoringRecords(audit));
  return whileAvailable(() =>
    ledger.transaction(
      async (snapshot) => {
        const appends = await snapshot('ledger.anchor')
          .groupBy('record')
          .orderBy('record', 'desc')
          .select<{ record: string; count: number }[]>('record', snapshot.raw('count(*)::int as count'));
        const total = appends.reduce((sum, { count }) => sum + count, 0);
        let [decisions, records] = [0, 0];
        for (const { record, count } of appends) {
          if (decisions >= most) break;
          await verifyAppend(snapshot, audit, record, earlier, tell);
          decisions += count;
          records += 1;
          onProgress?.(decisions, total);
        }
        const whole = records === appends.length;
        const known = new Set(appends.map(({ record }) => record));
        for (const record of earlier.keys()) if (!known.has(record)) tell('deleted', null, record);
        for (const id of await unanchored(snapshot, mostFaults)) tell('inserted', id, null);
        return { decisions, records, whole, faults, faultCount };
      },
      { isolationLevel: 'repeatable read', readOnly: true },
    ),
  );
}

/** One append: its decisions page by page, then its hashes together. */
async function verifyAppend(
  snapshot: Knex,
  audit: Knex,
  record: string,
  earlier: ReadonlyMap<string, Digest>,
  tell: (kind: LedgerFaultKind, decision: string | null, record: string | null) => void,
): Promise<void> {
  const hashes: Buffer[] = [];
  for (let after = ''; ; ) {
    const page = await snapshot('ledger.anchor as a')
      .leftJoin('ledger.decision_event as e', 'e.id', 'a.decision')
      .where('a.record', record)
      .whereRaw('a.decision collate "C" > ?', [after])
      .orderByRaw('a.decision collate "C"')
      .limit(pageSize)
      .select<
        ({ decision_id: string; hash: Buffer } & { [Name in keyof LedgerRow]: LedgerRow[Name] | null })[]
      >('a.decision as decision_id', 'a.hash', 'e.*');
    for (const { decision_id: decision, hash, ...row } of page) {
      hashes.push(hash);
      if (row.id === null) tell('deleted', decision, record);
      else if (!isUnchanged(row as LedgerRow, hash)) tell('changed', decision, record);
    }
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) break;
    after = last.decision_id;
  }
  const digest = earlier.get(record) ?? (await anchoringRecords(audit, record)).get(record);
  if (digest === undefined || !fits(hashes, digest)) tell('anchor', null, record);
}

/** A row that is not of the shape of an entry any more was changed. */
function isUnchanged(row: LedgerRow, hash: Buffer): boolean {
  try {
    return entryHash(entryOfRow(row)).equals(hash);
  } catch {
    return false;
  }
}

function fits(hashes: readonly Buffer[], { salt, digest }: Digest): boolean {
  const found = createHash('sha256').update(Buffer.from(salt, 'hex')).update(anchoredBytes(hashes));
  return found.digest('hex') === digest;
}

/** Records of edits that anchor something, from the bytes of their leaves. */
async function anchoringRecords(audit: Knex, record?: string): Promise<ReadonlyMap<string, Digest>> {
  const { rows } = await audit.raw<{ rows: (Digest & { record: string })[] }>(
    `select told ->> 'id' as record, told -> 'answer' ->> 'salt' as salt, told -> 'answer' ->> 'digest' as digest
     from (select convert_from(leaf, 'UTF8')::json as told from audit.record
           where kind = 'edit' ${record === undefined ? '' : 'and id = ?::uuid'}) edit
     where told -> 'answer' ->> 'digest' is not null`,
    record === undefined ? [] : [record],
  );
  return new Map(rows.map(({ record: id, salt, digest }) => [id, { salt, digest }]));
}

/** Decisions that no record anchors. */
async function unanchored(snapshot: Knex, most: number): Promise<readonly string[]> {
  const found = await snapshot('ledger.decision_event as e')
    .whereRaw('not exists (select from ledger.anchor a where a.decision = e.id)')
    .orderByRaw('e.id collate "C"')
    .limit(most)
    .select<{ id: string }[]>('e.id');
  return found.map(({ id }) => id);
}
