import type { Knex } from '@bankgraph/database';
import type { TileSource } from '@bankgraph/transparency-log';

/** The tiles in `audit.tile`, as the connection or transaction sees them. */
export function databaseTiles(knex: Knex): TileSource {
  return {
    tile: async (level, index) => {
      const row = await knex('audit.tile')
        .where({ level, index })
        .first<{ hashes: Buffer } | undefined>('hashes');
      return row?.hashes;
    },
  };
}
