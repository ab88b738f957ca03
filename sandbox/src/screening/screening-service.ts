import type { ListEntity, QueryEntity } from './list-entity.js';
import type { Watchlist } from './list-sources.js';
import { type ScoredEntity, WatchlistMatcher } from './watchlist-matcher.js';

/** Collections hold all datasets; screening names them because the bank screens against everything it has. */
const collections = ['default', 'sanctions'] as const;

/** A dataset as the catalogue lists it. */
export interface CatalogueEntry {
  readonly name: string;
  readonly title: string;
  readonly version: string;
  readonly children: readonly string[];
}

/** The lists that are loaded: what can be asked, looked up and named. */
export class ScreeningService {
  readonly catalogue: readonly CatalogueEntry[];
  readonly #matcher: WatchlistMatcher;
  readonly #entities: readonly ListEntity[];
  readonly #byId = new Map<string, ListEntity>();
  /** Id that was merged away → id that stayed. */
  readonly #merged = new Map<string, string>();
  readonly #datasets: ReadonlySet<string>;
  /** Entity id → name of the list that it came with. */
  readonly #listOf: ReadonlyMap<string, string>;

  constructor(lists: readonly Watchlist[]) {
    this.#entities = lists.flatMap((list) => list.entities);
    this.#matcher = new WatchlistMatcher(this.#entities);
    for (const entity of this.#entities) {
      this.#byId.set(entity.id, entity);
      for (const referent of entity.referents) this.#merged.set(referent, entity.id);
    }
    const own = lists.map(({ name, title, version }) => ({ name, title, version, children: [] }));
    const inside = lists.flatMap((list) =>
      [...new Set(list.entities.flatMap((entity) => entity.datasets))]
        .filter((name) => !lists.some((other) => other.name === name))
        .map((name) => ({
          name,
          title: `${name}, as part of ${list.title}`,
          version: list.version,
          children: [],
        })),
    );
    const datasets = [...own, ...inside].filter(
      (entry, index, all) => all.findIndex((other) => other.name === entry.name) === index,
    );
    const version = lists.map((list) => list.version).join('+');
    this.catalogue = [
      ...collections.map((name) => ({
        name,
        title: `All lists (${name})`,
        version,
        children: datasets.map((dataset) => dataset.name),
      })),
      ...datasets,
    ];
    this.#datasets = new Set(this.catalogue.map((entry) => entry.name));
    this.#listOf = new Map(lists.flatMap((list) => list.entities.map((entity) => [entity.id, list.name])));
  }

  hasDataset(name: string): boolean {
    return this.#datasets.has(name);
  }

  /** The entity of this id, or the id that it was merged into; undefined when nobody knows the id. */
  entity(id: string): { readonly entity: ListEntity } | { readonly mergedInto: string } | undefined {
    const entity = this.#byId.get(id);
    if (entity !== undefined) return { entity };
    const canonical = this.#merged.get(id);
    return canonical === undefined ? undefined : { mergedInto: canonical };
  }

  /** The listed entities that a query may mean, best first. */
  match(dataset: string, query: QueryEntity, cutoff: number): ScoredEntity[] {
    return this.#matcher.match(query, cutoff, this.#within(dataset));
  }

  /** Entities whose names resemble the text, best first; a word alone suffices. All of them for no text. */
  search(dataset: string, text: string, schema: string): readonly ListEntity[] {
    const within = this.#within(dataset);
    if (text.trim() === '') return this.#entities.filter((entity) => entity.target && within(entity));
    return this.#matcher
      .match({ schema, properties: { name: [text] } }, 0.1, within)
      .map((scored) => scored.entity);
  }

  #within(dataset: string): (entity: ListEntity) => boolean {
    if (collections.some((name) => name === dataset)) return () => true;
    return (entity) => entity.datasets.includes(dataset) || this.#listOf.get(entity.id) === dataset;
  }
}
