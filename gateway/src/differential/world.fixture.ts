import { GraphQLError } from 'graphql';

/** Stands for a row of the world by its name. */
export class Ref {
  constructor(readonly to: string) {}
}

/** Stands for a value that cannot be had: whoever resolves it has an error. */
export class Fault {
  constructor(readonly message: string) {}
}

/** One object: an entity when it is a row of the world, else a value inside of one. */
export interface Row {
  readonly __typename: string;
  readonly [field: string]: Value;
}

/** A field's value; objects without `__typename` are values of custom scalars. */
export type Value =
  | string
  | number
  | boolean
  | null
  | Ref
  | Fault
  | Row
  | { readonly [key: string]: string | number | boolean | null }
  | readonly Value[];

/** What a field that is computed is computed from. */
export interface Given {
  readonly row: Row;
  readonly args: Readonly<Record<string, unknown>>;
  /** What `@requires` names, as plain JSON. */
  readonly needed: Readonly<Record<string, unknown>>;
  readonly world: World;
}

/** Throws, or returns the value. */
export type Compute = (given: Given) => Value;

/** The one data set behind all subgraphs of a supergraph, and behind the monolith. */
export class World {
  /** What mutations of one operation have written. */
  written: string[] = [];
  readonly rows: Readonly<Record<string, Row>>;

  constructor(rows: Readonly<Record<string, Row>>) {
    this.rows = rows;
  }

  /** All rows of a type, in order. */
  all(...types: readonly string[]): Ref[] {
    return Object.entries(this.rows).flatMap(([name, row]) =>
      types.includes(row.__typename) ? [new Ref(name)] : [],
    );
  }

  /** The first row of the type whose field has the value. */
  find(type: string, field: string, value: unknown): Ref | null {
    return (
      this.all(type).find(({ to }) => JSON.stringify(this.rows[to]?.[field]) === JSON.stringify(value)) ??
      null
    );
  }

  /** @throws when there is no such row */
  row(ref: Ref): Row {
    const row = this.rows[ref.to];
    if (row === undefined) throw new Error(`The world has no row ${ref.to}.`);
    return row;
  }
}

/** What resolvers pass on as an object. */
export interface Thing {
  readonly row: Row;
  /** Its name in the world. */
  readonly name: string | null;
  /** As what a gateway named it. */
  readonly representation: Readonly<Record<string, unknown>> | null;
  readonly parent: Thing | null;
}

/** Turns a value into what graphql-js completes; faults are thrown, inside of lists they are errors in place. */
export function resolved(value: Value, parent: Thing | null, world: World): unknown {
  if (value instanceof Fault) throw new GraphQLError(value.message);
  if (Array.isArray(value)) {
    return value.map((item: Value) =>
      item instanceof Fault ? new GraphQLError(item.message) : resolved(item, parent, world),
    );
  }
  if (value instanceof Ref) return thing(world.row(value), value.to, parent);
  return isRow(value) ? thing(value, null, parent) : value;
}

export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, '__typename');
}

function thing(row: Row, name: string | null, parent: Thing | null): Thing {
  return { row, name, representation: null, parent };
}
