import type { Knex, Migration } from '@bankgraph/database';

/**
 * Legal holds. They stand in the log itself; beside it only which erasures wait for one. Until that is carried out the row
 * is not there for whoever reads the log, whatever program asks. Earlier records stay as they are.
 */
export const legalHold: Migration = {
  name: '006 legal hold',
  up: (knex: Knex) =>
    knex.raw(`
      alter table audit.record
        drop constraint outcome_of_what_was_done,
        drop constraint record_kind_check,
        add constraint record_kind_check check (
          kind in ('open', 'access', 'edit', 'hold', 'release', 'restriction', 'erasure', 'close')),
        add constraint outcome_of_what_was_done check ((outcome is null) = (kind not in ('access', 'edit')));

      -- Who writes answers neither lifts a hold nor puts one on.
      create function audit.refuse_keeping() returns trigger language plpgsql as $body$
      begin
        raise exception 'A record of kind % is for the key keeper alone', new.kind
          using errcode = 'insufficient_privilege';
      end
      $body$;
      create trigger keeping_by_keeper before insert on audit.record for each row
        when (new.kind in ('hold', 'release', 'restriction', 'erasure') and current_user = 'audit_writer')
        execute function audit.refuse_keeping();
      create index record_hold on audit.record (subject, id) where kind in ('hold', 'release');

      alter table audit.data_subject
        add column restricted_at timestamptz,
        add column erasure_ground text,
        add constraint restricted_whole check (
          (restricted_at is null) = (erasure_ground is null) and (restricted_at is null or erased_at is null));
      comment on column audit.data_subject.restricted_at is 'Since when an erasure waits for a legal hold';
      create index data_subject_restricted on audit.data_subject (pseudonym) where restricted_at is not null;

      alter table audit.data_subject enable row level security;
      create policy unless_restricted on audit.data_subject
        using (restricted_at is null or current_user in ('audit_writer', 'audit_key_keeper'))
        with check (true);
      create view audit.restricted_subject as
        select pseudonym from audit.data_subject where restricted_at is not null;
      comment on view audit.restricted_subject is 'Pseudonyms of those whose rows a reader does not see';
    `),
};
