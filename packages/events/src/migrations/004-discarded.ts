import type { Knex, Migration } from '@bankgraph/database';

/**
 * Dead letters that people have taken away, and why. That they did, and who, is in the audit log; this is what the log has no
 * place for. Of the content only the hash stays: whoever has sent it can show which it was.
 */
export const discarded: Migration = {
  name: '004 discarded',
  up: (knex: Knex) =>
    knex.raw(`
      create table events.discarded (
        record uuid primary key,
        letter bigint not null unique,
        system text not null,
        kept_because text not null,
        body_hash text not null check (body_hash ~ '^[0-9a-f]{64}$'),
        received_at timestamptz not null,
        discarded_at timestamptz not null default now(),
        discarded_by text not null,
        reason text not null check (length(reason) between 1 and 500)
      );
      comment on table events.discarded is
        'Append only: dead letters that were discarded and why, without their content; record is that of the audit log';
      create trigger append_only before update or delete or truncate on events.discarded
        for each statement execute function events.refuse_change();
    `),
};
