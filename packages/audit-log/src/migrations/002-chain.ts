import type { Knex, Migration } from '@bankgraph/database';

/** Records are chained for each writer, from one that says that it opened to one that says that it closed. */
export const chain: Migration = {
  name: '002 chain',
  up: (knex: Knex) =>
    knex.raw(`
      do $body$
      begin
        if exists (select from audit.record) then
          raise exception 'This audit log was written by an earlier version, whose records are not chained. Keep the database as it is, and start with another one (the sandbox: npm start -- --fresh).';
        end if;
      end
      $body$;

      alter table audit.record
        add column kind text not null check (kind in ('open', 'access', 'close')),
        alter column outcome drop not null,
        add constraint outcome_of_an_access check ((outcome is null) = (kind <> 'access'));
    `),
};
