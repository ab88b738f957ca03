import { GraphQLError, type ValidationRule } from 'graphql';
import type { OperationLimits } from './client-limits.js';
import { measureDocument } from './measure-document.js';
import { beyondLimit } from './too-complex.js';

/**
 * A rule of validation that ends it before any other rule has compared or expanded anything, when a document is beyond
 * limits: rules of the specification take time that grows with the square of what is repeated.
 *
 * @param enough errors after which validation gives up
 */
export function limitsRule(limits: OperationLimits, enough: number): ValidationRule {
  return (context) => ({
    Document(document) {
      const refusal = beyondLimit(measureDocument(document), limits);
      if (refusal === null) return;
      for (let told = 0; told < enough; told += 1) {
        context.reportError(new GraphQLError(refusal.message, { originalError: refusal }));
      }
    },
  });
}
