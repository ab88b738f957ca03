import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from '@bankgraph/database';
import type { KeepingRecord, SealedRecord } from './audit-record.js';
import { decodeLeaf } from './leaf.js';
import { firstRecordIdAt } from './record-id.js';

/** Where to start reading the log, and whether to stop at its end. */
export interface TailOptions {
  /** Records of this time or later; from the beginning when not given. */
  readonly since?: Date;
  /** Waits for further records at the end. */
  readonly follow?: boolean;
  /** Ends the reading. */
  readonly signal?: AbortSignal;
  /** Pause between two looks at the end of the log, in milliseconds; 200 when not given. */
  readonly pollMs?: number;
}

interface TailRow {
  readonly writer: string;
  readonly sequence: number;
  readonly id: string;
  readonly leaf: Uint8Array;
}

/** Records of one writer that are read at once. */
const batch = 500;

const positionsAt = `
  with later as (
    select writer, min(sequence) - 1 as position from audit.record where id >= ?::uuid group by writer
  )
  select writer, coalesce(
    later.position,
    (select max(sequence) from audit.record as r where r.writer = w.writer),
    0) as position
  from audit.writer as w left join later using (writer)`;

const rowsAfter = `
  select r.writer, r.sequence, r.id, r.leaf
  from audit.writer as w
  left join unnest(?::uuid[], ?::bigint[]) as known (writer, position) using (writer)
  cross join lateral (
    select * from audit.record as r
    where r.writer = w.writer and r.sequence > coalesce(known.position, 0)
    order by r.sequence limit ${batch}
  ) as r
  order by r.id`;

/**
 * Reads batch by batch, by writer and sequence, not by time: several writers commit in any order, so a record may become
 * visible after a later one of another writer. Within one writer the sequence has no gaps.
 */
export async function* tailRecords(
  knex: Knex,
  options: TailOptions,
): AsyncGenerator<readonly (SealedRecord | KeepingRecord)[], void, undefined> {
  const positions = new Map<string, number>();
  if (options.since !== undefined) {
    const { rows } = await knex.raw(positionsAt, [firstRecordIdAt(options.since)]);
    for (const { writer, position } of rows as { writer: string; position: number }[])
      positions.set(writer, position);
  }
  while (options.signal?.aborted !== true) {
    const { rows } = await knex.raw(rowsAfter, [[...positions.keys()], [...positions.values()]]);
    const ready = inOrder(rows as TailRow[]);
    for (const { writer, sequence } of ready) positions.set(writer, sequence);
    const done = ready.flatMap(({ leaf }) => {
      const record = decodeLeaf(leaf);
      return 'service' in record ? [] : [record];
    });
    if (done.length > 0) yield done;
    if (ready.length > 0) continue;
    if (options.follow !== true) return;
    await sleep(options.pollMs ?? 200, undefined, { signal: options.signal }).catch(() => undefined);
  }
}

/** Of writers with more to read than one batch, later records are still missing: nothing after them is ready. */
function inOrder(rows: readonly TailRow[]): readonly TailRow[] {
  const read = new Map<string, { count: number; last: string }>();
  for (const { writer, id } of rows)
    read.set(writer, { count: (read.get(writer)?.count ?? 0) + 1, last: id });
  const unfinished = [...read.values()].filter(({ count }) => count === batch).map(({ last }) => last);
  const horizon = unfinished.sort()[0];
  return horizon === undefined ? rows : rows.filter(({ id }) => id <= horizon);
}
