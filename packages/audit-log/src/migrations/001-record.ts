import type { Knex, Migration } from '@bankgraph/database';

/**
 * The log. `leaf` is the record; the other columns repeat what is searched for, and hold nothing that is not
 * in the leaf except `committed_at`, the database's clock, which shows the skew of the writer's.
 */
export const record: Migration = {
  name: '001 record',
  up: (knex: Knex) =>
    knex.raw(`
      create table audit.writer (
        writer uuid primary key,
        service text not null,
        opened_at timestamptz not null default clock_timestamp()
      );
      comment on table audit.writer is 'One row per start of a process that writes records';

      create table audit.record (
        writer uuid not null,
        sequence bigint not null check (sequence > 0),
        id uuid not null,
        recorded_at timestamptz not null,
        committed_at timestamptz not null default clock_timestamp(),
        subject text,
        purpose text,
        roles text[] not null,
        outcome text not null check (outcome in ('answered', 'refused', 'failed')),
        leaf bytea not null,
        primary key (writer, sequence)
      );
      comment on table audit.record is 'Append only: one operation on the data of one subject';

      -- The id is a UUID version 7, so its order is the order of time.
      create unique index record_id on audit.record (id);
      create index record_subject on audit.record (subject, id) where subject is not null;
      create index record_time on audit.record using brin (recorded_at);

      create function audit.refuse_change() returns trigger language plpgsql as $body$
      begin
        raise exception 'The audit log is append only: % of % is refused', tg_op, tg_table_name
          using errcode = 'restrict_violation';
      end
      $body$;
      create trigger append_only before update or delete or truncate on audit.record
        for each statement execute function audit.refuse_change();
      create trigger append_only before update or delete or truncate on audit.writer
        for each statement execute function audit.refuse_change();
    `),
};
