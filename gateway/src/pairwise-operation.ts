import { createHash } from 'node:crypto';
import {
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isInputType,
  isListType,
  Kind,
  type OperationDefinitionNode,
  print,
  TypeInfo,
  typeFromAST,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { PairwiseIds } from './pairwise-ids.js';
import type { AskedText } from './ready-operation.js';

/** Stands for an id that is none of the partner's: nothing has it. */
export const nobodysId = 'px-unknown';

/** The argument that takes a cursor, which is made of an id. */
const cursorArgument = 'after';

type Variables = Readonly<Record<string, unknown>>;

/**
 * A partner's operation in the bank's own ids: those in its text, in defaults and in variables, wherever the schema takes an id
 * or a cursor. What is no id of this partner's, a plain customer number above all, becomes one that nothing has.
 */
export function inPlainIds<Asked extends AskedText & { readonly variables: Variables }>(
  asked: Asked,
  schema: GraphQLSchema,
  ids: PairwiseIds,
): Asked {
  const find = (shown: unknown) => ids.find(String(shown)) ?? nobodysId;
  const types = new TypeInfo(schema);
  const cursors = new Set<string>();
  const isHere = () =>
    getNamedType(types.getInputType())?.name === 'ID' || types.getArgument()?.name === cursorArgument;
  const found = (node: { readonly value: string }) =>
    isHere() ? { kind: Kind.STRING, value: find(node.value) } : undefined;
  const document = visit(
    asked.document,
    visitWithTypeInfo(types, {
      StringValue: found,
      IntValue: found,
      Variable({ name }) {
        if (types.getArgument()?.name === cursorArgument) cursors.add(name.value);
      },
    }),
  );
  const operation = document.definitions[
    asked.document.definitions.indexOf(asked.operation)
  ] as OperationDefinitionNode;
  const variables: Record<string, unknown> = { ...asked.variables };
  for (const { variable, type: node } of operation.variableDefinitions ?? []) {
    const name = variable.name.value;
    const type = typeFromAST(schema, node as never);
    if (!Object.hasOwn(variables, name) || !isInputType(type)) continue;
    variables[name] = valueInPlainIds(variables[name], type, find, cursors.has(name));
  }
  const queryHash =
    document === asked.document
      ? asked.queryHash
      : createHash('sha256').update(print(document)).digest('hex');
  return { ...asked, document, operation, queryHash, variables };
}

function valueInPlainIds(
  value: unknown,
  type: GraphQLInputType,
  find: (shown: unknown) => string,
  isCursor: boolean,
): unknown {
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    const items = Array.isArray(value) ? value : [value];
    return value === null
      ? null
      : items.map((item) => valueInPlainIds(item, nullable.ofType, find, isCursor));
  }
  if (isInputObjectType(nullable) && typeof value === 'object' && value !== null) {
    const fields = nullable.getFields();
    return Object.fromEntries(
      Object.entries(value).map(([key, of]) => {
        const field = fields[key];
        return [
          key,
          field === undefined ? of : valueInPlainIds(of, field.type, find, key === cursorArgument),
        ];
      }),
    );
  }
  const isId = isCursor || getNamedType(nullable).name === 'ID';
  return isId && (typeof value === 'string' || typeof value === 'number') ? find(value) : value;
}
