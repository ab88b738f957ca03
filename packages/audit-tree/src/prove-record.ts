import type { Knex } from '@bankgraph/database';
import { proveInclusion } from '@bankgraph/transparency-log';
import { databaseTiles } from './database-tiles.js';
import { checkpointWith, newestCheckpoints } from './newest-checkpoints.js';

/** A record with the proof that it is in a signed tree. Whoever has the public keys can check it without the log. */
export interface ProofBundle {
  readonly format: 'bankgraph-audit-proof/1';
  /** Place in the tree, from 0. */
  readonly index: number;
  /** Base64 of the leaf's bytes. */
  readonly leaf: string;
  /** Audit path of RFC 6962, section 2.1.1, from the bottom up; base64. */
  readonly proof: readonly string[];
  /** Signed note: of log and witness when there is one of both, else of the log alone. */
  readonly checkpoint: string;
}

/** There is no such record. */
export class NoSuchRecord extends Error {
  constructor(record: string) {
    super(`There is no record ${record} in the audit log.`);
    this.name = 'NoSuchRecord';
  }
}

interface Found {
  readonly leaf: Buffer;
  readonly index: number | null;
}

/**
 * Proves that a record is in the tree that was signed last. Reads a few tiles, however long the log is.
 *
 * @param knex as a role that may read the log
 * @param record its id, or its place in the tree
 * @returns null when it is durable and not yet in a signed tree
 * @throws NoSuchRecord
 */
export async function proveRecord(knex: Knex, record: string | number): Promise<ProofBundle | null> {
  const { rows } = await knex.raw<{ rows: Found[] }>(
    `select r.leaf, e.index
     from audit.record r left join audit.tree_entry e using (writer, sequence)
     where ${typeof record === 'number' ? 'e.index = ?' : 'r.id = ?::uuid'}
     limit 1`,
    [record],
  );
  const [found] = rows;
  if (found === undefined) throw new NoSuchRecord(String(record));
  if (found.index === null) return null;
  const { index, leaf } = found;
  const checkpoint = checkpointWith(index, await newestCheckpoints(knex));
  if (checkpoint === null) return null;
  const proof = await proveInclusion(index, checkpoint.size, databaseTiles(knex));
  return {
    format: 'bankgraph-audit-proof/1',
    index,
    leaf: leaf.toString('base64'),
    proof: proof.map((hash) => hash.toString('base64')),
    checkpoint: checkpoint.note,
  };
}
