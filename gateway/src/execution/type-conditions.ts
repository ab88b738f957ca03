import { type GraphQLSchema, isAbstractType, isInterfaceType, isObjectType } from 'graphql';

/** Which types a fragment applies to, remembered. */
export class TypeConditions {
  readonly #schema: GraphQLSchema;
  readonly #known = new Map<string, boolean>();

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  /** Whether a fragment on `condition` applies to objects of this type, by their names; false for unknown names. */
  applies(condition: string, typeName: string): boolean {
    if (condition === typeName) return true;
    const key = `${condition} ${typeName}`;
    let applies = this.#known.get(key);
    if (applies === undefined) {
      const abstract = this.#schema.getType(condition);
      const type = this.#schema.getType(typeName);
      applies =
        isAbstractType(abstract) &&
        (isObjectType(type) || isInterfaceType(type)) &&
        this.#schema.isSubType(abstract, type);
      // Names that no schema has come from subgraphs and could be any number.
      if (abstract !== undefined && type !== undefined) this.#known.set(key, applies);
    }
    return applies;
  }

  /** Whether there is a type of this name. */
  knows(typeName: string): boolean {
    return this.#schema.getType(typeName) !== undefined;
  }

  /** Whether objects can be of this type. */
  isObjectType(typeName: string): boolean {
    return isObjectType(this.#schema.getType(typeName));
  }
}
