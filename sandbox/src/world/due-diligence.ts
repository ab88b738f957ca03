import type { Applicant, IdDocument, KycProfile, RiskRating, VerificationReview } from './kyc.js';
import { dateOf, daysAgo, minutesAfter } from './moment.js';
import { applicantId, recordId } from './record-id.js';
import type { Screening, ScreeningMatch, WatchlistEntity } from './screenings.js';
import type { Subject } from './subject.js';

/** Version of the model behind the risk ratings that hold today. */
export const ratingModel = 'customer-risk@4.2.0';

/** A risk rating; recorded at once unless told otherwise. */
export function rated(
  subject: Subject,
  ordinal: number,
  rating: Omit<RiskRating, 'id' | 'modelVersion' | 'recordedAt' | 'validTo'> &
    Partial<Pick<RiskRating, 'modelVersion' | 'recordedAt' | 'validTo'>>,
): RiskRating {
  return {
    id: recordId('RR', subject.number, ordinal),
    modelVersion: ratingModel,
    validTo: null,
    recordedAt: minutesAfter(rating.validFrom, 2),
    ...rating,
  };
}

/** An approved profile, opened when the customer came, to be reviewed so many days after the world's today. */
export function approvedProfile(openedAt: string, reviewInDays: number): KycProfile {
  return {
    status: 'APPROVED',
    cddLevel: 'STANDARD',
    nextReviewAt: dateOf(daysAgo(-reviewInDays)),
    openedAt,
  };
}

/** An identity document by chance; valid for years yet unless told otherwise. A customer's second has ordinal 2. */
export function identityDocument(
  subject: Subject,
  document: Partial<Pick<IdDocument, 'idDocType' | 'country' | 'validUntil'>> & { readonly ordinal?: 2 } = {},
): IdDocument {
  const name = document.ordinal === undefined ? 'document' : `document-${document.ordinal}`;
  const random = subject.random(name);
  return {
    idDocType: document.idDocType ?? random.pick(['PASSPORT', 'DRIVERS', 'ID_CARD']),
    country: document.country ?? 'GBR',
    validUntil: document.validUntil ?? `${random.int(2028, 2034)}-0${random.int(1, 9)}-1${random.int(0, 9)}`,
    number: `${random.pick(['5', '6', '7'])}${random.digits(8)}`,
    imageSha256: subject.hash(`image of ${name} of ${subject.customerId}`),
  };
}

/** A review that the customer passed. */
export function passedReview(createDate: string): VerificationReview {
  return {
    reviewStatus: 'completed',
    createDate,
    reviewDate: minutesAfter(createDate, 12),
    reviewResult: {
      reviewAnswer: 'GREEN',
      reviewRejectType: null,
      rejectLabels: [],
      moderationComment: null,
      clientComment: null,
    },
  };
}

/** A review that the customer failed. The first comment is for them, the second for the bank only. */
export function failedReview(
  createDate: string,
  reviewRejectType: 'RETRY' | 'FINAL',
  rejectLabels: readonly string[],
  moderationComment: string,
  clientComment: string,
): VerificationReview {
  return {
    reviewStatus: 'completed',
    createDate,
    reviewDate: minutesAfter(createDate, 25),
    reviewResult: { reviewAnswer: 'RED', reviewRejectType, rejectLabels, moderationComment, clientComment },
  };
}

/** The applicant's file at the vendor. */
export function applicant(
  subject: Subject,
  review: VerificationReview,
  idDocs: readonly IdDocument[],
  history: readonly VerificationReview[] = [],
): Applicant {
  return { id: applicantId(subject.number), review, history, idDocs };
}

/** A run against the lists; its status follows from the reviews of its matches. */
export function screened(
  subject: Subject,
  ordinal: number,
  screenedAt: string,
  matches: readonly ScreeningMatch[] = [],
): Screening {
  const statuses = matches.map((match) => match.review.status);
  return {
    id: recordId('SCR', subject.number, ordinal),
    screenedAt,
    dataset: 'sanctions',
    listVersion: `${dateOf(screenedAt).replaceAll('-', '')}-0400`,
    algorithm: 'logic-v1',
    threshold: 0.7,
    status: statuses.includes('CONFIRMED_HIT') ? 'HIT' : statuses.includes('PENDING') ? 'IN_REVIEW' : 'CLEAR',
    matches,
  };
}

/** A candidate of a run, and what became of it. */
export function candidate(
  entity: WatchlistEntity,
  score: number,
  review: ScreeningMatch['review'],
): ScreeningMatch {
  return {
    entity,
    score,
    match: score >= 0.7,
    explanations: {
      name_literal_match: { score: score >= 0.95 ? 1 : 0, detail: 'Name as written' },
      person_name_jaro_winkler: { score, detail: 'Similarity of the parts of the name' },
    },
    review,
  };
}
