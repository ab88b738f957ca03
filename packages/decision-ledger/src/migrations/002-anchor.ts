import type { Knex, Migration } from '@bankgraph/database';

/** Which record of the audit log anchors a decision, and what is read off decisions that lead to others. */
export const anchor: Migration = {
  name: '002 anchor',
  up: (knex: Knex) =>
    knex.raw(`
      create table ledger.anchor (
        decision text primary key,
        hash bytea not null check (octet_length(hash) = 32),
        record uuid not null
      );
      comment on table ledger.anchor is
        'Append only: hash of the decision as it was appended, and the record of the audit log that has a digest over it';
      create index anchor_record on ledger.anchor (record);
      create trigger append_only before update or delete or truncate on ledger.anchor
        for each statement execute function ledger.refuse_change();

      -- What followed from a decision.
      create index decision_event_caused_by on ledger.decision_event using gin (caused_by);
      -- What followed one rule or model.
      create index decision_event_plan
        on ledger.decision_event ((plan ->> 'id'), (plan ->> 'version'), occurred_at desc) where plan is not null;
    `),
};
