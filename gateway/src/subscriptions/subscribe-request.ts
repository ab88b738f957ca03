import type { Exchange } from '../exchange.js';
import { isJsonObject } from '../execution/json-object.js';
import { type OperationRules, takeOperation } from '../persisted-operation.js';

/** What a subscriber has sent, by whichever transport. */
export interface SubscribeRequest {
  readonly authorization: string | undefined;
  readonly purpose: string | undefined;
  /** The operation as in the body of a POST. */
  readonly body: unknown;
  /** A position of an earlier payload. */
  readonly resumeAfter: string | null;
}

/** An operation that its client may send, not looked at further. */
export interface TakenOperation {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * Lets an operation pass that its client may send, as at `/graphql`.
 *
 * @throws as `takeOperation`
 */
export function takeSubscription(
  exchange: Exchange,
  { body }: SubscribeRequest,
  rules: OperationRules,
): TakenOperation {
  // Clients of both protocols have to say a text; where they send an id it is empty.
  const { query: text, ...rest } = isJsonObject(body) ? body : {};
  const request = {
    method: 'POST',
    url: '',
    raw: {},
    exchange,
    body: text === '' ? rest : { query: text, ...rest },
  };
  takeOperation(request, rules);
  const { query, operationName, variables } = request.body as Readonly<Record<string, unknown>>;
  return {
    query: typeof query === 'string' ? query : '',
    operationName: typeof operationName === 'string' ? operationName : undefined,
    variables: isJsonObject(variables) ? variables : {},
  };
}
