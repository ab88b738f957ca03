import type { Knex, Migration } from '@bankgraph/database';
import { refuseEarlierVersion } from './refuse-earlier-version.js';

/** Records name the consents that decisions found in force: a leaf format of its own. */
export const consent: Migration = {
  name: '005 consent',
  up: (knex: Knex) => knex.raw(refuseEarlierVersion),
};
