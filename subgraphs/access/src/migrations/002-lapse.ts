import type { Knex, Migration } from '@bankgraph/database';

/**
 * Requests cannot be stockpiled: one that nobody decides lapses after a day, and a break-glass is neither asked for nor
 * approved while a review of the same person is overdue.
 */
export const lapse: Migration = {
  name: '002 lapse',
  up: (knex: Knex) =>
    knex.raw(`
      create or replace view access.grant_state as
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
          when decided.kind is null and now() < asked.requested_at + interval '24 hours' then 'REQUESTED'
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

      create function access.has_overdue_review(staff text) returns boolean
        language sql stable set search_path = pg_catalog as $body$
        select exists (
          select from access.grant_state
          where requested_by = staff and kind = 'BREAK_GLASS' and decision = 'APPROVED' and reviewed_at is null
            and least(ended_at, expires_at) < now() - interval '7 days'
        )
      $body$;
      comment on function access.has_overdue_review is
        'A review is due when access is over; 7 days later the person gets no other break-glass';

      create function access.check_decision() returns trigger language plpgsql set search_path = pg_catalog as $body$
      declare
        asked access.grant_state;
      begin
        select * into asked from access.grant_state where id = new.grant_id;
        if asked.decision is null and asked.status = 'EXPIRED' then
          raise exception 'Nobody has decided in time' using errcode = 'check_violation', constraint = 'lapsed';
        end if;
        if new.kind = 'APPROVED' and asked.kind = 'BREAK_GLASS' and access.has_overdue_review(asked.requested_by) then
          raise exception 'A review is overdue' using errcode = 'check_violation', constraint = 'review_overdue';
        end if;
        return new;
      end
      $body$;
      create trigger decidable before insert on access.grant_event
        for each row when (new.kind in ('APPROVED', 'REFUSED')) execute function access.check_decision();
    `),
};
