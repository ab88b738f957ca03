import type { CustomerRecords } from '@bankgraph/bank-sources';

/** States of a screening. */
export const screeningStatuses = ['CLEAR', 'IN_REVIEW', 'HIT'] as const;
export type ScreeningStatus = (typeof screeningStatuses)[number];

/** How a match was judged. */
export const matchStatuses = ['PENDING', 'NO_HIT', 'CONFIRMED_HIT', 'SKIPPED'] as const;
export type MatchStatus = (typeof matchStatuses)[number];

/** An entry of a list that resembles somebody. Scores are decimal text, 0 to 1. */
export interface Candidate {
  /** Canonical identifier of the entity. */
  readonly entityId: string;
  /** Identifiers that were merged into it: a decision about one of them is a decision about this entity. */
  readonly referents: readonly string[];
  /** FollowTheMoney schema. */
  readonly schema: string;
  readonly caption: string;
  readonly topics: readonly string[];
  readonly datasets: readonly string[];
  readonly score: string;
  readonly explanations: readonly {
    readonly feature: string;
    readonly score: string;
    readonly detail: string | null;
  }[];
}

/** What became of a match. */
export interface MatchReview {
  readonly status: MatchStatus;
  /** The person who judged it. */
  readonly reviewedBy: string | null;
  /** ISO 8601 date and time. */
  readonly reviewedAt: string | null;
}

/** A candidate of a screening of a customer, and what became of it. */
export interface ScreeningMatch extends Candidate, MatchReview {}

/** One screening of a customer against lists. */
export interface Screening {
  readonly id: string;
  readonly dataset: string;
  readonly listVersion: string;
  readonly algorithm: string;
  /** Decimal text, 0 to 1. */
  readonly threshold: string;
  readonly status: ScreeningStatus;
  /** ISO 8601 date and time. */
  readonly screenedAt: string;
  readonly matches: readonly ScreeningMatch[];
}

/** The bank's log of screenings. One call, however many customers are asked for. */
export interface ScreeningLog {
  /** The newest first. */
  screenings(
    customerIds: readonly string[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, CustomerRecords<Screening>>>;
}

/**
 * What a matcher's result alone amounts to: something that a person has to judge, or nothing. It is never a hit:
 * names collide, and only a person may say that a customer is the one on the list.
 *
 * @param result `match` as the matcher says; `score` from 0 to 1
 * @param threshold score from which on a result has to be judged even if the matcher does not say so
 */
export function screeningOutcome(
  result: { readonly match: boolean; readonly score: number },
  threshold = 1,
): 'PENDING' | 'NO_HIT' {
  return result.match || result.score >= threshold ? 'PENDING' : 'NO_HIT';
}

/** The review as it may be believed: a hit that no person is on record for having confirmed is still to be judged. */
export function believable(review: MatchReview): MatchReview {
  const unconfirmed =
    review.status === 'CONFIRMED_HIT' && (review.reviewedBy === null || review.reviewedAt === null);
  return unconfirmed ? { ...review, status: 'PENDING' } : review;
}

/**
 * The state of a screening as it may be believed, given the reviews of its matches: never HIT without a confirmed
 * match, and never CLEAR with a match that is confirmed or still to be judged.
 */
export function believableStatus(said: ScreeningStatus, matches: readonly MatchReview[]): ScreeningStatus {
  const statuses = new Set(matches.map(({ status }) => status));
  if (statuses.has('CONFIRMED_HIT')) return 'HIT';
  return said === 'HIT' || statuses.has('PENDING') ? 'IN_REVIEW' : said;
}
