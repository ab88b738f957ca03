import type { Knex, Migration } from '@bankgraph/database';

/** A third kind: restricted decisions about a customer may be taken out of the graph, for an hour at most. */
export const exportKind: Migration = {
  name: '003 export',
  up: (knex: Knex) =>
    knex.raw(`
      alter table access.grant
        drop constraint grant_kind_check,
        drop constraint grant_check,
        add constraint grant_kind_check check (kind in ('BREAK_GLASS', 'UNMASKING', 'EXPORT')),
        add constraint grant_check
          check (minutes between 1 and case kind when 'UNMASKING' then 480 else 60 end);
    `),
};
