import type { Knex } from '@bankgraph/database';
import type { TileSource } from '@bankgraph/transparency-log';
import DataLoader from 'dataloader';

interface Place {
  readonly level: number;
  readonly index: number;
}

const keyOf = ({ level, index }: Place) => `${level}/${index}`;

/** The tiles in `audit.tile`, as the connection or transaction sees them. Those that are asked for together are one query. */
export function databaseTiles(knex: Knex): TileSource {
  const tiles = new DataLoader<Place, Uint8Array | undefined, string>(
    async (places) => {
      const { rows } = await knex.raw<{ rows: (Place & { hashes: Buffer })[] }>(
        `select level, index, hashes
         from unnest(?::smallint[], ?::bigint[]) as asked (level, index) join audit.tile using (level, index)`,
        [places.map(({ level }) => level), places.map(({ index }) => index)],
      );
      const found = new Map(rows.map((row) => [keyOf(row), row.hashes]));
      return places.map((place) => found.get(keyOf(place)));
    },
    // The last tile of a level grows, so none is remembered.
    { cache: false },
  );
  return { tile: (level, index) => tiles.load({ level, index }) };
}
