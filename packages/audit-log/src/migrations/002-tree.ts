import type { Knex, Migration } from '@bankgraph/database';

/**
 * The tree over the records (RFC 6962): where each record stands in it, its hashes as tiles, the signed
 * checkpoints and the witness's signatures, and who may integrate. Records get a kind, and those that open and
 * close a writer have no outcome.
 */
export const tree: Migration = {
  name: '002 tree',
  up: (knex: Knex) =>
    knex.raw(`
      do $body$
      begin
        if exists (select from audit.record) then
          raise exception 'This audit log was written by an earlier version, whose records are not chained. Keep the database as it is, and start with another one (the sandbox: npm start -- --fresh).';
        end if;
      end
      $body$;

      alter table audit.record
        add column kind text not null check (kind in ('open', 'access', 'edit', 'close')),
        alter column outcome drop not null,
        add constraint outcome_of_what_was_done check ((outcome is null) = (kind in ('open', 'close')));

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
