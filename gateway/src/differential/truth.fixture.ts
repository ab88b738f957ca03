import {
  buildASTSchema,
  type GraphQLSchema,
  getArgumentValues,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
} from 'graphql';
import { contractOf, type FieldContract, type TypeContract } from './contract.fixture.js';
import { documentsOf, type TestGraph } from './test-graph.fixture.js';
import { Fault, isRow, Ref, type Row, type Value, type World } from './world.fixture.js';

/** Where a row stands: what it is called, and what it was reached through. */
export interface Place {
  readonly row: Row;
  readonly name: string | null;
  readonly parent: Place | null;
}

/** What is true of a world, field by field, whoever asks. */
export class Truth {
  readonly world: World;
  readonly contracts: ReadonlyMap<string, ReadonlyMap<string, TypeContract>>;
  readonly #graph: TestGraph;
  /** The whole supergraph, with what clients do not see. */
  readonly #schema: GraphQLSchema;

  constructor(graph: TestGraph, supergraphSdl: string, world: World) {
    this.#graph = graph;
    this.world = world;
    this.contracts = new Map([...documentsOf(graph)].map(([name, document]) => [name, contractOf(document)]));
    this.#schema = buildASTSchema(parse(supergraphSdl), { assumeValidSDL: true });
  }

  /** A type's name and those of its interfaces. */
  namesOf(type: string): string[] {
    const known = this.#schema.getType(type);
    const interfaces = isObjectType(known) ? known.getInterfaces().map(({ name }) => name) : [];
    return [type, ...interfaces];
  }

  isA(type: string, condition: string): boolean {
    const union = this.#schema.getType(condition);
    return (
      this.namesOf(type).includes(condition) ||
      (union !== undefined &&
        'getTypes' in union &&
        union.getTypes().some((member: { name: string }) => member.name === type))
    );
  }

  /** What a field is worth, with everything that it needs looked up in the world. */
  value(place: Place, field: string, args: Readonly<Record<string, unknown>>): Value {
    const { row, name } = place;
    const resolvers = this.#resolvers(row.__typename, field);
    const lost =
      name !== null &&
      resolvers.length > 0 &&
      resolvers.every(({ subgraph, isKey }) => !isKey && this.#graph.absent?.[subgraph]?.includes(name));
    if (lost) return null;
    const contract = resolvers.find(({ contract }) => contract.requires !== null)?.contract;
    const needed = contract?.requires == null ? {} : this.project(place, contract.requires);
    const contextual = resolvers.flatMap(({ contract }) => [...contract.contexts]);
    const fromContext = Object.fromEntries(
      contextual.map(([argument, { context, selection }]) => [
        argument,
        Object.values(this.project(this.#setting(place, context), selection))[0] ?? null,
      ]),
    );
    return this.compute(row, field, { ...fromContext, ...args }, needed);
  }

  /** The same when what it needs is given. */
  compute(
    row: Row,
    field: string,
    args: Readonly<Record<string, unknown>>,
    needed: Readonly<Record<string, unknown>>,
  ): Value {
    for (const type of this.namesOf(row.__typename)) {
      const compute = this.#graph.fields[`${type}.${field}`];
      if (compute !== undefined) return compute({ row, args, needed, world: this.world });
    }
    const value = row[field];
    if (value === undefined) throw new Error(`Nothing is known of ${row.__typename}.${field}.`);
    return value;
  }

  /** A selection of an object as plain JSON, as a representation has it. */
  project(place: Place, selection: SelectionSetNode): Record<string, unknown> {
    const projected: Record<string, unknown> = {};
    for (const part of selection.selections) {
      if (part.kind === Kind.FRAGMENT_SPREAD) throw new Error('No named fragments in sets of fields.');
      if (part.kind === Kind.INLINE_FRAGMENT) {
        const condition = part.typeCondition?.name.value ?? place.row.__typename;
        if (this.isA(place.row.__typename, condition)) {
          Object.assign(projected, this.project(place, part.selectionSet));
        }
        continue;
      }
      const field = part.name.value;
      if (field === '__typename') continue;
      const type = this.namesOf(place.row.__typename)
        .map((name) => this.#schema.getType(name))
        .find((one) => (isObjectType(one) || isInterfaceType(one)) && one.getFields()[field] !== undefined);
      const definition = isObjectType(type) || isInterfaceType(type) ? type.getFields()[field] : undefined;
      const args = definition === undefined ? {} : getArgumentValues(definition, part);
      projected[field] = this.#plain(this.value(place, field, args), place, part.selectionSet);
    }
    return projected;
  }

  #plain(value: Value, parent: Place, selection: SelectionSetNode | undefined): unknown {
    if (value instanceof Fault) return null;
    if (Array.isArray(value)) return value.map((item: Value) => this.#plain(item, parent, selection));
    if (value instanceof Ref) {
      const place = { row: this.world.row(value), name: value.to, parent };
      return selection === undefined ? null : this.project(place, selection);
    }
    if (!isRow(value)) return value;
    return selection === undefined ? null : this.project({ row: value, name: null, parent }, selection);
  }

  #setting(place: Place, context: string): Place {
    for (let at: Place | null = place.parent; at !== null; at = at.parent) {
      for (const types of this.contracts.values()) {
        for (const type of this.namesOf(at.row.__typename)) {
          if (types.get(type)?.contexts.includes(context)) return at;
        }
      }
    }
    throw new Error(`Nothing around it sets the context ${context}.`);
  }

  /** Who resolves a field: not those that only name it, nor those from which it was moved. */
  #resolvers(type: string, field: string) {
    const all: { subgraph: string; contract: FieldContract; isKey: boolean }[] = [];
    for (const [subgraph, types] of this.contracts) {
      for (const name of this.namesOf(type)) {
        const known = types.get(name);
        const contract = known?.fields.get(field);
        if (known === undefined || contract === undefined) continue;
        if (contract.external || (name !== type && !known.interfaceObject)) continue;
        if (this.movedFrom(subgraph, name, field)) continue;
        const isKey = known.keys.some((key) =>
          key.selections.some((part) => part.kind === Kind.FIELD && part.name.value === field),
        );
        all.push({ subgraph, contract, isKey });
      }
    }
    return all;
  }

  /** Whether another subgraph has taken this field over for good. */
  movedFrom(subgraph: string, type: string, field: string): boolean {
    return [...this.contracts.values()].some((types) => {
      const overrides = types.get(type)?.fields.get(field)?.overrides;
      return overrides?.from === subgraph && overrides.label === null;
    });
  }
}
