import type { Knex } from '@bankgraph/database';
import { hashLeaf } from '@bankgraph/transparency-log';

/** Why the records of a writer are not taken into the tree any more. */
export interface WriterFault {
  readonly writer: string;
  /** The record that is missing, or that is not chained to the one before it. */
  readonly sequence: number;
  readonly kind: 'gap' | 'broken chain';
}

/** A record that continues its writer's chain. */
export interface ChainedRecord {
  readonly writer: string;
  readonly sequence: number;
  readonly hash: Buffer;
  /** Whether the writer says with it that it ended. */
  readonly closes: boolean;
}

/** What is new, in the order in which the tree takes it. */
export interface NewRecords {
  readonly records: readonly ChainedRecord[];
  readonly faults: readonly WriterFault[];
  /** Whether some writer has more of them. */
  readonly more: boolean;
  /** For how long the oldest has been durable, in ms by the database's clock. */
  readonly waitedMs: number;
}

interface Head {
  readonly writer: string;
  readonly sequence: number;
  readonly leaf_hash: Buffer | null;
}

interface Row {
  readonly writer: string;
  readonly sequence: number;
  readonly leaf: Buffer;
  readonly waited_ms: number;
}

/** Two index probes for each writer, however long the log is. */
const writersWithNew = `
  select w.writer, coalesce(e.sequence, 0) as sequence, e.leaf_hash
  from audit.writer w
  left join lateral (
    select sequence, leaf_hash from audit.tree_entry where writer = w.writer order by sequence desc limit 1
  ) e on true
  where w.writer <> all(?::uuid[])
    and exists (select from audit.record where writer = w.writer and sequence > coalesce(e.sequence, 0))`;

const afterHeads = `
  select r.writer, r.sequence, r.leaf,
    (extract(epoch from clock_timestamp() - r.committed_at) * 1000)::float8 as waited_ms
  from unnest(?::uuid[], ?::bigint[]) with ordinality as head (writer, sequence, place)
  cross join lateral (
    select * from audit.record where writer = head.writer and sequence > head.sequence order by sequence limit ?
  ) r
  order by head.place, r.sequence`;

/** As a subquery for each writer, not as a join: the planner would read the whole log for it. */
const ended = `
  select writer
  from audit.writer w
  where 'close' = (
    select kind from audit.record
    where writer = w.writer and sequence = (
      select sequence from audit.tree_entry where writer = w.writer order by sequence desc limit 1
    )
  )`;

/** Writers whose closing record is in the tree. What follows that is none of theirs: it stays out, and `verify` tells it. */
export async function endedWriters(knex: Knex): Promise<string[]> {
  const { rows } = await knex.raw<{ rows: { writer: string }[] }>(ended);
  return rows.map(({ writer }) => writer);
}

/**
 * Durable records that the tree does not have. Each writer's are in their order and without gaps: a writer has one INSERT
 * at a time, so what is missing before a record that is there does not come later.
 *
 * @param most is shared by the writers that have some, so that none waits for all of another's
 */
export async function newRecords(
  transaction: Knex,
  without: Iterable<string>,
  most: number,
): Promise<NewRecords> {
  const { rows: heads } = await transaction.raw<{ rows: Head[] }>(writersWithNew, [[...without]]);
  if (heads.length === 0) return { records: [], faults: [], more: false, waitedMs: 0 };
  const share = Math.ceil(most / heads.length);
  const { rows } = await transaction.raw<{ rows: Row[] }>(afterHeads, [
    heads.map(({ writer }) => writer),
    heads.map(({ sequence }) => sequence),
    share,
  ]);
  const of = new Map(heads.map(({ writer }): [string, Row[]] => [writer, []]));
  for (const row of rows) of.get(row.writer)?.push(row);
  const chains = heads.map((head) => chained(head, of.get(head.writer) ?? []));
  return {
    records: chains.flatMap(({ records }) => records),
    faults: chains.flatMap(({ fault }) => fault ?? []),
    more: chains.some(({ records }) => records.length === share),
    waitedMs: rows.reduce((longest, row) => Math.max(longest, row.waited_ms), 0),
  };
}

/** What continues a writer's chain, up to the first record that does not. */
function chained(
  head: Head,
  rows: readonly Row[],
): { readonly records: ChainedRecord[]; readonly fault?: WriterFault } {
  const { writer } = head;
  let previous = head.leaf_hash?.toString('hex') ?? '0'.repeat(64);
  const records: ChainedRecord[] = [];
  for (const { sequence, leaf } of rows) {
    const expected = head.sequence + records.length + 1;
    if (sequence !== expected) return { records, fault: { writer, sequence: expected, kind: 'gap' } };
    const told = read(leaf);
    if (told?.previous !== previous) return { records, fault: { writer, sequence, kind: 'broken chain' } };
    const hash = hashLeaf(leaf);
    previous = hash.toString('hex');
    records.push({ writer, sequence, hash, closes: told.kind === 'close' });
  }
  return { records };
}

/** Bytes that are no leaf break the chain too. */
function read(leaf: Buffer): { readonly previous?: unknown; readonly kind?: unknown } | null {
  try {
    return JSON.parse(leaf.toString('utf8'));
  } catch {
    return null;
  }
}
