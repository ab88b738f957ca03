import type { Knex, Migration } from '@bankgraph/database';

/** Access that a second person has to give is decided about a customer, too. */
export const access: Migration = {
  name: '003 access',
  up: (knex: Knex) =>
    knex.raw(`
      alter table ledger.decision_event
        drop constraint decision_event_domain_check,
        add constraint decision_event_domain_check
          check (domain in ('fraud', 'kyc', 'aml', 'consent', 'segments', 'core', 'access'));
    `),
};
