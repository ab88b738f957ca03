import { type GraphQLSchema, isAbstractType, isInterfaceType, isObjectType } from 'graphql';

/** Types of a schema, as far as fragments need them; can be handed from one thread to another. */
export interface TypeTable {
  readonly objectTypes: readonly string[];
  /** Interfaces and unions, each with whatever a fragment on it applies to. */
  readonly abstractTypes: Readonly<Record<string, readonly string[]>>;
}

/** The types of a schema. */
export function typeTable(schema: GraphQLSchema): TypeTable {
  const types = Object.values(schema.getTypeMap());
  const namesBelow = types.filter(isAbstractType).map((type) => {
    const objects = schema.getPossibleTypes(type);
    const interfaces = isInterfaceType(type) ? schema.getImplementations(type).interfaces : [];
    return [type.name, [...objects, ...interfaces].map(({ name }) => name)] as const;
  });
  return {
    objectTypes: types.filter(isObjectType).map(({ name }) => name),
    abstractTypes: Object.fromEntries(namesBelow),
  };
}

/** Which types a fragment applies to. */
export class TypeConditions {
  readonly #objectTypes: ReadonlySet<string>;
  readonly #below: ReadonlyMap<string, ReadonlySet<string>>;

  constructor({ objectTypes, abstractTypes }: TypeTable) {
    this.#objectTypes = new Set(objectTypes);
    this.#below = new Map(Object.entries(abstractTypes).map(([name, below]) => [name, new Set(below)]));
  }

  /** Whether a fragment on `condition` applies to objects of this type, by their names; false for unknown names. */
  applies(condition: string, typeName: string): boolean {
    return condition === typeName || (this.#below.get(condition)?.has(typeName) ?? false);
  }

  /** Whether there is a type with fields of this name. */
  knows(typeName: string): boolean {
    return this.#objectTypes.has(typeName) || this.#below.has(typeName);
  }

  /** Whether objects can be of this type. */
  isObjectType(typeName: string): boolean {
    return this.#objectTypes.has(typeName);
  }
}
