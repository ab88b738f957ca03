import { type GraphQLLeafType, isEnumType } from 'graphql';

/** Writes a leaf value as JSON; undefined when it is not one of its type. */
export type LeafWriter = (value: unknown) => string | undefined;

/** Whatever JSON may write in another way than as it is: quotes, backslashes, control characters, surrogates. */
const needsEscape = /[^ !#-[\]-\ud7ff\ue000-\uffff]/;

/** A text as JSON. */
export function quote(text: string): string {
  return needsEscape.test(text) ? JSON.stringify(text) : `"${text}"`;
}

const specified: Readonly<Record<string, LeafWriter>> = {
  String: (value) => (typeof value === 'string' ? quote(value) : undefined),
  // Subgraphs in other languages may send the numbers that their ids are.
  ID: (value) => {
    if (typeof value === 'string') return quote(value);
    return Number.isSafeInteger(value) ? `"${value}"` : undefined;
  },
  Boolean: (value) => (typeof value === 'boolean' ? String(value) : undefined),
  Float: (value) => (typeof value === 'number' ? JSON.stringify(value) : undefined),
  Int: (value) =>
    Number.isInteger(value) && (value as number) >= -(2 ** 31) && (value as number) < 2 ** 31
      ? JSON.stringify(value)
      : undefined,
};

/**
 * How values of a leaf type are written (GraphQL specification, section 3.5, result coercion), as far as a subgraph has
 * not done it: nothing is converted but integers as ids. Enum values that are not part of the API schema are no values.
 * What a custom scalar may be, only its subgraph knows.
 */
export function leafWriter(type: GraphQLLeafType): LeafWriter {
  if (isEnumType(type)) {
    const values = new Map(type.getValues().map(({ name }): [unknown, string] => [name, `"${name}"`]));
    return (value) => values.get(value);
  }
  return (Object.hasOwn(specified, type.name) ? specified[type.name] : undefined) ?? JSON.stringify;
}
