import type { Knex, Migration } from '@bankgraph/database';
import { refuseEarlierVersion } from './refuse-earlier-version.js';

/** Records are chained for each writer, from one that says that it opened to one that says that it closed. */
export const chain: Migration = {
  name: '002 chain',
  up: (knex: Knex) =>
    knex.raw(`
      ${refuseEarlierVersion}

      alter table audit.record
        add column kind text not null check (kind in ('open', 'access', 'close')),
        alter column outcome drop not null,
        add constraint outcome_of_an_access check ((outcome is null) = (kind <> 'access'));
    `),
};
