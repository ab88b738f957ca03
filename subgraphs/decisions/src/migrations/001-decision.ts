import type { Knex, Migration } from '@bankgraph/database';

/**
 * What people decided or proposed, what a second person said to it, and what went on to the system of record. Rows are only
 * ever added, every time is the database's, and the rules that must hold whatever the program does are here too: a second
 * person decides, once and in time, on the newest that was proposed; only whoever proposed takes back; versions have no gaps.
 */
export const decision: Migration = {
  name: '001 decision',
  up: (knex: Knex) =>
    knex.raw(`
      create table decisions.decision (
        id text primary key default gen_random_uuid()::text,
        kind text not null check (kind in ('KYC_REVIEW', 'DOCUMENT_REQUEST', 'CASE_ESCALATION', 'CASE_DISPOSITION',
          'CASE_NOTE', 'CASE_ASSIGNMENT', 'REPORT', 'RISK_RESOLUTION', 'STEP_UP', 'OUTREACH', 'SEGMENT_OVERRIDE',
          'SERVICE_RESTRICTION')),
        domain text not null check (domain in ('KYC', 'AML', 'FRAUD', 'SEGMENTS')),
        class text not null check (class in ('CONFIDENTIAL', 'RESTRICTED')),
        about_report boolean not null,
        customer_id text not null,
        case_id text,
        about text not null,
        version integer not null check (version > 0),
        outcome text not null,
        details jsonb not null check (jsonb_typeof(details) = 'object'),
        reason text not null check (char_length(reason) between 20 and 1000),
        reason_for_customer text check (char_length(reason_for_customer) <= 500),
        evidence jsonb not null check (jsonb_typeof(evidence) = 'array'),
        made_by text not null,
        made_role text not null,
        made_at timestamptz not null,
        expires_at timestamptz,
        idempotency_key text not null,
        unique (made_by, idempotency_key),
        unique (about, version),
        check (domain <> 'AML' or class = 'RESTRICTED'),
        check (kind <> 'REPORT' or about_report),
        check (not about_report or class = 'RESTRICTED')
      );
      comment on table decisions.decision is 'Append only: what people decided, or proposed to a second person';
      comment on column decisions.decision.about is 'What the version counts, for example case:<case id>';
      create index decision_made_at on decisions.decision (made_at desc);
      create index decision_customer on decisions.decision (customer_id, kind);

      create table decisions.answer (
        decision_id text primary key references decisions.decision (id),
        kind text not null check (kind in ('APPROVED', 'REFUSED', 'WITHDRAWN')),
        reason text not null check (char_length(reason) between 20 and 1000),
        evidence jsonb not null check (jsonb_typeof(evidence) = 'array'),
        by_staff text not null,
        by_role text not null,
        at timestamptz not null,
        idempotency_key text not null,
        unique (by_staff, idempotency_key)
      );
      comment on table decisions.answer is 'Append only: what a second person said to a proposal, or that it was taken back';

      create table decisions.sending (
        decision_id text primary key references decisions.decision (id),
        queued_at timestamptz not null default now()
      );
      comment on table decisions.sending is 'Append only: what goes on to a system of record';

      create table decisions.sending_attempt (
        decision_id text not null references decisions.sending (decision_id),
        sequence integer not null check (sequence > 0),
        at timestamptz not null default now(),
        outcome text not null check (outcome in ('SENT', 'FAILED')),
        primary key (decision_id, sequence)
      );
      comment on table decisions.sending_attempt is 'Append only: each try to send, and whether it was taken';
      create unique index sent_once on decisions.sending_attempt (decision_id) where outcome = 'SENT';

      create function decisions.needs_two(kind text) returns boolean
        language sql immutable set search_path = pg_catalog as
        $body$ select kind in ('REPORT', 'SEGMENT_OVERRIDE') $body$;

      create function decisions.check_decision() returns trigger language plpgsql set search_path = pg_catalog as $body$
      begin
        new.made_at := now();
        if new.version <> 1 + coalesce((select max(version) from decisions.decision where about = new.about), 0) then
          raise exception 'It is not the next version' using errcode = 'check_violation', constraint = 'next_version';
        end if;
        if (new.kind = 'SEGMENT_OVERRIDE') <> (new.expires_at is not null) or new.expires_at <= now() then
          raise exception 'An override ends later' using errcode = 'check_violation', constraint = 'expiry';
        end if;
        return new;
      end
      $body$;
      create trigger checked before insert on decisions.decision
        for each row execute function decisions.check_decision();

      create function decisions.check_answer() returns trigger language plpgsql set search_path = pg_catalog as $body$
      declare
        proposed decisions.decision;
      begin
        new.at := now();
        select * into proposed from decisions.decision where id = new.decision_id;
        if not decisions.needs_two(proposed.kind) then
          raise exception 'It needs no second person' using errcode = 'check_violation', constraint = 'no_proposal';
        end if;
        if (new.kind = 'WITHDRAWN') <> (new.by_staff = proposed.made_by) then
          raise exception 'A second person has to do this'
            using errcode = 'check_violation', constraint = case new.kind when 'WITHDRAWN' then 'own' else 'four_eyes' end;
        end if;
        if new.at >= proposed.made_at + interval '72 hours'
          or new.kind = 'APPROVED' and proposed.expires_at <= new.at then
          raise exception 'Nobody has decided in time' using errcode = 'check_violation', constraint = 'lapsed';
        end if;
        if exists (select from decisions.decision where about = proposed.about and version > proposed.version) then
          raise exception 'Something newer was decided' using errcode = 'check_violation', constraint = 'overtaken';
        end if;
        return new;
      end
      $body$;
      create trigger checked before insert on decisions.answer for each row execute function decisions.check_answer();

      create function decisions.date_sending() returns trigger language plpgsql set search_path = pg_catalog as $body$
      begin
        if tg_table_name = 'sending' then new.queued_at := now(); else new.at := now(); end if;
        return new;
      end
      $body$;
      create trigger dated before insert on decisions.sending for each row execute function decisions.date_sending();
      create trigger dated before insert on decisions.sending_attempt
        for each row execute function decisions.date_sending();

      create function decisions.refuse_change() returns trigger language plpgsql as $body$
      begin
        raise exception 'Decisions are append only: % of % is refused', tg_op, tg_table_name
          using errcode = 'restrict_violation';
      end
      $body$;
      create trigger append_only before update or delete or truncate on decisions.decision
        for each statement execute function decisions.refuse_change();
      create trigger append_only before update or delete or truncate on decisions.answer
        for each statement execute function decisions.refuse_change();
      create trigger append_only before update or delete or truncate on decisions.sending
        for each statement execute function decisions.refuse_change();
      create trigger append_only before update or delete or truncate on decisions.sending_attempt
        for each statement execute function decisions.refuse_change();

      create view decisions.decision_state as
      select
        made.*,
        answer.kind as answer,
        answer.reason as answer_reason,
        answer.evidence as answer_evidence,
        answer.by_staff as answered_by,
        answer.by_role as answered_role,
        answer.at as answered_at,
        answer.idempotency_key as answer_key,
        case when decisions.needs_two(made.kind) then made.made_at + interval '72 hours' end as lapses_at,
        case
          when not decisions.needs_two(made.kind) then 'MADE'
          when answer.kind is not null then answer.kind
          when now() >= made.made_at + interval '72 hours' then 'LAPSED'
          else 'PROPOSED'
        end as status,
        case
          when sending.decision_id is null then 'KEPT_HERE'
          when exists (
            select from decisions.sending_attempt where decision_id = made.id and outcome = 'SENT'
          ) then 'SENT'
          else 'WAITING'
        end as sent_on
      from decisions.decision as made
      left join decisions.answer as answer on answer.decision_id = made.id
      left join decisions.sending as sending on sending.decision_id = made.id;

      -- For everybody who reads: neither who restricted, nor why, nor how many. Each line of work sets and lifts its own.
      create view decisions.restriction_in_force as
      select customer_id, details->>'scope' as scope, min(made_at) as since
      from (
        select distinct on (about) * from decisions.decision
        where kind = 'SERVICE_RESTRICTION' order by about, version desc
      ) as newest
      where outcome = 'SET'
      group by customer_id, details->>'scope';

      create view decisions.override_in_force as
      select * from (
        select distinct on (customer_id, details->>'category', details->>'from')
          id as decision_id, customer_id, details->>'category' as category, details->>'from' as segment_from,
          details->>'to' as segment_to, reason, made_by as proposed_by, answered_by as approved_by,
          answered_at as at, expires_at
        from decisions.decision_state
        where kind = 'SEGMENT_OVERRIDE' and answer = 'APPROVED' and answered_by <> made_by
        order by customer_id, details->>'category', details->>'from', version desc
      ) as newest
      where now() < expires_at;

      create view decisions.kyc_review_latest as
      select distinct on (customer_id)
        id as decision_id, customer_id, outcome, reason_for_customer, reason as reason_internal,
        made_by as reviewed_by, made_at as reviewed_at
      from decisions.decision where kind = 'KYC_REVIEW'
      order by customer_id, version desc;

      create view decisions.fraud_resolution as
      select distinct on (customer_id, details->>'riskDecisionId')
        id as decision_id, customer_id, details->>'riskDecisionId' as risk_decision_id, outcome as resolution,
        reason_for_customer, reason as reason_internal, made_by as resolved_by, made_at as resolved_at
      from decisions.decision where kind = 'RISK_RESOLUTION'
      order by customer_id, details->>'riskDecisionId', version desc;
    `),
};
