import { z } from 'zod';
import { type EventSystem, NotUnderstood } from '../event-system.js';
import { readJson } from '../read-json.js';
import { standardWebhook } from '../standard-webhook.js';

const text = z.string().min(1).max(100);
const moment = z.iso.datetime({ offset: true });

/** Bands of customer risk, the lowest first. */
const bands = ['LOW', 'MEDIUM', 'HIGH', 'PROHIBITED'] as const;

/** A rating by the bank's rating engine: the envelope that Standard Webhooks proposes, and what of it is used. */
const customerRated = z.object({
  type: z.literal('customer.rated'),
  /** When it was rated. */
  timestamp: moment,
  data: z.object({
    rating_id: text,
    customer_id: text,
    band: z.enum(bands),
    /** From when the rating holds: also from before it was made. */
    valid_from: moment,
    model: z.object({ id: text, version: text }),
    /** Codes. */
    reasons: z.array(text).min(1).max(20),
    /** Records of the bank's systems that it looked at. */
    based_on: z
      .array(z.object({ system: text, id: text }))
      .max(20)
      .default([]),
    /** The rating that held until now; null for the first. */
    previous: z.object({ rating_id: text, band: z.enum(bands) }).nullable(),
  }),
});

/**
 * The bank's rating engine: tells of each risk rating of a customer. It is confidential, as the rating is; the score stays in the
 * bank's KYC system.
 */
export function riskRatingEvents(secret: string): EventSystem {
  const { verify } = standardWebhook(secret);
  return {
    name: 'risk-rating',
    recordsIn: 'kyc',
    verify,
    read: (body) => {
      const { timestamp, data } = readJson(body, customerRated);
      const { model, band, previous } = data;
      const occurredAt = new Date(data.valid_from).toISOString();
      const decidedAt = new Date(timestamp).toISOString();
      // From later on than now: nobody could say yet what holds.
      if (occurredAt > decidedAt || previous?.rating_id === data.rating_id) throw new NotUnderstood();
      return {
        id: data.rating_id,
        occurredAt,
        decidedAt,
        about: { externalId: data.customer_id, customerId: null },
        evidence: data.rating_id,
        basedOn: data.based_on.map(({ system, id }) => ({ system, externalId: id })),
        decision: {
          kind: 'kyc.risk-rating',
          domain: 'kyc',
          decision: band,
          actor: { type: 'MODEL', id: `${model.id}@${model.version}`, role: 'scoring' },
          plan: { type: 'MODEL', id: model.id, version: model.version },
          outcome: outcomeOf(band, previous?.band ?? null),
          reasonForCustomer: null,
          reasonInternal: [...new Set(data.reasons)].join(', '),
          class: 'C',
        },
        caseId: null,
        replaces: true,
      };
    },
  };
}

type Band = (typeof bands)[number];

function outcomeOf(band: Band, before: Band | null): string {
  if (before === null) return `Rated ${band}`;
  if (before === band) return `Rating stays ${band}`;
  const direction = bands.indexOf(band) > bands.indexOf(before) ? 'raised' : 'lowered';
  return `Rating ${direction} from ${before} to ${band}`;
}
