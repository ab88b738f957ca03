import { describe, expect, it } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { BankgraphError } from './bankgraph-error.js';
import { errorCatalogue } from './error-catalogue.js';
import { formatError } from './format-error.js';

describe('formatError', () => {
  it('passes on an error of the catalogue with its system and record', () => {
    const thrown = new BankgraphError('UPSTREAM_INVALID', { system: 'core-banking', recordId: '22289' });
    const located = new GraphQLError(thrown.message, {
      originalError: thrown,
      path: ['customer', 'accounts'],
    });
    expect(formatError(located, 'r-1')).toEqual({
      message: errorCatalogue.UPSTREAM_INVALID.message,
      path: ['customer', 'accounts'],
      extensions: { code: 'UPSTREAM_INVALID', requestId: 'r-1', system: 'core-banking', recordId: '22289' },
    });
  });

  it('replaces the text of a foreign error, wherever it was thrown', () => {
    const leak = new Error('select * from kyc.profile failed at http://10.0.0.3:4102/secret');
    for (const error of [
      leak,
      new GraphQLError(leak.message, { originalError: leak }),
      leak.message,
      null,
      undefined,
    ]) {
      expect(formatError(error, 'r-2')).toEqual({
        message: errorCatalogue.INTERNAL.message,
        extensions: { code: 'INTERNAL', requestId: 'r-2' },
      });
    }
  });

  it('replaces the text of a subgraph error that carries one of our codes', () => {
    const remote = new GraphQLError('timeout at http://kyc:4002', {
      extensions: {
        code: 'UPSTREAM_UNAVAILABLE',
        system: 'screening',
        serviceName: 'kyc',
        stacktrace: ['at x'],
      },
    });
    expect(formatError(remote, 'r-3')).toEqual({
      message: errorCatalogue.UPSTREAM_UNAVAILABLE.message,
      extensions: { code: 'UPSTREAM_UNAVAILABLE', requestId: 'r-3', system: 'screening' },
    });
  });

  it('keeps what is wrong with the request, without naming the schema', () => {
    const invalid = new GraphQLError('Cannot query field "sar" on type "Customer". Did you mean "sars"?', {
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
    });
    expect(formatError(invalid, 'r-4')).toEqual({
      message: 'Cannot query field "sar" on type "Customer".',
      extensions: { code: 'BAD_USER_INPUT', requestId: 'r-4' },
    });
  });
});
