/** Answers of the identity verification vendor: passed or failed. */
export const verificationAnswers = ['GREEN', 'RED'] as const;

/** Whether a failed verification may be tried again. */
export const rejectTypes = ['RETRY', 'FINAL'] as const;

/**
 * One review of a customer's identity. The two reasons come from two fields of the vendor and never meet: nothing
 * of `reasonInternal` may be derived into what the customer is told.
 */
export interface Review {
  readonly id: string;
  readonly vendor: string;
  /** Null until the review is decided. */
  readonly answer: (typeof verificationAnswers)[number] | null;
  readonly rejectType: (typeof rejectTypes)[number] | null;
  readonly labels: readonly string[];
  /** What the customer may be told. */
  readonly reasonForCustomer: string | null;
  /** What only the bank may know. */
  readonly reasonInternal: string | null;
  /** ISO 8601 date and time. */
  readonly createdAt: string;
  readonly reviewedAt: string | null;
}

/** A review among the others of the customer. */
export interface Verification extends Review {
  /** True when it reversed an earlier answer; null until it is decided. */
  readonly reversesEarlier: boolean | null;
}

/**
 * Places each review after those before it, the newest first. Given in the vendor's order, which decides where two
 * are of the same moment. A review reverses an earlier one when it decides
 * otherwise than the last binding answer. Binding are GREEN and a FINAL rejection; a rejection that invites another
 * try is not reversed by the try that succeeds.
 */
export function newestFirst(reviews: readonly Review[]): readonly Verification[] {
  const oldestFirst = [...reviews].sort((one, other) => decidedOrAsked(one) - decidedOrAsked(other));
  let binding: Review['answer'] = null;
  const placed = oldestFirst.map((review): Verification => {
    const reversesEarlier = review.answer === null ? null : binding !== null && binding !== review.answer;
    if (review.answer === 'GREEN' || review.rejectType === 'FINAL') binding = review.answer;
    return { ...review, reversesEarlier };
  });
  return placed.reverse();
}

function decidedOrAsked(review: Review): number {
  return Date.parse(review.reviewedAt ?? review.createdAt);
}
