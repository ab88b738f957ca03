import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { BankgraphError, describeFault, type ErrorCode, isErrorCode } from '@bankgraph/errors';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { answerBytes } from './answer-bytes.js';
import type { OperationContext } from './answer-operation.js';
import type { ClientDemand } from './demand/client-demand.js';
import { rateLimitFields } from './demand/rate-limit-fields.js';
import { errorBody, errorsForRequest } from './error-body.js';
import { RefusedRequest, refuseByHeaders } from './http-limits.js';
import { identify } from './identify.js';
import { type OperationRules, takeOperation } from './persisted-operation.js';
import { privateAnswer } from './private-answer.js';
import { type RecordingRules, recordExchange } from './record-exchange.js';
import { retryAfterOf } from './retry-after.js';

/** Who may ask for what, and where it is recorded. */
export interface RouteGovernance extends OperationRules, RecordingRules {}

/** What the route needs beside Apollo. */
export interface GraphqlRouteOptions {
  /** Null: nobody is known and nothing is recorded. */
  readonly governance: RouteGovernance | null;
  readonly demand: ClientDemand;
  readonly logger: Logger;
  readonly dev: boolean;
}

/** Where operations are sent. */
export const graphqlPath = '/graphql';

/**
 * The way of a request: who asks → is it a request for us → what was agreed to be asked → Apollo → on record → out. The record is the last
 * gate of the route: every answer passes it, also one that refuses.
 */
export function graphqlRoute(
  app: FastifyInstance,
  apollo: ApolloServer<OperationContext>,
  options: GraphqlRouteOptions,
): void {
  const { governance, demand } = options;
  app.route({
    method: ['GET', 'POST'],
    url: graphqlPath,
    onRequest: async (request) => {
      const { authorization, 'x-purpose': purpose } = request.headers;
      if (governance !== null) await identify(request.exchange, { authorization, purpose }, governance);
      demand.refuseExhausted(request.exchange);
      await refuseByHeaders(request);
    },
    preHandler: async (request) => {
      if (governance !== null) takeOperation(request, governance);
    },
    handler: fastifyApolloHandler(apollo, {
      context: async ({ exchange }) => {
        if (governance !== null && exchange.actor === null) throw new BankgraphError('UNAUTHENTICATED');
        return { exchange };
      },
    }),
    onSend: async (request, reply, payload) => {
      if (governance === null) return payload;
      const { exchange } = request;
      if (reply.statusCode >= 400 && reply.statusCode < 500) await demand.chargeRefused(exchange);
      if (exchange.budget !== null) reply.headers(rateLimitFields(exchange.budget));
      return putOnRecord(request, reply, payload, { ...options, governance });
    },
  });
  app.route({
    method: ['DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'PUT'],
    url: graphqlPath,
    handler: (_request, reply) => {
      reply.header('allow', 'GET, POST');
      throw new RefusedRequest(405, 'Send operations by POST, or queries by GET.');
    },
  });
}

/** The answer as it may leave: itself once it is on record, or a refusal without any of it. */
async function putOnRecord(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
  options: GraphqlRouteOptions & { readonly governance: RouteGovernance },
): Promise<unknown> {
  const { exchange } = request;
  // Nobody is known to have asked: by the route above the answer is UNAUTHENTICATED, and nothing else.
  if (exchange.actor === null) return payload;
  try {
    if (typeof payload !== 'string') throw new TypeError('Only whole answers are served.');
    // Without data an answer consists of errors only, whoever made it; with data its errors are complete.
    const refusal = reply.statusCode < 400 ? null : refusalBody(payload, exchange.requestId);
    // Made into bytes once: these are recorded, and these leave.
    const body = answerBytes(refusal?.payload ?? payload);
    await recordExchange(
      exchange,
      { status: reply.statusCode, errorCode: refusal?.code, body },
      options.governance,
    );
    return privateAnswer(request, reply, body);
  } catch (fault) {
    options.logger.error(
      { requestId: exchange.requestId, ...describeFault(fault, options.dev) },
      'answer withheld: not on record',
    );
    const overloaded = fault instanceof BankgraphError && fault.code === 'OVERLOADED';
    const refusal = new BankgraphError(overloaded ? 'OVERLOADED' : 'AUDIT_UNAVAILABLE');
    reply.code(refusal.status).type('application/json; charset=utf-8').removeHeader('allow');
    reply.header('retry-after', retryAfterOf([refusal.code]));
    return errorBody(refusal, exchange.requestId);
  }
}

/** What Apollo Server refuses without calling a plugin (CSRF, malformed parameters) does not name the request yet. */
function refusalBody(payload: string, requestId: string): { payload: string; code: ErrorCode | undefined } {
  const told = JSON.parse(payload) as { errors: Parameters<typeof errorsForRequest>[0] };
  const errors = errorsForRequest(told.errors, requestId, false);
  const code = errors[0]?.extensions?.code;
  return { payload: JSON.stringify({ errors }), code: isErrorCode(code) ? code : undefined };
}
