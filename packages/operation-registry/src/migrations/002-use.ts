import type { Knex, Migration } from '@bankgraph/database';

/** How often clients have used what, by day, without any value. Texts that clients write themselves count as one operation. */
export const use: Migration = {
  name: '002 use',
  up: (knex: Knex) =>
    knex.raw(`
      create table operations.operation_use (
        day date not null,
        client_id text not null,
        operation_id text not null,
        name text,
        count bigint not null check (count > 0),
        last_used timestamptz not null,
        primary key (day, client_id, operation_id)
      );
      comment on column operations.operation_use.operation_id is 'SHA-256 of an agreed operation, hex; empty of all others together';

      create table operations.field_use (
        day date not null,
        client_id text not null,
        operation_id text not null,
        field text not null,
        count bigint not null check (count > 0),
        last_used timestamptz not null,
        primary key (day, client_id, operation_id, field)
      );
      create index field_use_field on operations.field_use (field, day);
    `),
};
