import { isDeepStrictEqual } from 'node:util';
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  type DocumentNode,
  execute,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
  validate,
} from 'graphql';
import type { SubgraphAnswer, SubgraphRequest, SubgraphTransport } from '../subgraph-transport.js';
import { namesIn, type TypeContract } from './contract.fixture.js';
import type { TestGraph } from './test-graph.fixture.js';
import type { Truth } from './truth.fixture.js';
import { type Row, resolved, type Thing } from './world.fixture.js';

type Json = Readonly<Record<string, unknown>>;

/**
 * A real subgraph (graphql-js under `@apollo/subgraph`) over a world. It is strict: it resolves only what its text
 * says that it resolves, takes what `@requires` names from the representation and from nowhere else, and has an error
 * when it is asked for an external field that it never provides, for a field that was moved away, or in text that is
 * not valid in it.
 */
export class SubgraphOfWorld implements SubgraphTransport {
  /** How often it was asked. */
  calls = 0;
  readonly schema: GraphQLSchema;
  readonly #name: string;
  readonly #graph: TestGraph;
  readonly #truth: Truth;
  readonly #types: ReadonlyMap<string, TypeContract>;
  readonly #documents = new Map<string, DocumentNode>();
  /** Fields that may be asked for though they are external. */
  readonly #offered: ReadonlySet<string>;

  constructor(name: string, graph: TestGraph, document: DocumentNode, truth: Truth) {
    this.#name = name;
    this.#graph = graph;
    this.#truth = truth;
    this.#types = truth.contracts.get(name) ?? new Map();
    const types = [...this.#types.values()];
    this.#offered = new Set(
      types.flatMap(({ keys, fields }) => [
        ...keys.flatMap((key) => [...namesIn(key)]),
        ...[...fields.values()].flatMap(({ provides }) => [...provides]),
      ]),
    );
    this.schema = buildSubgraphSchema(document);
    this.#resolve();
  }

  async handle({ body }: SubgraphRequest): Promise<SubgraphAnswer> {
    this.calls += 1;
    const { query, variables } = JSON.parse(body) as { query: string; variables: Record<string, unknown> };
    const document = this.#document(query);
    if (!('kind' in document)) return { data: null, errors: document };
    const { data, errors } = await execute({ schema: this.schema, document, variableValues: variables });
    // As it comes over a wire.
    return JSON.parse(JSON.stringify({ data, ...(errors === undefined ? {} : { errors }) }));
  }

  /** Forgets what mutations have written. */
  forget(): void {
    this.#truth.world.written = [];
  }

  #document(query: string) {
    const known = this.#documents.get(query);
    if (known !== undefined) return known;
    const document = parse(query);
    const errors = validate(this.schema, document);
    if (errors.length > 0) return errors.map((error) => error.toJSON());
    if (this.#documents.size > 500) this.#documents.clear();
    this.#documents.set(query, document);
    return document;
  }

  #resolve(): void {
    const { world } = this.#truth;
    for (const type of Object.values(this.schema.getTypeMap())) {
      if (type.name.startsWith('_')) continue;
      if (isAbstractType(type)) type.resolveType = (thing: Thing) => this.#typeOf(thing.row);
      if (isObjectType(type) || isInterfaceType(type)) {
        type.extensions = {
          ...type.extensions,
          apollo: { subgraph: { resolveReference: (reference: Json) => this.#entity(type.name, reference) } },
        };
      }
      if (!isObjectType(type)) continue;
      for (const field of Object.values(type.getFields())) {
        if (field.name.startsWith('_')) continue;
        field.resolve = (source: Thing | undefined, args: Json) => {
          const thing = source ?? {
            row: { __typename: type.name },
            name: null,
            representation: null,
            parent: null,
          };
          return resolved(this.#value(type.name, field.name, thing, args), thing, world);
        };
      }
    }
  }

  #value(type: string, field: string, thing: Thing, args: Json) {
    const contract = this.#types.get(type)?.fields.get(field);
    if (this.#truth.movedFrom(this.#name, type, field)) {
      throw new Error(`${type}.${field} was moved away from ${this.#name}.`);
    }
    if (contract?.external && !this.#offered.has(field)) {
      throw new Error(`${type}.${field} is external in ${this.#name}.`);
    }
    if (contract?.requires == null) return this.#truth.compute(thing.row, field, args, {});
    if (thing.representation === null) throw new Error(`${type}.${field} needs a representation.`);
    const needed = this.#project(thing.representation, contract.requires, thing.row.__typename);
    return this.#truth.compute(thing.row, field, args, needed);
  }

  /** The row that a representation names, by whichever keys it has. */
  #entity(type: string, reference: Json): Thing | null {
    const keys = (this.#types.get(type)?.keys ?? []).filter((key) => isComplete(reference, key));
    if (keys.length === 0) throw new Error(`A representation of ${type} without a key.`);
    const { world } = this.#truth;
    const found = Object.entries(world.rows).find(([name, row]) => {
      if (!this.#truth.isA(row.__typename, type)) return false;
      const place = { row, name, parent: null };
      return keys.every((key) =>
        isDeepStrictEqual(this.#truth.project(place, key), this.#project(reference, key, row.__typename)),
      );
    });
    if (found === undefined) return null;
    const [name, row] = found;
    if (this.#graph.absent?.[this.#name]?.includes(name)) return null;
    return { row, name, representation: reference, parent: null };
  }

  /** What a representation says of a selection. */
  #project(from: Json, selection: SelectionSetNode, type: string | null): Record<string, unknown> {
    const projected: Record<string, unknown> = {};
    for (const part of selection.selections) {
      if (part.kind === Kind.FRAGMENT_SPREAD) throw new Error('No named fragments in sets of fields.');
      if (part.kind === Kind.INLINE_FRAGMENT) {
        const condition = part.typeCondition?.name.value;
        const known = type ?? from.__typename;
        // Representations do not always say of what type the objects in them are.
        const applies =
          condition === undefined ||
          (typeof known === 'string'
            ? this.#truth.isA(known, condition)
            : isComplete(from, part.selectionSet));
        if (applies) Object.assign(projected, this.#project(from, part.selectionSet, type));
        continue;
      }
      const field = part.name.value;
      if (field === '__typename') continue;
      if (!Object.hasOwn(from, field)) throw new Error(`A representation lacks ${field}.`);
      projected[field] = this.#projectValue(from[field], part.selectionSet);
    }
    return projected;
  }

  #projectValue(value: unknown, selection: SelectionSetNode | undefined): unknown {
    if (selection === undefined || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => this.#projectValue(item, selection));
    const object = value as Json;
    return this.#project(object, selection, typeof object.__typename === 'string' ? object.__typename : null);
  }

  /** What a row is in this subgraph: its type, or the object that stands for an interface of it. */
  #typeOf(row: Row): string {
    const names = this.#truth.namesOf(row.__typename);
    return names.find((name) => isObjectType(this.schema.getType(name))) ?? row.__typename;
  }
}

function isComplete(reference: Json, key: SelectionSetNode): boolean {
  return key.selections.every((part) => {
    if (part.kind !== Kind.FIELD) return true;
    const value = reference[part.name.value];
    if (value === undefined) return false;
    const { selectionSet } = part;
    if (selectionSet === undefined || value === null) return true;
    return [value].flat(9).every((item) => item === null || isComplete(item as Json, selectionSet));
  });
}
