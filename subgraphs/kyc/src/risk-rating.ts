/** Bands of customer risk. */
export const riskBands = ['LOW', 'MEDIUM', 'HIGH', 'PROHIBITED'] as const;

/** A rating of the customer's risk in valid time and recorded time. Times are ISO 8601 in UTC. */
export interface RiskRating {
  readonly id: string;
  readonly band: (typeof riskBands)[number];
  /** Decimal text, 0 to 100. */
  readonly score: string;
  readonly reason: string;
  readonly modelVersion: string;
  /** From when the rating applies. */
  readonly validFrom: string;
  /** When it ceased to apply: the first moment at which it does not. Null while in force. */
  readonly validTo: string | null;
  /** When the bank wrote it down; later than `validFrom` for what it learned later. */
  readonly recordedAt: string;
}

/** Newest first: by the time it applies from, then by the time it was written down. */
export function newestFirst(one: RiskRating, other: RiskRating): number {
  return (
    Date.parse(other.validFrom) - Date.parse(one.validFrom) ||
    Date.parse(other.recordedAt) - Date.parse(one.recordedAt) ||
    other.id.localeCompare(one.id)
  );
}

/**
 * The rating that applies at a moment, as far as the bank had written down by then; null when there is none. Where
 * several apply, as after a correction, the one written down last is believed.
 */
export function ratingInForce(ratings: readonly RiskRating[], at: Date): RiskRating | null {
  const moment = at.getTime();
  const applying = ratings.filter(
    ({ validFrom, validTo, recordedAt }) =>
      Date.parse(validFrom) <= moment &&
      (validTo === null || moment < Date.parse(validTo)) &&
      Date.parse(recordedAt) <= moment,
  );
  const lastRecorded = (best: RiskRating, next: RiskRating) =>
    Date.parse(next.recordedAt) > Date.parse(best.recordedAt) ? next : best;
  return applying.length === 0 ? null : applying.sort(newestFirst).reduce(lastRecorded);
}
