import { z } from 'zod';
import type { EventSystem } from '../event-system.js';
import { readJson } from '../read-json.js';
import { standardWebhook } from '../standard-webhook.js';

const text = z.string().min(1).max(100);
const score = z.number().min(0).max(1);

/** A customer was screened anew: the envelope that Standard Webhooks proposes, and what of it is used. */
const customerScreened = z.object({
  type: z.literal('customer.screened'),
  /** When it was screened. */
  timestamp: z.iso.datetime({ offset: true }),
  data: z
    .object({
      screening_id: text,
      customer_id: text,
      dataset: text,
      list_version: text,
      algorithm: text,
      /** From which score on somebody has to look. */
      threshold: score,
      /** Entries of the list that somebody has to look at; none when the customer is like nobody there. */
      matches: z.array(z.object({ entity_id: text, score })).max(500),
    })
    .refine(({ threshold, matches }) => matches.every((match) => match.score >= threshold)),
});

/**
 * The screening provider: tells when a customer was screened against a new version of a list. What it found is for people to
 * judge, so it is never more than a possible match. The entries of the list are not copied into the ledger: it names the
 * screening, where only those see them who judge and examine hits.
 */
export function screeningEvents(secret: string): EventSystem {
  const { verify } = standardWebhook(secret);
  return {
    name: 'screening',
    recordsIn: 'screening',
    verify,
    read: (body) => {
      const { timestamp, data } = readJson(body, customerScreened);
      const { matches, threshold } = data;
      const found = new Set(matches.map(({ entity_id: id }) => id)).size;
      const best = Math.max(...matches.map((match) => match.score));
      return {
        id: data.screening_id,
        occurredAt: new Date(timestamp).toISOString(),
        about: { externalId: data.customer_id, customerId: null },
        evidence: data.screening_id,
        decision: {
          kind: 'kyc.screening',
          domain: 'kyc',
          decision: found === 0 ? 'NO_MATCH' : 'POTENTIAL_MATCH',
          actor: { type: 'SYSTEM', id: 'screening', role: 'engine' },
          plan: { type: 'RULE', id: data.algorithm, version: data.list_version },
          outcome:
            found === 0 ? 'No candidate' : `${found} ${found === 1 ? 'candidate' : 'candidates'} for review`,
          reasonForCustomer: null,
          reasonInternal: `${data.dataset}, threshold ${threshold}${found === 0 ? '' : `, best score ${best}`}`,
          class: 'C',
        },
        caseId: null,
        replaces: true,
      };
    },
  };
}
