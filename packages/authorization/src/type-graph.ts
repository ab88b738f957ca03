import {
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isIntrospectionType,
  isObjectType,
} from 'graphql';
import { engineFields, engineTypes } from './coverage.js';
import type { PolicySet } from './policy.js';

/** A field by which a type is reached; carried types between (connections, edges) are part of it. */
export interface LeadingField {
  readonly subgraph: string;
  /** `Type.field` */
  readonly field: string;
  /** Type that the field is on. */
  readonly from: string;
  /** Type that it leads to. */
  readonly to: string;
}

/** Every field that leads from one governed type to another, and every one that leads into a carried type. */
export class TypeGraph {
  readonly #fields: readonly LeadingField[];
  readonly #carrying: readonly LeadingField[];

  /** @param schemas of the subgraphs, by name */
  constructor(policies: PolicySet, schemas: ReadonlyMap<string, GraphQLSchema>) {
    const fields: LeadingField[] = [];
    const carrying: LeadingField[] = [];
    for (const [subgraph, schema] of schemas) {
      const carried = policies.subgraphs.get(subgraph)?.carried ?? new Set<string>();
      for (const type of Object.values(schema.getTypeMap())) {
        if (!isObjectType(type) || isIntrospectionType(type)) continue;
        if (engineTypes.has(type.name) || carried.has(type.name)) continue;
        for (const field of Object.values(type.getFields())) {
          const id = `${type.name}.${field.name}`;
          if (engineFields.has(id)) continue;
          const reached = reachedFrom(getNamedType(field.type), schema, carried);
          for (const to of reached.governed) fields.push({ subgraph, field: id, from: type.name, to });
          for (const to of reached.carried) carrying.push({ subgraph, field: id, from: type.name, to });
        }
      }
    }
    this.#fields = fields;
    this.#carrying = carrying;
  }

  /** The shortest way from the roots to a type over fields that pass; empty for a root, null: there is none. */
  wayTo(typeName: string, passes: (field: LeadingField) => boolean): readonly LeadingField[] | null {
    const ways = new Map<string, readonly LeadingField[]>([
      ['Query', []],
      ['Mutation', []],
      ['Subscription', []],
    ]);
    for (const [from, way] of ways) {
      if (from === typeName) return way;
      for (const field of this.#fields) {
        if (field.from === from && !ways.has(field.to) && passes(field)) ways.set(field.to, [...way, field]);
      }
    }
    return null;
  }

  /** The governed fields with which a carried type is decided. */
  carriersOf(typeName: string): readonly LeadingField[] {
    return this.#carrying.filter(({ to }) => to === typeName);
  }
}

interface Reached {
  readonly governed: Set<string>;
  readonly carried: Set<string>;
}

function reachedFrom(
  type: GraphQLNamedType,
  schema: GraphQLSchema,
  carriedTypes: ReadonlySet<string>,
  reached: Reached = { governed: new Set(), carried: new Set() },
): Reached {
  if (isAbstractType(type)) {
    for (const possible of schema.getPossibleTypes(type))
      reachedFrom(possible, schema, carriedTypes, reached);
  } else if (isObjectType(type)) {
    if (!carriedTypes.has(type.name)) reached.governed.add(type.name);
    else if (!reached.carried.has(type.name)) {
      reached.carried.add(type.name);
      for (const field of Object.values(type.getFields())) {
        reachedFrom(getNamedType(field.type), schema, carriedTypes, reached);
      }
    }
  }
  return reached;
}
