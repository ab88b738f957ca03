import type { KeyObject } from 'node:crypto';
import { type ErrorCode, nameFault } from '@bankgraph/errors';
import { InProcessContext, type RequestContext, signRequestContext } from '@bankgraph/identity';
import type { Logger } from 'pino';
import type { Exchange } from './exchange.js';
import { type CallResult, errorAbout } from './execution/run-plan.js';
import type { SubgraphQuestion } from './execution/subgraph-question.js';
import { checkAnswer } from './subgraph-answer.js';
import type { SubgraphTransport } from './subgraph-transport.js';
import { withinDeadline } from './within-deadline.js';

/** How one subgraph is asked. */
export interface SubgraphOptions {
  /** Name in the supergraph. */
  readonly name: string;
  readonly transport: SubgraphTransport;
  /** Key of this subgraph's contexts (`subgraphKey`); null: it is asked without one. */
  readonly contextKey: KeyObject | null;
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
 * Asks one subgraph on behalf of an exchange: signs the context, sends, checks the answer's outer form and keeps the
 * disclosures for the record. Never throws: what failed is missing, and why is part of the result.
 */
export async function askSubgraph(
  exchange: Exchange,
  question: SubgraphQuestion,
  { name, transport, contextKey, deadlineMs, disclosures, logger, dev }: SubgraphOptions,
): Promise<CallResult> {
  const nothing = (code: ErrorCode = 'UPSTREAM_UNAVAILABLE', message?: string): CallResult => ({
    data: null,
    errors: [],
    missing: errorAbout(code, name, message),
  });
  try {
    const { requestId } = exchange;
    const received: unknown = await withinDeadline(deadlineMs, exchange.cancellation, (cancellation) => {
      if (contextKey === null) {
        const { body } = question;
        return transport.handle({
          body,
          contextToken: undefined,
          headers: exchange.forwarded,
          cancellation,
        });
      }
      const context = contextOf(exchange);
      if (transport.execute !== undefined) {
        const { query, variables, operationName } = question;
        const named = operationName === undefined ? {} : { operationName };
        return transport.execute({
          query,
          variables,
          ...named,
          context: new InProcessContext(context),
          signal: cancellation.signal,
        });
      }
      const { body } = question;
      const contextToken = signRequestContext(context, { subgraph: name, key: contextKey, body });
      return transport.handle({ body, contextToken, cancellation });
    });
    const answer = checkAnswer(received);
    exchange.disclose(answer.disclosures ?? []);
    if (answer.data === null) {
      const [refusal] = answer.errors;
      const code = refusal?.extensions?.code;
      if (answer.errors.some(({ path }) => path !== undefined)) {
        return { data: null, errors: answer.errors, missing: null };
      }
      logger.warn({ requestId, subgraph: name, code }, 'subgraph refused the question');
      return refusals.includes(code) ? nothing(code as ErrorCode, refusal?.message) : nothing();
    }
    if (answer.disclosures === null && disclosures === 'required') {
      logger.error(
        { requestId, subgraph: name },
        'data without disclosures dropped: it could not be put on record',
      );
      return nothing('UPSTREAM_INVALID');
    }
    return { data: answer.data, errors: answer.errors, missing: null };
  } catch (fault) {
    logger.warn(
      { requestId: exchange.requestId, subgraph: name, ...nameFault(fault, dev) },
      'no answer of the subgraph',
    );
    return nothing();
  }
}

function contextOf({ actor, operation, requestId }: Exchange): RequestContext {
  if (actor === null) throw new TypeError('Nobody asks.');
  return {
    actor,
    requestId,
    operationName: operation?.name ?? null,
    operationHash: operation?.hash ?? '',
    recordedBy: 'gateway',
  };
}
