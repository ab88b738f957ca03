import type { Knex, Migration } from '@bankgraph/database';

/** The ledger. Rows are only ever added; a correction is a row of its own that names the one it supersedes. */
export const decisionEvent: Migration = {
  name: '001 decision event',
  up: (knex: Knex) =>
    knex.raw(`
      create table ledger.decision_event (
        id text primary key,
        subject text not null,
        occurred_at timestamptz not null,
        recorded_at timestamptz not null,
        domain text not null check (domain in ('fraud', 'kyc', 'aml', 'consent', 'segments', 'core')),
        kind text not null,
        decision text not null,
        actor jsonb not null check (actor ->> 'type' in ('SYSTEM', 'MODEL', 'HUMAN')),
        inputs jsonb not null default '[]' check (jsonb_typeof(inputs) = 'array'),
        plan jsonb,
        outcome text not null,
        reason_for_customer text,
        reason_internal text,
        caused_by text[] not null default '{}',
        supersedes text,
        approvals jsonb not null default '[]' check (jsonb_typeof(approvals) = 'array'),
        class text not null check (class in ('P', 'I', 'C', 'R')),
        about_report boolean not null,
        case_id text,
        check (not about_report or class = 'R')
      );
      comment on table ledger.decision_event is 'Append only: one decision about one customer';
      comment on column ledger.decision_event.about_report is
        'Whether it tells that a suspicious activity report was, or was not, filed or prepared';

      create index decision_event_subject on ledger.decision_event (subject, occurred_at desc, id);
      create index decision_event_supersedes on ledger.decision_event (supersedes) where supersedes is not null;

      create function ledger.refuse_change() returns trigger language plpgsql as $body$
      begin
        raise exception 'The decision ledger is append only: % of % is refused', tg_op, tg_table_name
          using errcode = 'restrict_violation';
      end
      $body$;
      create trigger append_only before update or delete or truncate on ledger.decision_event
        for each statement execute function ledger.refuse_change();
    `),
};
