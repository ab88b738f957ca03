import {
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isInputType,
  isListType,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  typeFromAST,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { type AskedText, askedText } from './asked-text.js';
import type { PairwiseIds } from './pairwise-ids.js';

/** Stands for an id that is none of the partner's: nothing has it. */
export const nobodysId = 'px-unknown';

/** The argument that takes a cursor, which is made of an id. */
const cursorArgument = 'after';

type Variables = Readonly<Record<string, unknown>>;

/**
 * A partner's operation in the bank's own ids: those in its text, in defaults and in variables, wherever the schema takes an id
 * or a cursor. What is no id of this partner's, a plain customer number above all, becomes one that nothing has; `foreign` says
 * that there was such a one.
 */
export function inPlainIds<Asked extends AskedText & { readonly variables: Variables }>(
  asked: Asked,
  schema: GraphQLSchema,
  ids: PairwiseIds,
): Asked & { readonly foreign: boolean } {
  let foreign = false;
  const find = (shown: unknown) => {
    const plain = ids.find(String(shown));
    foreign ||= plain === null;
    return plain ?? nobodysId;
  };
  const cursors = cursorsWithoutIds.get(asked.document);
  const text =
    cursors === undefined
      ? textInPlainIds(asked.document, schema, find)
      : { document: asked.document, cursors };
  const operation = text.document.definitions[
    asked.document.definitions.indexOf(asked.operation)
  ] as OperationDefinitionNode;
  const variables: Record<string, unknown> = { ...asked.variables };
  for (const { variable, type: node } of operation.variableDefinitions ?? []) {
    const name = variable.name.value;
    const type = typeFromAST(schema, node as never);
    if (!Object.hasOwn(variables, name) || !isInputType(type)) continue;
    variables[name] = valueInPlainIds(variables[name], type, find, text.cursors.has(name));
  }
  if (text.document === asked.document) return { ...asked, variables, foreign };
  return { ...asked, ...askedText(text.document, operation), variables, foreign };
}

/**
 * Names of the variables that are cursors, of documents without an id in their text, as agreed operations are: they are the
 * same for every partner and walked through once. Kept as long as Apollo Server keeps the document.
 */
const cursorsWithoutIds = new WeakMap<DocumentNode, ReadonlySet<string>>();

function textInPlainIds(document: DocumentNode, schema: GraphQLSchema, find: (shown: unknown) => string) {
  const types = new TypeInfo(schema);
  const cursors = new Set<string>();
  const isHere = () =>
    getNamedType(types.getInputType())?.name === 'ID' || types.getArgument()?.name === cursorArgument;
  const found = (node: { readonly value: string }) =>
    isHere() ? { kind: Kind.STRING, value: find(node.value) } : undefined;
  const plain: DocumentNode = visit(
    document,
    visitWithTypeInfo(types, {
      StringValue: found,
      IntValue: found,
      Variable({ name }) {
        if (types.getArgument()?.name === cursorArgument) cursors.add(name.value);
      },
    }),
  );
  if (plain === document) cursorsWithoutIds.set(document, cursors);
  return { document: plain, cursors };
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
