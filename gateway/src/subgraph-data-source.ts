import type { KeyObject } from 'node:crypto';
import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { type ErrorCode, errorCatalogue, nameFault } from '@bankgraph/errors';
import { InProcessContext, type RequestContext, signRequestContext } from '@bankgraph/identity';
import { type DocumentNode, type GraphQLFormattedError, parse } from 'graphql';
import type { Logger } from 'pino';
import type { Exchange } from './exchange.js';
import { fitAnswer } from './fit-answer.js';
import { missingParts } from './missing-parts.js';
import { type FetchDocument, fetchDocument } from './selected-fields.js';
import { checkAnswer } from './subgraph-answer.js';
import type { SubgraphTransport } from './subgraph-transport.js';
import { withinDeadline } from './within-deadline.js';

/** What Apollo hands through to data sources as the context of an operation. */
export interface OperationContext {
  readonly exchange: Exchange;
}

/** How one subgraph is asked. */
export interface SubgraphDataSourceOptions {
  /** Name in the supergraph. */
  readonly name: string;
  readonly transport: SubgraphTransport;
  /** Key of this subgraph's contexts (`subgraphKey`). */
  readonly contextKey: KeyObject;
  readonly deadlineMs: number;
  /** Whether data is dropped when nothing is said of what it discloses. */
  readonly disclosures: 'required' | 'optional';
  readonly logger: Logger;
  readonly dev: boolean;
}

/** Codes with which a subgraph may refuse a question as a whole; any other refusal is our own trouble with it. */
const refusals: readonly unknown[] = [
  'FORBIDDEN',
  'CONSENT_REQUIRED',
  'FOUR_EYES_REQUIRED',
  'BAD_USER_INPUT',
  'OPERATION_TOO_COMPLEX',
  'OVERLOADED',
] satisfies ErrorCode[];

/**
 * Asks one subgraph on behalf of Apollo's executor: signs the context, sends, keeps the disclosures for the
 * record, and returns data of the schema's shape. It never throws: what failed is an error at its place, because
 * Apollo's executor knows no place for what a data source throws.
 */
export class SubgraphDataSource implements GraphQLDataSource {
  readonly #options: SubgraphDataSourceOptions;
  readonly #documents = new WeakMap<DocumentNode, FetchDocument>();

  constructor(options: SubgraphDataSourceOptions) {
    this.#options = options;
  }

  async process(asked: GraphQLDataSourceProcessOptions) {
    if (!('incomingRequestContext' in asked)) throw new TypeError('Only operations of clients are sent.');
    const { name, transport, contextKey, deadlineMs, disclosures, logger, dev } = this.#options;
    const { exchange } = asked.context as OperationContext;
    const { query = '', variables = {}, operationName } = asked.request;
    const fetch = this.#fetchDocument(asked.document ?? parse(query));
    const unavailable = (
      code: ErrorCode = 'UPSTREAM_UNAVAILABLE',
      message: string = errorCatalogue[code].message,
    ) =>
      missingParts(fetch, variables).map(
        (path): GraphQLFormattedError => ({ message, path, extensions: { code, system: name } }),
      );
    try {
      const actor = exchange.actor;
      if (actor === null) throw new TypeError('Nobody asks.');
      const question = { query, variables, ...(operationName ? { operationName } : {}) };
      const context: RequestContext = {
        actor,
        requestId: exchange.requestId,
        operationName: exchange.operation?.name ?? null,
        operationHash: exchange.operation?.hash ?? '',
        recordedBy: 'gateway',
      };
      const received: unknown = await withinDeadline(deadlineMs, exchange.signal, (signal) => {
        if (transport.execute !== undefined) {
          return transport.execute({ ...question, context: new InProcessContext(context), signal });
        }
        const body = JSON.stringify(question);
        const contextToken = signRequestContext(context, { subgraph: name, key: contextKey, body });
        return transport.handle({ body, contextToken, signal });
      });
      const { representations } = variables;
      const answer = checkAnswer(received, Array.isArray(representations) ? representations.length : null);
      exchange.disclose(answer.disclosures ?? []);
      if (answer.data === null) {
        const [refusal] = answer.errors;
        const code = refusal?.extensions?.code;
        if (answer.errors.some((error) => error.path !== undefined))
          return { data: null, errors: answer.errors };
        logger.warn({ requestId: exchange.requestId, subgraph: name, code }, 'subgraph refused the question');
        return {
          data: null,
          errors: refusals.includes(code) ? unavailable(code as ErrorCode, refusal?.message) : unavailable(),
        };
      }
      if (answer.disclosures === null && disclosures === 'required') {
        logger.error(
          { requestId: exchange.requestId, subgraph: name },
          'data without disclosures dropped: it could not be put on record',
        );
        return { data: null, errors: unavailable('UPSTREAM_INVALID') };
      }
      const { data, misfits } = fitAnswer(answer.data, {
        fetch,
        variables,
        schema: asked.incomingRequestContext.schema,
      });
      const errors = [
        ...answer.errors,
        ...misfits.map(
          (path): GraphQLFormattedError => ({
            message: errorCatalogue.UPSTREAM_INVALID.message,
            path,
            extensions: { code: 'UPSTREAM_INVALID', system: name },
          }),
        ),
      ];
      return errors.length === 0 ? { data } : { data, errors };
    } catch (fault) {
      logger.warn(
        { requestId: exchange.requestId, subgraph: name, ...nameFault(fault, dev) },
        'no answer of the subgraph',
      );
      return { data: null, errors: unavailable() };
    }
  }

  #fetchDocument(document: DocumentNode): FetchDocument {
    let fetch = this.#documents.get(document);
    if (fetch === undefined) {
      fetch = fetchDocument(document);
      this.#documents.set(document, fetch);
    }
    return fetch;
  }
}
