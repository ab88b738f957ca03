import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

/** Text of one pattern. What a subgraph would answer against the pattern is an error, not an answer. */
function textScalar(name: string, pattern: RegExp): GraphQLScalarType<string, string> {
  const check = (value: unknown): string => {
    if (typeof value === 'string' && pattern.test(value)) return value;
    throw new GraphQLError(`A value is not a ${name}.`, { extensions: { code: 'BAD_USER_INPUT' } });
  };
  return new GraphQLScalarType({
    name,
    serialize: check,
    parseValue: check,
    parseLiteral: (node: ValueNode) => check(node.kind === Kind.STRING ? node.value : null),
  });
}

/** The contract's own scalars, by name. */
export const scalars: Readonly<Record<string, GraphQLScalarType>> = {
  Decimal: textScalar('Decimal', /^-?\d{1,18}(\.\d{1,10})?$/),
  Date: textScalar('Date', /^\d{4}(-\d{2}-\d{2})?$/),
  DateTime: textScalar(
    'DateTime',
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$|^\d{4}$/,
  ),
  CurrencyCode: textScalar('CurrencyCode', /^[A-Z]{3}$/),
  CountryCode: textScalar('CountryCode', /^[A-Z]{2}$/),
};
