import { type ConsentObstacle, orderConsent } from '@bankgraph/consent-subgraph';
import type { DeadLetterReason, EndConsent } from '@bankgraph/event-intake';

const reasons: Readonly<Record<ConsentObstacle, DeadLetterReason>> = {
  none: 'unknown-customer',
  'other order': 'other-content',
  'other version': 'overtaken',
  'other state': 'overtaken',
  over: 'overtaken',
  accounts: 'overtaken',
  'too many': 'overtaken',
};

/** Has the register of consents end what a customer has ended elsewhere, by the rules that hold for a mutation. */
export const endConsent: EndConsent = async (transaction, order, record) => {
  const { by, eventId, customerId, consentId, change, happenedAt } = order;
  const ordered = await orderConsent(
    transaction,
    {
      customerId,
      consentId,
      version: { happenedAt },
      idempotencyKey: eventId,
      change: { kind: change, note: null },
    },
    { id: `${by}-system`, kind: 'system', role: 'system' },
    new Set(),
    record,
  );
  if ('obstacle' in ordered) return reasons[ordered.obstacle];
  return ordered.changed ? 'accepted' : 'known';
};
