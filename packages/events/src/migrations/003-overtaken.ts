import type { Knex, Migration } from '@bankgraph/database';

/** What a system tells of a consent may contradict what the register has had since then: people have to look. */
export const overtaken: Migration = {
  name: '003 overtaken',
  up: (knex: Knex) =>
    knex.raw(`
      alter table events.dead_letter drop constraint dead_letter_reason_check;
      alter table events.dead_letter add constraint dead_letter_reason_check
        check (reason in ('not-understood', 'unknown-customer', 'other-content', 'overtaken'));
    `),
};
