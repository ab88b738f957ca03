import {
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import { type FetchDocument, responseKey, selectedFields } from './selected-fields.js';

type Path = readonly (string | number)[];

/** A subgraph's data, cut to what was asked for, and the places where it was not of the schema's shape. */
export interface FittedAnswer {
  readonly data: Record<string, unknown>;
  readonly misfits: readonly Path[];
}

/**
 * Cuts a subgraph's data to the question: what was not asked for is dropped, among it keys like `__proto__`; an
 * object or list where the schema has none, and the other way round, becomes null. Without this, one such value
 * would cost the whole answer, because Apollo's executor asserts shapes only after merging everything.
 *
 * @param schema the graph's API schema; fields that are not in it never reach a client and pass as they are
 */
export function fitAnswer(
  data: Readonly<Record<string, unknown>>,
  question: { fetch: FetchDocument; variables: Readonly<Record<string, unknown>>; schema: GraphQLSchema },
): FittedAnswer {
  const { fetch, variables, schema } = question;
  const misfits: Path[] = [];

  function fitObject(
    value: Readonly<Record<string, unknown>>,
    selection: SelectionSetNode,
    typeName: string | undefined,
    path: Path,
  ) {
    const fitted: Record<string, unknown> = Object.create(null);
    // Merging needs to know what an entity is, even where the question does not select it.
    const type = schema.getType(typeof value.__typename === 'string' ? value.__typename : (typeName ?? ''));
    const applies = (condition: string) =>
      type === undefined || type.name === condition || isSubtype(condition, type.name);
    for (const field of selectedFields(selection, fetch, variables, applies)) {
      const key = responseKey(field);
      if (!Object.hasOwn(value, key)) continue;
      const at = [...path, key];
      const fieldType =
        isObjectType(type) || isInterfaceType(type) ? type.getFields()[field.name.value]?.type : undefined;
      const fittedValue =
        field.name.value === '_entities'
          ? fitEntities(value[key], field.selectionSet, at)
          : field.name.value === '__typename' && typeof value[key] !== 'string'
            ? misfit(at)
            : fitValue(value[key], fieldType, field.selectionSet, at);
      // One response key may be selected twice with different parts; the parts belong together.
      fitted[key] = Object.hasOwn(fitted, key) ? merge(fitted[key], fittedValue) : fittedValue;
    }
    return fitted;
  }

  function fitValue(
    value: unknown,
    type: GraphQLOutputType | undefined,
    selection: SelectionSetNode | undefined,
    path: Path,
  ): unknown {
    if (value === null || value === undefined) return null;
    const nullable = isNonNullType(type) ? type.ofType : type;
    if (Array.isArray(value)) {
      if (nullable !== undefined && !isListType(nullable)) {
        return isCompositeType(nullable) ? misfit(path) : value;
      }
      const itemType = isListType(nullable) ? nullable.ofType : undefined;
      return value.map((item, index) => fitValue(item, itemType, selection, [...path, index]));
    }
    if (isListType(nullable)) return misfit(path);
    if (selection === undefined) return value;
    if (typeof value !== 'object') return misfit(path);
    const named = nullable === undefined ? undefined : getNamedType(nullable);
    return fitObject(
      value as Record<string, unknown>,
      selection,
      isObjectType(named) ? named.name : undefined,
      path,
    );
  }

  /** An entity is of the type that was asked for, also when the answer does not repeat it. */
  function fitEntities(entities: unknown, selection: SelectionSetNode | undefined, path: Path): unknown {
    const { representations } = variables;
    if (!Array.isArray(entities) || !Array.isArray(representations) || selection === undefined) return null;
    return entities.map((entity: unknown, index) => {
      if (entity === null || entity === undefined) return null;
      if (typeof entity !== 'object' || Array.isArray(entity)) return misfit([...path, index]);
      const typename: unknown = representations[index]?.__typename;
      return fitObject(
        entity as Record<string, unknown>,
        selection,
        typeof typename === 'string' ? typename : undefined,
        [...path, index],
      );
    });
  }

  function isSubtype(abstractName: string, name: string): boolean {
    const abstract = schema.getType(abstractName);
    const type = schema.getType(name);
    return (
      isAbstractType(abstract) &&
      (isObjectType(type) || isInterfaceType(type)) &&
      schema.isSubType(abstract, type)
    );
  }

  function misfit(path: Path): null {
    misfits.push(path);
    return null;
  }

  const rootType = schema.getRootType(fetch.operation.operation)?.name;
  return { data: fitObject(data, fetch.operation.selectionSet, rootType, []), misfits };
}

function merge(left: unknown, right: unknown): unknown {
  if (Array.isArray(left) && Array.isArray(right))
    return left.map((item, index) => merge(item, right[index]));
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return left;
  const merged: Record<string, unknown> = Object.assign(Object.create(null), left);
  for (const [key, value] of Object.entries(right)) {
    merged[key] = Object.hasOwn(merged, key) ? merge(merged[key], value) : value;
  }
  return merged;
}
