import { BankgraphError } from '@bankgraph/errors';
import { GraphQLError } from 'graphql';

/** What is told instead of texts by which graphql-js and Apollo Server speak of limits and of themselves. */
const retold: readonly (readonly [RegExp, () => BankgraphError])[] = [
  [
    /^Syntax Error: Document contains more tha[nt] \d+ tokens|recursively requests too many selections|call stack size exceeded/,
    () => new BankgraphError('OPERATION_TOO_COMPLEX'),
  ],
  [
    /^GraphQL introspection is not allowed/,
    () => new BankgraphError('BAD_USER_INPUT', { advice: 'Introspection is not offered.' }),
  ],
  [
    /potential Cross-Site Request Forgery/,
    () =>
      new BankgraphError('BAD_USER_INPUT', {
        advice: 'A web page of anybody could have sent this. Send an apollo-require-preflight header.',
      }),
  ],
];

/** An error of parsing or validating in the catalogue's words, where Apollo's would be about Apollo. */
export function operationFault(error: unknown): unknown {
  if (!(error instanceof GraphQLError)) return error;
  const known = retold.find(([text]) => text.test(error.message))?.[1];
  return known === undefined ? error : new GraphQLError('', { originalError: known() });
}
