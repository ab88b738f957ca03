import { createLoginRole, type Knex, whileAvailable } from '@bankgraph/database';
import { ratingModel } from '../world/due-diligence.js';
import { customerNumberOf, recordId } from '../world/record-id.js';

/** Role of the bank's rating engine, the only one that writes ratings. The graph has no such role. */
export const ratingEngineRole = 'rating_engine';

const bands = ['LOW', 'MEDIUM', 'HIGH', 'PROHIBITED'] as const;

/** Band of customer risk. */
export type Band = (typeof bands)[number];

/** A rating that the engine has made, and the one that held before. */
export interface NewRating {
  readonly id: string;
  readonly customerId: string;
  readonly band: Band;
  readonly reason: string;
  /** Id and version, divided by `@`. */
  readonly modelVersion: string;
  /** ISO 8601; it was made at that moment, too. */
  readonly validFrom: string;
  readonly previous: { readonly id: string; readonly band: Band };
}

/**
 * Lets the rating engine in, and nobody else. Run as the owner of the bank's database, after `migrateBank`; may be repeated.
 *
 * @throws DatabaseUnavailable
 */
export async function prepareRatingEngine(owner: Knex, { password }: { password: string }): Promise<void> {
  await createLoginRole(owner, {
    role: ratingEngineRole,
    password,
    grants: [{ schema: 'kyc', tables: ['risk_rating'], privileges: ['SELECT', 'INSERT', 'UPDATE'] }],
  });
}

/**
 * Rates a customer one band higher from now on, in the bank's system of record.
 *
 * @param knex as the role `rating_engine`
 * @returns null when nobody has rated the customer yet
 * @throws RangeError when there is no higher band; DatabaseUnavailable
 */
export function raiseRating(knex: Knex, customerId: string): Promise<NewRating | null> {
  return rate(knex, customerId, (previous) => {
    const band = bands[bands.indexOf(previous) + 1];
    if (band === undefined) throw new RangeError(`${customerId} is ${previous} already.`);
    return { band, reason: 'ADVERSE_MEDIA' };
  });
}

/**
 * Rates a customer from now on, in the bank's system of record.
 *
 * @param knex as the role `rating_engine`
 * @param find band and code of the reason, from the band that holds until now
 * @returns null when nobody has rated the customer yet
 * @throws DatabaseUnavailable
 */
export function rate(
  knex: Knex,
  customerId: string,
  find: (previous: Band) => Pick<NewRating, 'band' | 'reason'>,
): Promise<NewRating | null> {
  return whileAvailable(() =>
    knex.transaction(async (all) => {
      const previous = await all('kyc.risk_rating')
        .where({ customer_id: customerId, valid_to: null })
        .orderBy('recorded_at', 'desc')
        .forUpdate()
        .first<{ id: string; band: Band } | undefined>('id', 'band');
      if (previous === undefined) return null;
      const now = new Date();
      const { band, reason } = find(previous.band);
      const rating = {
        // By the clock, so that no rating has had the number before.
        id: recordId('RR', customerNumberOf(customerId) ?? 0, now.getTime()),
        band,
        reason,
        model_version: ratingModel,
        valid_from: now.toISOString(),
      };
      await all('kyc.risk_rating')
        .where({ customer_id: customerId, valid_to: null })
        .update({ valid_to: now });
      await all('kyc.risk_rating').insert({
        ...rating,
        customer_id: customerId,
        score: { LOW: 10, MEDIUM: 48, HIGH: 74, PROHIBITED: 96 }[band],
        recorded_at: now,
      });
      return {
        id: rating.id,
        customerId,
        band,
        reason: rating.reason,
        modelVersion: rating.model_version,
        validFrom: rating.valid_from,
        previous,
      };
    }),
  );
}
