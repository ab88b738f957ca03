import type { Screening, ScreeningMatch } from '../world/screenings.js';
import type { World } from '../world/world.js';

/** The bank's own log of screenings, as `GET /screenings` shows it; unknown customers have none. */
export function screeningLog(world: World, customerIds: readonly string[]): unknown[] {
  return customerIds.flatMap((customerId) =>
    (world.customer(customerId)?.screenings ?? []).map((screening) => logEntry(customerId, screening)),
  );
}

function logEntry(customerId: string, screening: Screening): unknown {
  return {
    id: screening.id,
    customer_id: customerId,
    screened_at: screening.screenedAt,
    dataset: screening.dataset,
    list_version: screening.listVersion,
    algorithm: screening.algorithm,
    threshold: screening.threshold,
    status: screening.status,
    matches: screening.matches.map(logMatch),
  };
}

function logMatch(match: ScreeningMatch): unknown {
  return {
    ...match.entity,
    target: true,
    score: match.score,
    match: match.match,
    explanations: match.explanations,
    review: {
      status: match.review.status,
      reviewed_by: match.review.reviewedBy,
      reviewed_at: match.review.reviewedAt,
    },
  };
}
