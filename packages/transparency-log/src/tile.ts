/** Hashes in a full tile: a tile is 8 levels of the tree high (https://c2sp.org/tlog-tiles). */
export const tileWidth = 256;

/** Levels of the tree in a tile. */
export const tileHeight = 8;

/**
 * Hashes of one level, one after the other: those of level 0 are leaf hashes, those of level L roots of complete subtrees of
 * 256 to the power of L leaves. Only the last tile of a level has fewer than 256.
 */
export interface Tile {
  readonly level: number;
  readonly index: number;
  readonly hashes: Uint8Array;
}

/** Where tiles are kept. */
export interface TileSource {
  /** The hashes of a tile, at least those of the tree that is asked about; undefined when there is none. */
  tile(level: number, index: number): Promise<Uint8Array | undefined>;
}

/** Reads each tile once. */
export function rememberedTiles(source: TileSource): TileSource {
  const known = new Map<string, Promise<Uint8Array | undefined>>();
  return {
    tile(level, index) {
      const key = `${level}/${index}`;
      const tile = known.get(key) ?? source.tile(level, index);
      known.set(key, tile);
      return tile;
    },
  };
}
