import type { Knex, Migration } from '@bankgraph/database';

/**
 * What is to be published. A row is written in the transaction of the change that it tells of, and taken away when the bus
 * has it, so a server that is killed in between publishes it when it is back, or another does.
 */
export const outbox: Migration = {
  name: '001 outbox',
  up: (knex: Knex) =>
    knex.raw(`
      create table events.outbox (
        sequence bigint generated always as identity primary key,
        source text not null,
        id text not null,
        event jsonb not null check (jsonb_typeof(event) = 'object'),
        added_at timestamptz not null default now(),
        unique (source, id)
      );
      comment on table events.outbox is 'Events that the bus does not have yet, by reference to the customer';

      create function events.refuse_change() returns trigger language plpgsql as $body$
      begin
        raise exception 'Events are not changed: % of % is refused', tg_op, tg_table_name
          using errcode = 'restrict_violation';
      end
      $body$;
      create trigger unchanged before update or truncate on events.outbox
        for each statement execute function events.refuse_change();
    `),
};
