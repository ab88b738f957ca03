/** A tile of a tree is not there, or has fewer hashes than the tree has. */
export class TileIncomplete extends Error {
  constructor(level: number, index: number) {
    super(`Tile ${index} of level ${level} lacks hashes.`);
    this.name = 'TileIncomplete';
  }
}
