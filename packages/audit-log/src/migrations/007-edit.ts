import type { Knex, Migration } from '@bankgraph/database';

/** Edits are few among accesses, and whoever holds what they wrote against the log asks for all of them. */
export const edit: Migration = {
  name: '007 edit',
  up: (knex: Knex) => knex.raw(`create index record_edit on audit.record (id) where kind = 'edit'`),
};
