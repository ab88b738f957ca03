import type { Knex, Migration } from '@bankgraph/database';

/**
 * What the bank's systems have told. An event that was accepted is a row of the inbox, without its content: whoever has sent it
 * has that, and the hash shows which it was. What nobody could make anything of is kept whole, for a time.
 */
export const inbox: Migration = {
  name: '002 inbox',
  up: (knex: Knex) =>
    knex.raw(`
      create table events.inbox (
        system text not null,
        event_id text not null,
        kind text not null,
        customer_id text not null,
        occurred_at timestamptz not null,
        received_at timestamptz not null default now(),
        body_hash text not null check (body_hash ~ '^[0-9a-f]{64}$'),
        decision_ids text[] not null,
        primary key (system, event_id)
      );
      comment on table events.inbox is 'Append only: which events were accepted, without their content';
      create trigger append_only before update or delete or truncate on events.inbox
        for each statement execute function events.refuse_change();

      create table events.dead_letter (
        id bigint generated always as identity primary key,
        system text not null,
        delivery_id text not null,
        reason text not null check (reason in ('not-understood', 'unknown-customer', 'other-content')),
        body bytea not null,
        body_hash text not null check (body_hash ~ '^[0-9a-f]{64}$'),
        received_at timestamptz not null default now(),
        unique (system, delivery_id, body_hash)
      );
      comment on table events.dead_letter is
        'Personal data: signed deliveries that nothing could be made of, whole';
      create trigger unchanged before update on events.dead_letter
        for each statement execute function events.refuse_change();
    `),
};
