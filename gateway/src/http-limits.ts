import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { BankgraphError } from '@bankgraph/errors';
import type { FastifyError, FastifyInstance, FastifyRequest, FastifyServerOptions } from 'fastify';
import { errorBody } from './error-body.js';
import { requestIdHeader, requestIdOf } from './request-id.js';

/** Largest body of a request, in bytes. */
export const maxBodyBytes = 256 * 1024;

/** Server options that bound what a client can make us hold: sizes, times, connections. */
export function serverLimits(deadlineMs: number): FastifyServerOptions {
  return {
    logger: false,
    genReqId: (request) => requestIdOf(request.headers[requestIdHeader]),
    bodyLimit: maxBodyBytes,
    // The whole request has to be here in this time; headers sooner.
    requestTimeout: 15_000,
    // A connection on which nothing moves, also because a client does not read.
    connectionTimeout: deadlineMs + 10_000,
    keepAliveTimeout: 72_000,
    forceCloseConnections: 'idle',
    // What still arrives on a kept connection while closing is served, not dropped.
    return503OnClosing: false,
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: 100 },
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    clientErrorHandler: answerBrokenRequest,
    http: { maxHeaderSize: 16 * 1024, headersTimeout: 10_000, connectionsCheckingInterval: 2_000 },
  } as FastifyServerOptions;
}

/** Reads JSON and nothing else; refusals are GraphQL errors with the request's id. */
export function onlyJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string', bodyLimit: maxBodyBytes },
    app.getDefaultJsonParser('error', 'error'),
  );
}

/** Media types that a foreign page can send without asking first. */
const simpleTypes = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'];
const preflightHeaders = ['apollo-require-preflight', 'x-apollo-operation-name'];

/**
 * Refuses a request by its headers, before its body is read: also a GET that a foreign page could have sent.
 *
 * @throws BAD_USER_INPUT, with status 400 for what a foreign page could have sent, else 415
 */
export async function refuseByHeaders(request: FastifyRequest): Promise<void> {
  const [type = '', ...parameters] = (request.headers['content-type'] ?? '').toLowerCase().split(';');
  const essence = type.trim();
  const preflighted = preflightHeaders.some((name) => request.headers[name]);
  if ((essence === '' || simpleTypes.includes(essence)) && !preflighted) {
    throw new RefusedRequest(
      400,
      `A web page of anybody could have sent this. Send ${request.method === 'GET' ? '' : 'application/json, or '}an apollo-require-preflight header.`,
    );
  }
  if (request.method === 'GET' && essence === '') return;
  const charset = parameters.map((text) => text.trim()).find((text) => text.startsWith('charset='));
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (
    essence !== 'application/json' ||
    (charset !== undefined && !/^charset="?utf-?8"?$/.test(charset)) ||
    encoding !== 'identity'
  ) {
    throw new RefusedRequest(415, 'Send the operation as application/json in UTF-8, not compressed.');
  }
}

/** A request that is refused with another HTTP status than its code has. */
export class RefusedRequest extends BankgraphError {
  readonly #status: number;

  constructor(status: number, advice: string) {
    super('BAD_USER_INPUT', { advice });
    this.#status = status;
  }

  override get status(): number {
    return this.#status;
  }
}

/** What is told about the errors that Fastify itself finds; null for a fault of ours. */
export function refusalOf(error: unknown): BankgraphError | null {
  if (error instanceof BankgraphError) return error;
  const { statusCode, code } = error as FastifyError;
  if (statusCode === 413) return new RefusedRequest(413, `A body may have at most ${maxBodyBytes} bytes.`);
  if (statusCode === 415) return new RefusedRequest(415, 'Send the operation as application/json.');
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new RefusedRequest(statusCode, 'The body is not valid JSON.');
  }
  return code === 'ERR_INVALID_URL' ? new RefusedRequest(400, 'The Host header is not valid.') : null;
}

/** Answers what Node could not even read as a request. */
function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, advice] =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? (['431 Request Header Fields Too Large', 'The headers are too large.'] as const)
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? (['408 Request Timeout', 'The request took too long to arrive.'] as const)
        : (['400 Bad Request', 'This is not an HTTP request.'] as const);
  const requestId = randomUUID();
  const body = errorBody(new BankgraphError('BAD_USER_INPUT', { advice }), requestId);
  socket.end(
    `HTTP/1.1 ${status}\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\n${requestIdHeader}: ${requestId}\r\nconnection: close\r\n\r\n${body}`,
  );
}
