import { BankgraphError, describeFault, formatError } from '@bankgraph/errors';
import { errorsForRequest } from '../error-body.js';
import type { Exchange } from '../exchange.js';
import { recordExchange } from '../record-exchange.js';
import type { Payload } from './change-stream.js';
import type { SubscriptionSurroundings } from './subscription-options.js';

/** What is told when a subscription cannot be opened, or ends: on record where it refuses somebody who is known. */
export async function tellRefusal(
  exchange: Exchange,
  error: unknown,
  { governance, logger, dev }: SubscriptionSurroundings,
): Promise<Payload> {
  const { requestId } = exchange;
  const told = error instanceof BankgraphError ? error : new BankgraphError('INTERNAL', {}, { cause: error });
  if (told.code === 'INTERNAL') {
    logger.error({ requestId, ...describeFault(told.cause ?? told, dev) }, 'subscription failed');
  }
  const payload = payloadOf(told, requestId);
  if (exchange.actor === null || told.status >= 500) return payload;
  try {
    const body = Buffer.from(JSON.stringify(payload));
    await recordExchange(exchange, { status: told.status, errorCode: told.code, body }, governance);
    return payload;
  } catch (fault) {
    logger.error({ requestId, ...describeFault(fault, dev) }, 'refusal not on record');
    return payloadOf(new BankgraphError('AUDIT_UNAVAILABLE'), requestId);
  }
}

function payloadOf(error: BankgraphError, requestId: string): Payload {
  return { errors: errorsForRequest([formatError(error, requestId)], requestId, false) };
}
