import { corroborate } from './corroboration.js';
import { type ListEntity, namesOf, type QueryEntity, schemasToCompare } from './list-entity.js';
import { comparePersonNames, compareThingNames } from './name-comparison.js';
import { NameIndex } from './name-index.js';
import { type ParsedName, parsePersonName, parseThingName } from './name-parts.js';

/** Why a score is what it is, per feature, in yente's shape. */
export interface Explanation {
  readonly score: number;
  readonly detail: string;
  readonly query: string | null;
  readonly candidate: string | null;
}

/** A listed entity and how well it fits. */
export interface ScoredEntity {
  readonly entity: ListEntity;
  /** 0 to 1, two decimals. */
  readonly score: number;
  readonly explanations: Readonly<Record<string, Explanation>>;
}

// How many names of each kind are compared word by word for one name asked.
const candidatesPerName = 60;
// A nickname that its list calls weak needs something else beside it.
const weakCeiling = 0.66;

/** Matches entities against the watchlists that were given to it. */
export class WatchlistMatcher {
  readonly #entities: readonly ListEntity[];
  readonly #persons = new NameIndex();
  readonly #things = new NameIndex();

  constructor(entities: readonly ListEntity[]) {
    this.#entities = entities;
    entities.forEach((entity, index) => {
      if (schemasToCompare(entity.schema) === undefined) return;
      const { strong, weak } = namesOf(entity);
      const parse = entity.schema === 'Person' ? parsePersonName : parseThingName;
      const names = [
        ...strong.map((name) => ({ name: parse(name), weak: false })),
        ...weak.map((name) => ({ name: parse(name), weak: true })),
      ];
      (entity.schema === 'Person' ? this.#persons : this.#things).add(index, names);
    });
  }

  /**
   * The listed entities that a query may mean, best first.
   * @param cutoff Leaves out what scores below it.
   * @param accepts Leaves out entities of other datasets.
   */
  match(query: QueryEntity, cutoff: number, accepts: (entity: ListEntity) => boolean): ScoredEntity[] {
    const schemas = schemasToCompare(query.schema) ?? [];
    const names = namesOf(query);
    const best = new Map<number, ScoredEntity>();
    for (const asked of [...names.strong, ...names.weak]) {
      if (schemas.includes('Person')) {
        this.#compare(query, asked, parsePersonName(asked), this.#persons, schemas, accepts, best);
      }
      if (schemas.some((schema) => schema !== 'Person')) {
        this.#compare(query, asked, parseThingName(asked), this.#things, schemas, accepts, best);
      }
    }
    return [...best.values()]
      .filter((one) => one.score >= cutoff)
      .sort((a, b) => b.score - a.score || a.entity.id.localeCompare(b.entity.id));
  }

  #compare(
    query: QueryEntity,
    asked: string,
    parsed: ParsedName,
    index: NameIndex,
    schemas: readonly string[],
    accepts: (entity: ListEntity) => boolean,
    best: Map<number, ScoredEntity>,
  ): void {
    if (parsed.parts.length === 0) return;
    const compare = index === this.#persons ? comparePersonNames : compareThingNames;
    for (const candidate of index.candidates(parsed, candidatesPerName)) {
      const entity = this.#entities[candidate.entity];
      if (entity === undefined || !schemas.includes(entity.schema) || !accepts(entity)) continue;
      const name = compare(parsed, candidate.name, index.rarity);
      const nameScore = candidate.weak ? Math.min(name.score, weakCeiling) : name.score;
      const known = best.get(candidate.entity);
      if (known !== undefined && (known.explanations.name_match?.score ?? 0) >= round(nameScore)) continue;
      const others = corroborate(query, entity);
      const score = others.reduce((sum, one) => sum + one.weight, nameScore);
      best.set(candidate.entity, {
        entity,
        score: round(Math.min(1, Math.max(0, score))),
        explanations: {
          name_match: {
            score: round(nameScore),
            detail: name.detail,
            query: asked,
            candidate: candidate.name.original,
          },
          ...Object.fromEntries(
            others.map((one) => [
              one.feature,
              { score: one.weight, detail: one.detail, query: null, candidate: null },
            ]),
          ),
        },
      });
    }
  }
}

function round(score: number): number {
  return Math.round(score * 100) / 100;
}
