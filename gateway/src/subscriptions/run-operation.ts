import type { ApolloServer } from '@apollo/server';
import { BankgraphError, isErrorCode } from '@bankgraph/errors';
import type { FormattedExecutionResult } from 'graphql';
import type { OperationContext } from '../answer-operation.js';
import type { Exchange } from '../exchange.js';
import { stringifyAnswer } from '../execution/answer-text.js';
import type { TakenOperation } from './subscribe-request.js';

/** Takes an operation through Apollo as any request's: parsed, validated, within limits, and a query carried out. */
export async function runOperation(
  apollo: ApolloServer<OperationContext>,
  exchange: Exchange,
  { query, operationName, variables }: TakenOperation,
): Promise<FormattedExecutionResult> {
  const { body } = await apollo.executeOperation(
    { query, variables: { ...variables }, ...(operationName === undefined ? {} : { operationName }) },
    { contextValue: { exchange } },
  );
  if (body.kind !== 'single') throw new TypeError('Only whole answers are served.');
  return JSON.parse(
    stringifyAnswer(body.singleResult as FormattedExecutionResult),
  ) as FormattedExecutionResult;
}

/** What an operation was refused with, as an error that ends a subscription. */
export function refusedWith({ errors = [] }: Pick<FormattedExecutionResult, 'errors'>): BankgraphError {
  const [first] = errors;
  const code = first?.extensions?.code;
  return new BankgraphError(
    isErrorCode(code) ? code : 'INTERNAL',
    first === undefined ? {} : { advice: first.message },
  );
}
