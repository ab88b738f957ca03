import { BankgraphError } from '@bankgraph/errors';
import type { Actor } from '@bankgraph/identity';
import { idempotencyKeyOf } from '@bankgraph/subgraph-kit';
import type { Consent } from './consent.js';
import type { ConsentObstacle, ConsentOrder, Doer } from './consent-desk.js';
import type { ConsentLoaders } from './loaders.js';

/** What the person is told whose order is not carried out. Only those hear it to whom the policies allow the order. */
const advice: Readonly<Record<ConsentObstacle, string>> = {
  none: 'The customer has no such consent.',
  'other order': 'You have used this idempotencyKey for something else. Choose a new one.',
  'other version':
    'The consent has changed since you read it. Read it again, and decide on what it says now.',
  'other state': 'The consent is in no state for this. Read it again.',
  over: 'The time of the consent is over. A new one has to be asked for.',
  accounts:
    'Name accounts of the customer, at least one is covered; to end the whole consent use withdrawConsent.',
  'too many':
    'Too many consents of this grantee wait for the customer. The customer has to decide on them first.',
};

/**
 * Carries an order out, if it can be carried out now. Policies have decided before who may give it.
 *
 * @param field the mutation, for the record: `Mutation.withdrawConsent`
 * @param signal withdraws what is read, never what is written
 * @throws AuditUnavailable when it cannot be recorded; BAD_USER_INPUT by the rules of the consent as it is at that moment
 */
export async function changeConsent(
  { desk, holdings, recordOf }: ConsentLoaders,
  field: string,
  order: ConsentOrder,
  actor: Actor,
  signal: AbortSignal,
): Promise<Consent> {
  idempotencyKeyOf(order.idempotencyKey);
  const { kind } = order.change;
  const holds =
    kind === 'AUTHORISE' || kind === 'CHANGE_ACCOUNTS'
      ? await holdings.accountIds(order.customerId, signal)
      : new Set<string>();
  const record = await recordOf({ field, customerId: order.customerId });
  const ordered = await desk.order(order, doerOf(actor), holds, record);
  if ('consent' in ordered) return ordered.consent;
  throw new BankgraphError('BAD_USER_INPUT', { advice: advice[ordered.obstacle] });
}

function doerOf(actor: Actor): Doer {
  const role = actor.roles.join(', ');
  if (actor.kind === 'customer' && actor.customerId !== null) {
    return { id: actor.customerId, kind: 'customer', role };
  }
  if (actor.kind === 'partner') return { id: actor.clientId, kind: 'partner', role };
  if (actor.kind === 'staff') return { id: actor.id, kind: 'staff', role };
  throw new BankgraphError('FORBIDDEN');
}
