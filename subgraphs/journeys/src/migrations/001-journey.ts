import type { Knex, Migration } from '@bankgraph/database';

/**
 * Journeys and what happened in them. Rows are only ever added, and the rules that must hold whatever the program does are
 * here too: codes are closed, times are the database's (but for its owner, who brings in what happened before), events
 * follow each other without a gap, nothing happens after the end, no step is done twice, one journey of a kind is open, and a
 * customer does nothing in somebody else's.
 */
export const journey: Migration = {
  name: '001 journey',
  up: (knex: Knex) =>
    knex.raw(`
      create table journeys.journey (
        id text primary key default gen_random_uuid()::text,
        customer_id text not null,
        kind text not null check (kind in ('DOCUMENT_RENEWAL', 'ADDRESS_CHANGE', 'PAYMENT_PROBLEM', 'ONBOARDING')),
        started_at timestamptz not null
      );
      comment on table journeys.journey is 'Append only: what customers start in one channel and go on with in another';
      create index journey_of_customer on journeys.journey (customer_id, started_at desc);

      create table journeys.journey_event (
        journey_id text not null references journeys.journey (id),
        sequence integer not null check (sequence > 0),
        kind text not null check (kind in ('STARTED', 'STEP_DONE', 'HANDED_OVER', 'COMPLETED', 'ABANDONED')),
        step text check (step in (
          'DOCUMENT_PROVIDED', 'IDENTITY_CHECKED', 'RECORD_UPDATED', 'NEW_ADDRESS_GIVEN', 'PROOF_PROVIDED',
          'ADDRESS_CONFIRMED', 'PROBLEM_REPORTED', 'PAYMENT_IDENTIFIED', 'PAYMENT_SETTLED', 'OUTCOME_CONFIRMED',
          'DETAILS_GIVEN', 'TERMS_ACCEPTED', 'ACCOUNT_OPENED')),
        at timestamptz not null,
        channel text not null check (channel in ('CALL_CENTRE', 'BRANCH', 'ONLINE', 'MOBILE')),
        handed_over_to text check (handed_over_to in ('CALL_CENTRE', 'BRANCH', 'ONLINE', 'MOBILE')),
        actor text not null check (actor in ('CUSTOMER', 'STAFF')),
        by_id text not null,
        by_roles text not null,
        idempotency_key text not null check (char_length(idempotency_key) between 8 and 64),
        primary key (journey_id, sequence),
        check ((kind = 'STARTED') = (sequence = 1)),
        check ((kind = 'STEP_DONE') = (step is not null)),
        check ((kind = 'HANDED_OVER') = (handed_over_to is not null)),
        check (handed_over_to <> channel)
      );
      comment on table journeys.journey_event is 'Append only: what happened in journeys';
      create unique index journey_step_once on journeys.journey_event (journey_id, step);
      -- What belongs to one change has one key, and is of different kinds.
      create unique index journey_event_key on journeys.journey_event (by_id, idempotency_key, kind);

      create function journeys.is_owner(relation oid) returns boolean language sql stable set search_path = pg_catalog as $body$
        select exists (
          select from pg_class where pg_class.oid = relation and pg_has_role(current_user, relowner, 'usage')
        )
      $body$;

      create function journeys.check_journey() returns trigger language plpgsql set search_path = pg_catalog as $body$
      begin
        -- Two that start at once see each other.
        perform pg_advisory_xact_lock(hashtextextended('journeys of ' || new.customer_id, 0));
        if new.started_at is null or not journeys.is_owner(tg_relid) then
          new.started_at := clock_timestamp();
        end if;
        if exists (
          select from journeys.journey as other
          where other.customer_id = new.customer_id and other.kind = new.kind and not exists (
            select from journeys.journey_event
            where journey_id = other.id and journey_event.kind in ('COMPLETED', 'ABANDONED')
          )
        ) then
          raise exception 'A journey of this kind is open'
            using errcode = 'check_violation', constraint = 'one_open';
        end if;
        return new;
      end
      $body$;
      create trigger checked before insert on journeys.journey
        for each row execute function journeys.check_journey();

      create function journeys.check_event() returns trigger language plpgsql set search_path = pg_catalog as $body$
      declare
        customer text;
        before record;
      begin
        if new.at is null or not journeys.is_owner(tg_relid) then
          new.at := clock_timestamp();
        end if;
        select customer_id into customer from journeys.journey where id = new.journey_id;
        if new.actor = 'CUSTOMER' and new.by_id <> customer then
          raise exception 'A customer does nothing in the journey of another'
            using errcode = 'check_violation', constraint = 'own_journey';
        end if;
        select count(*) as events, coalesce(bool_or(kind in ('COMPLETED', 'ABANDONED')), false) as ended into before
        from journeys.journey_event where journey_id = new.journey_id;
        if new.sequence <> before.events + 1 or before.ended then
          raise exception 'An event follows on the one before, and on no end'
            using errcode = 'check_violation', constraint = 'in_order';
        end if;
        return new;
      end
      $body$;
      create trigger checked before insert on journeys.journey_event
        for each row execute function journeys.check_event();

      create function journeys.refuse_change() returns trigger language plpgsql as $body$
      begin
        raise exception 'Journeys are append only: % of % is refused', tg_op, tg_table_name
          using errcode = 'restrict_violation';
      end
      $body$;
      create trigger append_only before update or delete or truncate on journeys.journey
        for each statement execute function journeys.refuse_change();
      create trigger append_only before update or delete or truncate on journeys.journey_event
        for each statement execute function journeys.refuse_change();
    `),
};
