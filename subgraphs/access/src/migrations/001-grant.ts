import type { Knex, Migration } from '@bankgraph/database';

/**
 * What was asked for, and what became of it. Rows are only ever added, every time is the database's, and the rules that
 * must hold whatever the program does are here too: a second person decides and reviews, a request is decided, ended
 * and reviewed once, and reasons and minutes are within bounds.
 */
export const grant: Migration = {
  name: '001 grant',
  up: (knex: Knex) =>
    knex.raw(`
      create table access.grant (
        id text primary key default gen_random_uuid()::text,
        kind text not null check (kind in ('BREAK_GLASS', 'UNMASKING')),
        customer_id text not null,
        requested_by text not null,
        requested_role text not null,
        reason text not null check (char_length(reason) between 20 and 1000),
        requested_at timestamptz not null,
        minutes integer not null check (minutes between 1 and case kind when 'BREAK_GLASS' then 60 else 480 end),
        idempotency_key text not null,
        unique (requested_by, idempotency_key)
      );
      comment on table access.grant is 'Append only: access that somebody has asked for';
      create index grant_requested_by on access.grant (requested_by, customer_id, kind);
      create index grant_requested_at on access.grant (requested_at desc);

      create table access.grant_event (
        grant_id text not null references access.grant (id),
        sequence integer not null check (sequence > 0),
        kind text not null check (kind in ('APPROVED', 'REFUSED', 'ENDED', 'REVIEWED')),
        by_staff text not null,
        by_role text not null,
        at timestamptz not null,
        note text check (char_length(note) <= 1000),
        verdict text check (verdict in ('JUSTIFIED', 'NOT_JUSTIFIED')),
        primary key (grant_id, sequence),
        check ((kind = 'REVIEWED') = (verdict is not null))
      );
      comment on table access.grant_event is 'Append only: what became of access that somebody has asked for';
      create unique index grant_decided_once on access.grant_event (grant_id) where kind in ('APPROVED', 'REFUSED');
      create unique index grant_ended_once on access.grant_event (grant_id) where kind = 'ENDED';
      create unique index grant_reviewed_once on access.grant_event (grant_id) where kind = 'REVIEWED';

      create function access.date_grant() returns trigger language plpgsql set search_path = pg_catalog as $body$
      begin
        new.requested_at := now();
        return new;
      end
      $body$;
      create trigger dated before insert on access.grant for each row execute function access.date_grant();

      create function access.check_event() returns trigger language plpgsql set search_path = pg_catalog as $body$
      begin
        new.at := now();
        if new.kind <> 'ENDED' and exists (
          select from access.grant where id = new.grant_id and requested_by = new.by_staff
        ) or new.kind = 'REVIEWED' and exists (
          select from access.grant_event
          where grant_id = new.grant_id and kind = 'APPROVED' and by_staff = new.by_staff
        ) then
          raise exception 'A second person has to do this'
            using errcode = 'check_violation', constraint = 'four_eyes';
        end if;
        return new;
      end
      $body$;
      create trigger checked before insert on access.grant_event
        for each row execute function access.check_event();

      create function access.refuse_change() returns trigger language plpgsql as $body$
      begin
        raise exception 'Grants are append only: % of % is refused', tg_op, tg_table_name
          using errcode = 'restrict_violation';
      end
      $body$;
      create trigger append_only before update or delete or truncate on access.grant
        for each statement execute function access.refuse_change();
      create trigger append_only before update or delete or truncate on access.grant_event
        for each statement execute function access.refuse_change();

      create view access.grant_state as
      select
        asked.*,
        decided.kind as decision,
        decided.by_staff as decided_by,
        decided.by_role as decided_role,
        decided.at as decided_at,
        decided.note as decision_note,
        expiry.at as expires_at,
        ended.at as ended_at,
        reviewed.by_staff as reviewed_by,
        reviewed.by_role as reviewed_role,
        reviewed.at as reviewed_at,
        reviewed.verdict,
        reviewed.note as review_note,
        (select count(*)::integer from access.grant_event where grant_id = asked.id) as events,
        case
          when reviewed.kind is not null then 'REVIEWED'
          when decided.kind = 'REFUSED' then 'REFUSED'
          when ended.kind is not null then 'ENDED'
          when decided.kind is null then 'REQUESTED'
          when now() < expiry.at then 'OPEN'
          else 'EXPIRED'
        end as status
      from access.grant as asked
      left join access.grant_event as decided
        on decided.grant_id = asked.id and decided.kind in ('APPROVED', 'REFUSED')
      left join access.grant_event as ended on ended.grant_id = asked.id and ended.kind = 'ENDED'
      left join access.grant_event as reviewed on reviewed.grant_id = asked.id and reviewed.kind = 'REVIEWED'
      left join lateral (
        select decided.at + make_interval(mins => asked.minutes) as at where decided.kind = 'APPROVED'
      ) as expiry on true;
      comment on view access.grant_state is 'Where each grant stands now';

      create view access.open_grant as
      select requested_by as staff_id, customer_id, kind
      from access.grant_state
      where status = 'OPEN' and decided_by <> requested_by;
      comment on view access.open_grant is 'Who has what access to whom now, and nothing of why';
    `),
};
