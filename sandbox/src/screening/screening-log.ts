import { candidate, screened } from '../world/due-diligence.js';
import type { Screening, ScreeningMatch } from '../world/screenings.js';
import { Subject } from '../world/subject.js';
import type { World } from '../world/world.js';

/** What a new screening shall find: somebody of the customer's name, or nobody. */
export type ScreeningFinding = 'match' | 'clear';

/**
 * The bank's own log of screenings, as `GET /screenings` shows it: those of the world, and what was added since the service
 * started.
 */
export class ScreeningLog {
  readonly #world: World;
  readonly #added = new Map<string, readonly Screening[]>();
  #lastOrdinal = 0;

  constructor(world: World) {
    this.#world = world;
  }

  /** Everything about these customers; unknown ones have none. */
  entries(customerIds: readonly string[]): unknown[] {
    return customerIds.flatMap((customerId) =>
      [...(this.#world.customer(customerId)?.screenings ?? []), ...(this.#added.get(customerId) ?? [])].map(
        (screening) => logEntry(customerId, screening),
      ),
    );
  }

  /** Screens a customer against the list of today, with this finding; undefined when the bank has no such customer. */
  add(customerId: string, finding: ScreeningFinding): unknown {
    const customer = this.#world.customer(customerId);
    if (customer === undefined) return undefined;
    const subject = new Subject(this.#world.seed, customer.number);
    const now = new Date();
    // By the clock, so that no screening of an earlier start had the same number.
    this.#lastOrdinal = Math.max(now.getTime(), this.#lastOrdinal + 1);
    const screening = screened(
      subject,
      this.#lastOrdinal,
      now.toISOString(),
      finding === 'match' ? [namesake(subject, customer.party.latinName)] : [],
    );
    this.#added.set(customerId, [...(this.#added.get(customerId) ?? []), screening]);
    return logEntry(customerId, screening);
  }
}

/** Somebody on the list of whom nobody has said yet whether they are the customer. */
function namesake(subject: Subject, name: string): ScreeningMatch {
  return candidate(
    {
      id: `NK-${subject.hash('new on the list').slice(0, 22)}`,
      caption: name.toUpperCase(),
      schema: 'Person',
      properties: { name: [name], country: ['us'], topics: ['sanction'] },
      datasets: ['us_ofac_sdn'],
      referents: [],
    },
    0.86,
    { status: 'PENDING', reviewedBy: null, reviewedAt: null },
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
