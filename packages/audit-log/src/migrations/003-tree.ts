import type { Knex, Migration } from '@bankgraph/database';
import { refuseEarlierVersion } from './refuse-earlier-version.js';

/**
 * The tree over the records (RFC 6962): where each record stands in it, its hashes as tiles, the signed
 * checkpoints and the witnesses' signatures, and who may integrate. Edits and erasures are records of their own kinds.
 */
export const tree: Migration = {
  name: '003 tree',
  up: (knex: Knex) =>
    knex.raw(`
      ${refuseEarlierVersion}

      alter table audit.record
        drop constraint outcome_of_an_access,
        drop constraint record_kind_check,
        add constraint record_kind_check check (kind in ('open', 'access', 'edit', 'erasure', 'close')),
        add constraint outcome_of_what_was_done
          check ((outcome is null) = (kind in ('open', 'erasure', 'close')));

      create table audit.tree_entry (
        index bigint primary key check (index >= 0),
        writer uuid not null,
        sequence bigint not null,
        leaf_hash bytea not null check (octet_length(leaf_hash) = 32),
        unique (writer, sequence)
      );
      comment on table audit.tree_entry is 'Append only: the place of a record in the tree, counted from 0';

      create table audit.tile (
        level smallint not null check (level >= 0),
        index bigint not null check (index >= 0),
        hashes bytea not null check (octet_length(hashes) between 32 and 8192 and octet_length(hashes) % 32 = 0),
        primary key (level, index)
      );
      comment on table audit.tile is 'Up to 256 hashes of one level of the tree (C2SP tlog-tiles); the last tile of a level grows';
      -- Hashes do not compress; a column that tries costs time on every growth of the last tile.
      alter table audit.tile alter column hashes set storage external;

      create table audit.checkpoint (
        size bigint primary key check (size >= 0),
        note text not null,
        signed_at timestamptz not null default clock_timestamp()
      );
      comment on table audit.checkpoint is 'Append only: signed checkpoints (C2SP tlog-checkpoint)';

      create table audit.cosignature (
        size bigint not null,
        witness text not null,
        note text not null,
        cosigned_at timestamptz not null default clock_timestamp(),
        primary key (size, witness)
      );
      comment on table audit.cosignature is 'Append only: checkpoints as a witness has signed them too (C2SP tlog-cosignature)';

      create table audit.lease (
        name text primary key,
        holder uuid not null,
        fence bigint not null,
        expires_at timestamptz not null
      );
      comment on table audit.lease is 'Who integrates; the fence rises with each holder';

      create trigger append_only before update or delete or truncate on audit.tree_entry
        for each statement execute function audit.refuse_change();
      create trigger append_only before update or delete or truncate on audit.checkpoint
        for each statement execute function audit.refuse_change();
      create trigger append_only before update or delete or truncate on audit.cosignature
        for each statement execute function audit.refuse_change();
      create trigger no_removal before delete or truncate on audit.tile
        for each statement execute function audit.refuse_change();
    `),
};
