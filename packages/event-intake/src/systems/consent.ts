import { z } from 'zod';
import type { EventSystem } from '../event-system.js';
import { readJson } from '../read-json.js';
import { standardWebhook } from '../standard-webhook.js';

const text = z.string().min(1).max(100);

/** A consent has another status (UK Open Banking v4.0): the envelope that Standard Webhooks proposes, and what of it is used. */
const statusChanged = z.object({
  type: z.literal('consent.status_changed'),
  /** When the customer did it. */
  timestamp: z.iso.datetime({ offset: true }),
  data: z.object({
    /** As our register has it. */
    consent_id: text,
    customer_id: text,
    status: z.enum(['CANC', 'RJCT', 'EXPD']),
  }),
});

/**
 * The bank's own system of consents, in branches for example: tells that a customer has ended one there. It cannot give one: for that
 * the customer is shown a notice and names accounts, which only the register has on record.
 */
export function consentEvents(secret: string): EventSystem {
  const { verify } = standardWebhook(secret);
  return {
    name: 'consent',
    recordsIn: 'consent',
    verify,
    read: (body, deliveryId) => {
      const { timestamp, data } = readJson(body, statusChanged);
      // In the register time ends a consent by itself.
      if (data.status === 'EXPD') return null;
      return {
        id: deliveryId,
        occurredAt: new Date(timestamp).toISOString(),
        about: { externalId: data.customer_id, customerId: null },
        consentId: data.consent_id,
        change: data.status === 'CANC' ? 'WITHDRAW' : 'REJECT',
      };
    },
  };
}
