import type { ApolloServerPlugin, GraphQLRequestContext } from '@apollo/server';
import { BankgraphError, describeFault, errorCatalogue, isErrorCode } from '@bankgraph/errors';
import { type GraphQLFormattedError, getOperationAST, type OperationTypeNode } from 'graphql';
import type { Logger } from 'pino';
import type { OperationContext } from './answer-operation.js';
import { errorsForRequest } from './error-body.js';
import { type NoteUse, usedFields } from './operation-use.js';
import { retryAfterOf } from './retry-after.js';

/**
 * Tells the exchange what its operation was and whether it was carried out, and gives the answer its HTTP status
 * by the error catalogue and its errors the id of the request.
 */
export function observeOperation(options: {
  readonly dev: boolean;
  readonly logger: Logger;
  readonly noteUse: NoteUse;
}): ApolloServerPlugin<OperationContext> {
  return {
    async requestDidStart({ contextValue: { exchange } }) {
      return {
        async didResolveSource({ queryHash }) {
          exchange.operation = { name: null, hash: queryHash };
        },
        async didResolveOperation({ queryHash, operationName, operation, schema, document }) {
          exchange.operation = { name: operationName?.slice(0, maxNameLength) ?? null, hash: queryHash };
          if ((operation?.operation === 'subscription') !== (exchange.subscribing !== null)) {
            throw new BankgraphError('BAD_USER_INPUT', {
              advice:
                exchange.subscribing === null
                  ? 'Subscriptions are not served here. See docs/subscriptions.md.'
                  : 'Only subscriptions are served here. Send queries and mutations to /graphql.',
            });
          }
          // Validation lets an operation pass that selects nothing but __typename of a root that is not there.
          if (operation !== undefined && schema.getRootType(operation.operation) == null) {
            throw new BankgraphError('BAD_USER_INPUT', {
              advice: `This graph has no ${operation.operation}s.`,
            });
          }
          if (operation !== undefined && exchange.actor !== null) {
            options.noteUse({
              clientId: exchange.actor.clientId,
              operation: exchange.agreed,
              fields: usedFields(schema, document, operation),
            });
          }
        },
        async responseForOperation({ document, operation, schema, response }) {
          if (exchange.subscribing === null) return null;
          // It is not carried out now: each event will be, as a query.
          exchange.subscribing.taken = { document, operation, schema };
          return { http: response.http, body: { kind: 'single', singleResult: { data: {} } } };
        },
        async didEncounterErrors({ errors }) {
          for (const error of errors) {
            // Faults of ours; what is wrong with the request or a subgraph has a code.
            if (error.extensions.code === undefined && !(error.originalError instanceof BankgraphError)) {
              options.logger.error(
                { requestId: exchange.requestId, ...describeFault(error, options.dev) },
                'operation failed',
              );
            }
          }
        },
        async willSendResponse(context) {
          const { body, http } = context.response;
          if (body.kind !== 'single') throw new TypeError('Only whole answers are served.');
          const { data, errors } = body.singleResult;
          const mutating = isWriteByGet(context);
          const told = mutating ? [writeByGet] : withoutRepetition(errors);
          exchange.isComplete = told === undefined;
          body.singleResult = {
            ...(told === undefined
              ? {}
              : { errors: errorsForRequest(told, exchange.requestId, data !== undefined) }),
            ...(data === undefined ? {} : { data }),
            ...(options.dev && exchange.cost !== null ? { extensions: { cost: exchange.cost } } : {}),
          };
          const wait = retryAfterOf((told ?? []).map(({ extensions }) => extensions?.code));
          if (wait !== null) http.headers.set('retry-after', wait);
          if (mutating) {
            http.status = 405;
            http.headers.set('allow', 'POST');
          } else if (data === undefined) {
            const code = told?.[0]?.extensions?.code;
            http.status = isErrorCode(code) ? errorCatalogue[code].status : 500;
          }
        },
      };
    },
  };
}

/** An operation's name goes into a header and a record, so it has to be a name. */
const maxNameLength = 128;

/** A document that is too complex is told so as often as it takes to end its validation. */
function withoutRepetition(
  errors: readonly GraphQLFormattedError[] | undefined,
): readonly GraphQLFormattedError[] | undefined {
  return errors?.[0]?.extensions?.code === 'OPERATION_TOO_COMPLEX' ? errors.slice(0, 1) : errors;
}

const writeByGet = {
  message: 'GET is for queries only. Send it by POST.',
  extensions: { code: 'BAD_USER_INPUT' },
};

/** Also where the schema has no mutation at all: Apollo Server looks at the method only after validation. */
function isWriteByGet({ request, document }: GraphQLRequestContext<OperationContext>): boolean {
  if (request.http?.method !== 'GET' || document === undefined) return false;
  const kind: OperationTypeNode | undefined = getOperationAST(document, request.operationName)?.operation;
  return kind !== undefined && kind !== 'query';
}
