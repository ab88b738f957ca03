import type { Knex, Migration } from '@bankgraph/database';

/** Every state of the agreed operations, signed. What it says is believed for its signature, not for standing here. */
export const revision: Migration = {
  name: '001 revision',
  up: (knex: Knex) =>
    knex.raw(`
      create table operations.revision (
        revision bigint primary key check (revision > 0),
        signed text not null,
        added_at timestamptz not null default now()
      );
      comment on table operations.revision is 'Append only: signed lists of the operations that are agreed with clients';

      create function operations.refuse_change() returns trigger language plpgsql as $body$
      begin
        raise exception 'Revisions are append only: % of % is refused', tg_op, tg_table_name
          using errcode = 'restrict_violation';
      end
      $body$;
      create trigger append_only before update or delete or truncate on operations.revision
        for each statement execute function operations.refuse_change();
    `),
};
