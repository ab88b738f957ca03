import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import { isIntrospection } from '../introspect.js';
import { appliesTo, type FetchDocument, responseKey, selectedFields } from '../selected-fields.js';
import type { FetchedKeys } from './fetched-keys.js';
import { type LeafWriter, leafWriter } from './leaf-writers.js';

/** The selected fields under one key. */
export type FieldNodes = readonly [FieldNode, ...FieldNode[]];

/** A field that is answered without any subgraph. */
export interface Replacement {
  /** Its value, JSON. */
  readonly text: string;
  /** Handed back when the field is in an answer; null: it is of no interest. */
  readonly note: unknown;
}

/** Which fields are answered without any subgraph; undefined for the others. */
export type Replace = (
  parent: GraphQLObjectType,
  nodes: FieldNodes,
  reachedBy: string,
) => Replacement | undefined;

/** Fields of Relay's connections that are made of an id. */
const cursorFields: ReadonlySet<string> = new Set(['cursor', 'startCursor', 'endCursor']);

/** Types whose fields can be selected. */
type FieldedType = GraphQLObjectType | GraphQLInterfaceType;

/** How one key of an object is written. */
export type FieldForm =
  | { readonly from: 'replacement'; readonly key: string; readonly text: string; readonly note: unknown }
  | { readonly from: 'introspection'; readonly key: string; readonly prefix: string }
  | {
      readonly from: 'data';
      readonly key: string;
      /** The key and all that stands before its value, as JSON. */
      readonly prefix: string;
      /** Key under which it was fetched. */
      readonly fetched: string;
      readonly isNonNull: boolean;
      readonly value: ValueForm;
    };

/** How a value is written that is there. */
export type ValueForm =
  | {
      readonly kind: 'leaf';
      readonly write: LeafWriter;
      /** `Type.field` that it is the value of. */
      readonly field: string;
      /** Whether it is an id, or made of one. */
      readonly isId: boolean;
    }
  | { readonly kind: 'list'; readonly item: ValueForm; readonly isNonNull: boolean }
  | ObjectForm;

/** How an object is written: as fields by its type. */
export class ObjectForm {
  readonly kind = 'object';
  /** The fields of objects of the only type that there can be; null in interfaces and unions. */
  readonly only: readonly FieldForm[] | null;
  readonly #fieldsOf: (type: FieldedType) => readonly FieldForm[];
  readonly #type: GraphQLCompositeType;
  readonly #schema: GraphQLSchema;
  readonly #byType = new Map<string, readonly FieldForm[]>();

  constructor(
    type: GraphQLCompositeType,
    schema: GraphQLSchema,
    fieldsOf: (type: FieldedType) => readonly FieldForm[],
  ) {
    this.#type = type;
    this.#schema = schema;
    this.#fieldsOf = fieldsOf;
    this.only = isObjectType(type) ? fieldsOf(type) : null;
  }

