import type { Knex, Migration } from '@bankgraph/database';
import { refuseEarlierVersion } from './refuse-earlier-version.js';

/**
 * Records hold pseudonyms. Whom one stands for is encrypted under a key of the data subject's own, and that one under a
 * key outside of the database; erasing destroys it.
 */
export const dataSubject: Migration = {
  name: '004 data subject',
  up: (knex: Knex) =>
    knex.raw(`
      ${refuseEarlierVersion}

      alter table audit.record alter column subject type uuid using subject::uuid;
      comment on column audit.record.subject is 'Pseudonym of the data subject, see audit.data_subject';

      create table audit.key_encryption_key (
        name text primary key,
        number bigint generated always as identity unique,
        created_at timestamptz not null default clock_timestamp(),
        destroyed_at timestamptz
      );
      comment on table audit.key_encryption_key is 'Names of keys that lie outside of the database; the last that is not destroyed wraps new keys';

      create table audit.data_subject (
        pseudonym uuid primary key,
        blind_index bytea unique,
        identity bytea,
        wrapped_key bytea,
        key_encryption_key text references audit.key_encryption_key,
        created_at timestamptz not null default clock_timestamp(),
        erased_at timestamptz,
        constraint erased_whole check (
          num_nulls(blind_index, identity, wrapped_key, key_encryption_key)
            = case when erased_at is null then 0 else 4 end)
      );
      comment on table audit.data_subject is 'Whom a pseudonym stands for, under a key of its own. Back it up apart from the log, and keep the newest copy only';
      create index data_subject_key on audit.data_subject (key_encryption_key, pseudonym);
    `),
};
