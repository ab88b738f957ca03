import type { WatchlistEntity } from '../world/screenings.js';

/** An entity as the screening service stores and serves it (FollowTheMoney, with what yente adds). */
export interface ListEntity extends Omit<WatchlistEntity, 'schema'> {
  /** Name of a FollowTheMoney schema, e.g. `Person`; addresses and the like are served but never matched. */
  readonly schema: string;
  /** The entity itself is listed, not only mentioned. */
  readonly target: boolean;
  readonly first_seen: string | null;
  readonly last_seen: string | null;
  readonly last_change: string | null;
}

/** An entity that somebody asks about. */
export interface QueryEntity {
  readonly id?: string | undefined;
  readonly schema: string;
  readonly properties: Readonly<Record<string, readonly string[]>>;
}

// Which schemas of the list a query may find, as FollowTheMoney's `matchable` relation says.
const legal = ['LegalEntity', 'Person', 'Organization', 'Company', 'PublicBody'];
const organisations = ['LegalEntity', 'Organization', 'Company', 'PublicBody'];
const comparable: Readonly<Record<string, readonly string[]>> = {
  Person: ['Person', 'LegalEntity'],
  LegalEntity: legal,
  Organization: organisations,
  Company: organisations,
  PublicBody: organisations,
  Vessel: ['Vessel'],
  Airplane: ['Airplane'],
  Vehicle: ['Vessel', 'Airplane'],
  Thing: [...legal, 'Vessel', 'Airplane'],
};

/** Undefined for a schema that cannot be matched. */
export function schemasToCompare(schema: string): readonly string[] | undefined {
  return comparable[schema];
}

/** All names of an entity; `weak` are nicknames that its list calls weak. */
export function namesOf(entity: QueryEntity): { readonly strong: string[]; readonly weak: string[] } {
  const {
    name = [],
    alias = [],
    previousName = [],
    weakAlias = [],
    firstName = [],
    lastName = [],
  } = entity.properties;
  const strong = [...new Set([...name, ...alias, ...previousName])];
  if (strong.length === 0 && firstName[0] !== undefined && lastName[0] !== undefined) {
    strong.push([firstName[0], ...(entity.properties.middleName ?? []).slice(0, 1), lastName[0]].join(' '));
  }
  return { strong, weak: weakAlias.filter((one) => !strong.includes(one)) };
}
