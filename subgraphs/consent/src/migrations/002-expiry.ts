import type { Knex, Migration } from '@bankgraph/database';

/** Finds the consents whose time is over without looking through all that ever were. */
export const expiry: Migration = {
  name: '002 expiry',
  up: (knex: Knex) =>
    knex.raw(`create index consent_to_expire on consent.consent (expires_at) where status = 'AUTH'`),
};
