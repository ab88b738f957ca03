import type { Knex } from '@bankgraph/database';
import { proveInclusion } from '@bankgraph/transparency-log';
import { databaseTiles } from './database-tiles.js';
import { checkpointWith, type NewestCheckpoints, type StoredCheckpoint } from './newest-checkpoints.js';

/** That a record is in a signed tree. */
export interface Inclusion {
  /** Place in the tree, from 0. */
  readonly index: number;
  readonly leafHash: Buffer;
  /** Audit path of RFC 6962, section 2.1.1, from the bottom up. */
  readonly proof: readonly Buffer[];
  readonly checkpoint: StoredCheckpoint;
}

interface Entry {
  readonly id: string;
  readonly index: number;
  readonly leaf_hash: Buffer;
}

/**
 * Proves of many records that they are in the tree. Tiles that several proofs need are read together.
 *
 * @param knex as a role that may read the log
 * @param ids of records
 * @returns by id; those that are not in a signed tree yet are absent
 */
export async function inclusions(
  knex: Knex,
  ids: readonly string[],
  checkpoints: NewestCheckpoints,
): Promise<ReadonlyMap<string, Inclusion>> {
  const { rows } = await knex.raw<{ rows: Entry[] }>(
    `select r.id, e.index, e.leaf_hash
     from audit.record r join audit.tree_entry e using (writer, sequence)
     where r.id = any (?::uuid[])`,
    [[...ids]],
  );
  const tiles = databaseTiles(knex);
  const proven = await Promise.all(
    rows.map(async ({ id, index, leaf_hash }): Promise<readonly (readonly [string, Inclusion])[]> => {
      const checkpoint = checkpointWith(index, checkpoints);
      if (checkpoint === null) return [];
      const proof = await proveInclusion(index, checkpoint.size, tiles);
      return [[id, { index, leafHash: leaf_hash, proof, checkpoint }]];
    }),
  );
  return new Map(proven.flat());
}
