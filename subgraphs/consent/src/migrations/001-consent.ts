import type { Knex, Migration } from '@bankgraph/database';

/**
 * Consents as they stand, and what became of them. The state is kept beside its history because conditions ask for it with
 * every request of a partner. The rules that must hold whatever the program does are here: no step out of the life cycle,
 * every step raises the version, what was agreed is not rewritten, and what happened is only ever added to.
 */
export const consent: Migration = {
  name: '001 consent',
  up: (knex: Knex) =>
    knex.raw(`
      create table consent.consent (
        id text primary key default 'CON-' || gen_random_uuid()::text,
        customer_id text not null,
        kind text not null check (kind in ('ACCOUNT_ACCESS', 'PURPOSE')),
        status text not null check (status in ('AWAU', 'AUTH', 'RJCT', 'CANC', 'EXPD')),
        purpose text not null,
        lawful_basis text not null,
        permissions text[] not null,
        granted_at timestamptz,
        expires_at timestamptz,
        transactions_from timestamptz,
        transactions_to timestamptz,
        grantee text not null,
        notice_version text not null,
        version integer not null default 1 check (version > 0)
      );
      comment on table consent.consent is 'Where each consent stands; version counts its steps';
      create index on consent.consent (customer_id);
      create index on consent.consent (grantee);

      create table consent.consent_account (
        consent_id text not null references consent.consent,
        account_id text not null,
        added_at timestamptz not null default now(),
        removed_at timestamptz check (removed_at >= added_at),
        primary key (consent_id, account_id, added_at)
      );
      comment on table consent.consent_account is 'From when to when a consent covers an account';
      create unique index consent_account_covered_once on consent.consent_account (consent_id, account_id)
        where removed_at is null;

      create table consent.consent_event (
        id text primary key default gen_random_uuid()::text,
        consent_id text not null references consent.consent,
        version integer not null check (version > 0),
        status text not null check (status in ('AWAU', 'AUTH', 'RJCT', 'CANC', 'EXPD')),
        at timestamptz not null,
        actor text not null,
        on_behalf_of text,
        note text check (char_length(note) <= 1000),
        notice_version text,
        unique (consent_id, version)
      );
      comment on table consent.consent_event is
        'Append only: the steps in the life of a consent; notice_version where the step brought a notice with it';
      create index on consent.consent_event (consent_id, at);

      create table consent.notice_shown (
        consent_id text not null,
        version integer not null,
        notice_version text not null,
        shown_to text not null,
        shown_at timestamptz not null,
        primary key (consent_id, version),
        foreign key (consent_id, version) references consent.consent_event (consent_id, version)
      );
      comment on table consent.notice_shown is 'Append only: which notice the customer was shown at a step';

      create table consent.command (
        actor text not null,
        idempotency_key text not null,
        consent_id text not null references consent.consent,
        hash text not null,
        at timestamptz not null default now(),
        primary key (actor, idempotency_key)
      );
      comment on table consent.command is 'Append only: what was asked under which key, as a SHA-256';

      create function consent.refuse_change() returns trigger language plpgsql as $body$
      begin
        raise exception 'The history of consents is append only: % of % is refused', tg_op, tg_table_name
          using errcode = 'restrict_violation';
      end
      $body$;
      create trigger append_only before update or delete or truncate on consent.consent_event
        for each statement execute function consent.refuse_change();
      create trigger append_only before update or delete or truncate on consent.notice_shown
        for each statement execute function consent.refuse_change();
      create trigger append_only before update or delete or truncate on consent.command
        for each statement execute function consent.refuse_change();
      create trigger kept before delete or truncate on consent.consent
        for each statement execute function consent.refuse_change();
      create trigger kept before delete or truncate on consent.consent_account
        for each statement execute function consent.refuse_change();

      create function consent.check_step() returns trigger language plpgsql set search_path = pg_catalog as $body$
      begin
        if (old.id, old.customer_id, old.kind, old.purpose, old.lawful_basis, old.permissions, old.expires_at,
            old.transactions_from, old.transactions_to, old.grantee)
          is distinct from (new.id, new.customer_id, new.kind, new.purpose, new.lawful_basis, new.permissions,
            new.expires_at, new.transactions_from, new.transactions_to, new.grantee)
          or new.version <> old.version + 1 then
          raise exception 'What was agreed is not rewritten' using errcode = 'check_violation', constraint = 'agreed';
        end if;
        if new.status <> old.status and (old.status, new.status) not in (
          ('AWAU', 'AUTH'), ('AWAU', 'RJCT'), ('AUTH', 'CANC'), ('AUTH', 'EXPD'), ('CANC', 'AUTH')
        ) then
          raise exception 'A consent that is % cannot become %', old.status, new.status
            using errcode = 'check_violation', constraint = 'life_cycle';
        end if;
        return new;
      end
      $body$;
      create trigger checked before update on consent.consent for each row execute function consent.check_step();

      create function consent.check_account() returns trigger language plpgsql set search_path = pg_catalog as $body$
      begin
        if old.removed_at is not null or new.removed_at is null
          or (old.consent_id, old.account_id, old.added_at) is distinct from (new.consent_id, new.account_id, new.added_at) then
          raise exception 'An account is removed from a consent once, and nothing else'
            using errcode = 'check_violation', constraint = 'removed_once';
        end if;
        return new;
      end
      $body$;
      create trigger checked before update on consent.consent_account
        for each row execute function consent.check_account();
    `),
};
