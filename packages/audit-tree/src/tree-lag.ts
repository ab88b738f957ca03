import type { Knex } from '@bankgraph/database';

/** A tree that lacks a record that has been durable for longer than this is late. */
export const lateAfterMs = 60_000;

/** How far the tree is behind the records, by the database's clock. */
export interface TreeLag {
  /** Durable records that are not in the tree. */
  readonly waiting: number;
  /** For how long the oldest of them has been durable, in ms; 0 when there is none. */
  readonly waitingMs: number;
  /** Entries of the newest checkpoint; 0 without any. */
  readonly size: number;
  /** Since the newest checkpoint was signed, in ms; null without any. A log in which nothing is written has an old one. */
  readonly checkpointMs: number | null;
}

/** Since the newest checkpoint was signed, in ms by the database's clock; null without any. */
export async function checkpointAge(knex: Knex): Promise<number | null> {
  const { rows } = await knex.raw<{ rows: { age: number }[] }>(
    `select (extract(epoch from clock_timestamp() - signed_at) * 1000)::float8 as age
     from audit.checkpoint order by size desc limit 1`,
  );
  return rows[0]?.age ?? null;
}

/** Three index probes for each writer, however long the log is. A writer's records are in the order of their numbers. */
const lag = `
  select
    coalesce(sum(last.sequence - w.taken), 0)::float8 as "waiting",
    coalesce(extract(epoch from clock_timestamp() - min(next.committed_at)) * 1000, 0)::float8 as "waitingMs",
    coalesce((select max(size) from audit.checkpoint), 0) as "size",
    (select (extract(epoch from clock_timestamp() - signed_at) * 1000)::float8
     from audit.checkpoint order by size desc limit 1) as "checkpointMs"
  from (
    select writer, coalesce((select max(sequence) from audit.tree_entry e where e.writer = a.writer), 0) as taken
    from audit.writer a
  ) w
  cross join lateral (
    select committed_at from audit.record r
    where r.writer = w.writer and r.sequence > w.taken order by r.sequence limit 1
  ) next
  cross join lateral (
    select max(sequence) as sequence from audit.record r where r.writer = w.writer
  ) last`;

/** @param knex as a role that may read records, entries and checkpoints */
export async function treeLag(knex: Knex): Promise<TreeLag> {
  const { rows } = await knex.raw<{ rows: [TreeLag] }>(lag);
  return rows[0];
}
