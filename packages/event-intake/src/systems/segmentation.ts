import { z } from 'zod';
import type { EventSystem } from '../event-system.js';
import { readJson } from '../read-json.js';
import { standardWebhook } from '../standard-webhook.js';

const text = z.string().min(1).max(100);

/** A profile of Unomi, as far as it is used. */
const profile = z.object({
  itemType: z.literal('profile'),
  itemId: text,
  properties: z.object({ customerNumber: text.nullish() }),
  systemProperties: z.object({ lastUpdated: z.iso.datetime({ offset: true }) }),
  segments: z.array(text).max(50),
});

/** Unomi: a rule of it sends the profile when the segments of a customer have changed. */
export function segmentationEvents(secret: string): EventSystem {
  const { verify } = standardWebhook(secret);
  return {
    name: 'segmentation',
    recordsIn: 'segmentation',
    verify,
    read: (body, deliveryId) => {
      const told = readJson(body, profile);
      const segments = [...new Set(told.segments)].sort();
      return {
        id: deliveryId,
        occurredAt: new Date(told.systemProperties.lastUpdated).toISOString(),
        about: { externalId: told.itemId, customerId: told.properties.customerNumber ?? null },
        evidence: told.itemId,
        decision: {
          kind: 'segments.membership',
          domain: 'segments',
          decision: 'CHANGED',
          actor: { type: 'SYSTEM', id: 'unomi', role: 'engine' },
          plan: null,
          outcome: segments.length === 0 ? 'In no segment' : `In ${segments.join(', ')}`,
          reasonForCustomer: null,
          reasonInternal: null,
          class: 'C',
        },
        caseId: null,
        replaces: true,
      };
    },
  };
}
