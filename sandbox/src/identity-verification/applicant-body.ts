import type { Applicant, VerificationReview } from '../world/kyc.js';

/** An applicant as the vendor's API writes it. */
export function applicantBody(customerId: string, applicant: Applicant): Record<string, unknown> {
  return {
    id: applicant.id,
    externalUserId: customerId,
    review: reviewBody(applicant.review),
    history: applicant.history.map(reviewBody),
    idDocs: applicant.idDocs.map(({ idDocType, country, validUntil, number, imageSha256 }) => ({
      idDocType,
      country,
      validUntil,
      number,
      imageSha256,
    })),
  };
}

/** The vendor leaves out what it does not know instead of writing null. */
function reviewBody(review: VerificationReview): Record<string, unknown> {
  const { reviewStatus, createDate, reviewDate, reviewResult } = review;
  return {
    reviewStatus,
    createDate,
    ...(reviewDate === null ? {} : { reviewDate }),
    ...(reviewResult === null
      ? {}
      : {
          reviewResult: Object.fromEntries(
            Object.entries(reviewResult).filter(([, value]) => value !== null),
          ),
        }),
  };
}