  /**
   * The fields of an object of this type; null when no such object can stand here. Where a subgraph knows an interface as an
   * object (`@interfaceObject`) and nobody asked for more, no type was fetched: it is that interface.
   */
  fieldsOf(fetchedType: unknown): readonly FieldForm[] | null {
    if (this.only !== null) return this.only;
    const typeName = fetchedType ?? (isInterfaceType(this.#type) ? this.#type.name : undefined);
    if (typeof typeName !== 'string') return null;
    const known = this.#byType.get(typeName);
    if (known !== undefined) return known;
    const type = this.#schema.getType(typeName);
    if (!isObjectType(type) && !isInterfaceType(type)) return null;
    if (!appliesTo(type, this.#type.name, this.#schema)) return null;
    const fields = this.#fieldsOf(type);
    this.#byType.set(typeName, fields);
    return fields;
  }
}

/**
 * The form of the answer to an operation (GraphQL specification, section 6.3, CollectFields), made once for any number
 * of answers.
 *
 * @param conditions the operation's Boolean variables: what `@skip` and `@include` are decided by
 */
export function answerForm(question: {
  readonly asked: FetchDocument;
  readonly schema: GraphQLSchema;
  readonly conditions: Readonly<Record<string, unknown>>;
  readonly replace: Replace;
  readonly keys: FetchedKeys;
}): ObjectForm {
  const { asked, schema, conditions, replace, keys } = question;
  const root = schema.getRootType(asked.operation.operation);
  if (root == null) throw new TypeError('An operation without a root.');
  return objectForm(root, [asked.operation.selectionSet], '');

  /** @param reachedBy `Type.field` by which the objects are reached; null inside an interface or union */
  function objectForm(
    type: GraphQLCompositeType,
    selectionSets: readonly SelectionSetNode[],
    reachedBy: string | null,
  ): ObjectForm {
    const inside = isObjectType(type) ? reachedBy : null;
    return new ObjectForm(type, schema, (parent) =>
      [...fieldsByKey(parent, selectionSets, { asked, schema, conditions })].map(([key, nodes], index) =>
        fieldForm(parent, { key, nodes, isFirst: index === 0 }, inside),
      ),
    );
  }

  function fieldForm(
    parent: FieldedType,
    { key, nodes, isFirst }: { readonly key: string; readonly nodes: FieldNodes; readonly isFirst: boolean },
    reachedBy: string | null,
  ): FieldForm {
    const [node] = nodes;
    const prefix = `${isFirst ? '' : ','}"${key}":`;
    if (isIntrospection(node)) return { from: 'introspection', key, prefix };
    const field = parent.getFields()[node.name.value];
    if (field === undefined && isObjectType(parent)) {
      return { from: 'replacement', key, text: `${prefix}"${parent.name}"`, note: null };
    }
    // The type of an object that is known as its interface only: nobody can tell.
    if (field === undefined) {
      const value = { kind: 'leaf', write: () => undefined, field: key, isId: false } as const;
      return { from: 'data', key, prefix, fetched: keys.of(node), isNonNull: true, value };
    }
    const replaced =
      reachedBy === null || !isObjectType(parent) ? undefined : replace(parent, nodes, reachedBy);
    if (replaced !== undefined) {
      return { from: 'replacement', key, text: prefix + replaced.text, note: replaced.note };
    }
    return {
      from: 'data',
      key,
      prefix,
      fetched: keys.of(node),
      isNonNull: isNonNullType(field.type),
      value: valueForm(field.type, nodes, {
        parent: parent.name,
        name: field.name,
        isInside: reachedBy !== null,
      }),
    };
  }

  /** @param of the field; whether it is reached through objects only, and not inside an interface or union */
  function valueForm(
    type: GraphQLOutputType,
    nodes: FieldNodes,
    of: { readonly parent: string; readonly name: string; readonly isInside: boolean },
  ): ValueForm {
    const field = `${of.parent}.${of.name}`;
    const nullable = getNullableType(type);
    if (isListType(nullable)) {
      return {
        kind: 'list',
        item: valueForm(nullable.ofType, nodes, of),
        isNonNull: isNonNullType(nullable.ofType),
      };
    }
    if (isLeafType(nullable)) {
      const isId = nullable.name === 'ID' || cursorFields.has(of.name);
      return { kind: 'leaf', write: leafWriter(nullable), field, isId };
    }
    if (isCompositeType(nullable))
      return objectForm(nullable, selectionSetsOf(nodes), of.isInside ? field : null);
    throw new TypeError('A field of no output type.');
  }
}

/** The selected fields of an object: those under one key together, in the order of first mention. */
export function fieldsByKey(
  type: FieldedType,
  selectionSets: readonly SelectionSetNode[],
  question: {
    readonly asked: FetchDocument;
    readonly schema: GraphQLSchema;
    readonly conditions: Readonly<Record<string, unknown>>;
  },
): ReadonlyMap<string, FieldNodes> {
  const { asked, schema, conditions } = question;
  const fields = new Map<string, [FieldNode, ...FieldNode[]]>();
  const applies = (typeCondition: string) => appliesTo(type, typeCondition, schema);
  const spread = new Set<string>();
  for (const selectionSet of selectionSets) {
    for (const field of selectedFields(selectionSet, asked, conditions, applies, spread)) {
      const same = fields.get(responseKey(field));
      if (same === undefined) fields.set(responseKey(field), [field]);
      else same.push(field);
    }
  }
  return fields;
}

/** What is selected of the objects under one key. */
export function selectionSetsOf(nodes: FieldNodes): readonly SelectionSetNode[] {
  return nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
}
