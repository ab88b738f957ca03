import { BankgraphError } from '@bankgraph/errors';
import { GraphQLError } from 'graphql';
import { tooComplex } from './demand/too-complex.js';

/** What is told instead of texts by which graphql-js and Apollo Server speak of limits and of themselves. */
const retold: readonly (readonly [RegExp, (found: RegExpExecArray) => BankgraphError])[] = [
  [
    /^Syntax Error: Document contains more tha[nt] (\d+) tokens/,
    ([, most]) => tooComplex('tokens', null, Number(most)),
  ],
  [/call stack size exceeded/, () => new BankgraphError('OPERATION_TOO_COMPLEX')],
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
  for (const [text, told] of retold) {
    const found = text.exec(error.message);
    if (found !== null) return new GraphQLError('', { originalError: told(found) });
  }
  return error;
}
