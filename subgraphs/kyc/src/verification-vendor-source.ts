import {
  type BankSystem,
  byCustomer,
  type CustomerRecords,
  fieldNormaliser,
  isoDate,
  isoDateTime,
  plainId,
  quarantine,
  quarantineErrors,
  requireValid,
} from '@bankgraph/bank-sources';
import countries from 'i18n-iso-countries';
import { z } from 'zod';
import { type IdDocument, idDocumentTypes } from './id-document.js';
import { newestFirst, type Review, rejectTypes, verificationAnswers } from './verification.js';
import type { VerificationFile, VerificationVendor } from './verification-vendor.js';

/** Kinds of upload at the vendor that identify nobody: they are no identity documents, and no fault either. */
const otherUploads: ReadonlySet<unknown> = new Set([
  ...['SELFIE', 'VIDEO_SELFIE', 'PROFILE_IMAGE', 'PHOTO', 'UTILITY_BILL', 'BANK_STATEMENT', 'BANK_CARD'],
  ...['PROOF_OF_PAYMENT', 'INCOME_SOURCE', 'AGREEMENT', 'CONTRACT', 'COVID_VACCINATION_FORM', 'OTHER'],
]);

const page = z.object({ items: z.array(z.unknown()) });

/** An applicant. Reviews and documents are checked one by one, so they may be anything here. */
export const vendorApplicant = z.object({
  id: plainId,
  review: z.unknown().optional(),
  history: z.array(z.unknown()).nullish(),
  idDocs: z.unknown().optional(),
});

const wording = z
  .string()
  .nullish()
  .transform((text) => text?.trim() || null);

/** A review as the vendor sends it; what it does not know it leaves out. */
export const vendorReview = z
  .object({
    reviewStatus: z.string(),
    createDate: isoDateTime,
    reviewDate: isoDateTime.nullish(),
    reviewResult: z
      .object({
        reviewAnswer: z.enum(verificationAnswers),
        reviewRejectType: z.enum(rejectTypes).nullish(),
        rejectLabels: z.array(z.string()).nullish(),
        moderationComment: wording,
        clientComment: wording,
      })
      .nullish(),
  })
  .refine(
    ({ reviewStatus, reviewResult }) => reviewStatus !== 'completed' || reviewResult != null,
    'completed without a result',
  )
  .refine(
    ({ reviewResult }) => reviewResult?.reviewAnswer !== 'GREEN' || reviewResult.reviewRejectType == null,
    'passed and rejected at once',
  );

/** Sumsub's older form `2026-06-30 11:05:14+0000` is ISO 8601 with a blank; without an offset it is UTC. */
const blankInDate = fieldNormaliser('blank-in-date-time', ['createDate', 'reviewDate'], (value) => {
  const parts =
    typeof value === 'string'
      ? /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)(?:([+-]\d{2}):?(\d{2}))?$/.exec(value)
      : null;
  if (parts === null) return undefined;
  const [, date, time, hours, minutes] = parts;
  return `${date}T${time}${hours === undefined ? 'Z' : `${hours}:${minutes}`}`;
});

/** An identity document as the vendor sends it. */
export const vendorDocument = z.object({
  idDocType: z.enum(idDocumentTypes),
  country: z.string().transform((alpha3, context) => {
    const alpha2 = countries.alpha3ToAlpha2(alpha3);
    if (alpha2 !== undefined) return alpha2;
    context.addIssue({ code: 'custom', message: 'not an ISO 3166-1 alpha-3 code' });
    return z.NEVER;
  }),
  validUntil: isoDate.nullish(),
  number: z.string().min(1).nullish(),
  imageSha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/i)
    .nullish(),
});

/**
 * A review in our terms. A result counts when the review is completed: before that it may be the one of an earlier
 * try.
 */
export function fromReview(record: z.output<typeof vendorReview>, id: string, vendor: string): Review {
  const result = record.reviewStatus === 'completed' ? record.reviewResult : null;
  return {
    id,
    vendor,
    answer: result?.reviewAnswer ?? null,
    rejectType: result?.reviewRejectType ?? null,
    labels: result?.rejectLabels ?? [],
    reasonForCustomer: result?.moderationComment ?? null,
    reasonInternal: result?.clientComment ?? null,
    createdAt: record.createDate,
    reviewedAt: record.reviewDate ?? null,
  };
}

/** A document in our terms. */
export function fromDocument(record: z.output<typeof vendorDocument>): IdDocument {
  return {
    type: record.idDocType,
    country: record.country,
    expiresOn: record.validUntil ?? null,
    number: record.number ?? null,
    imageHash: record.imageSha256?.toLowerCase() ?? null,
  };
}

/** Everything in an applicant's file: reviews by their place in time as `<applicant>-<n>`, the oldest 1. */
export function fromApplicant(
  system: string,
  vendor: string,
  record: z.output<typeof vendorApplicant>,
): { readonly reviews: CustomerRecords<Review>; readonly documents: CustomerRecords<IdDocument> } {
  const places = new Map([...(record.history ?? []), record.review].map((review, at) => [review, at + 1]));
  const place = (review: unknown) => `${record.id}-${places.get(review)}`;
  const reviews = [...places.keys()].map((review) => ({
    review,
    sorted: quarantine(system, vendorReview, [review], () => place(review), [blankInDate]),
  }));
  const uploads = Array.isArray(record.idDocs)
    ? record.idDocs.filter((upload: { idDocType?: unknown } | null) => !otherUploads.has(upload?.idDocType))
    : [record.idDocs];
  const documents = quarantine(
    system,
    vendorDocument,
    uploads,
    (upload) => `${record.id}/idDocs/${uploads.indexOf(upload)}`,
  );
  return {
    reviews: {
      records: reviews.flatMap(({ review, sorted }) =>
        sorted.accepted.map((accepted) => fromReview(accepted, place(review), vendor)),
      ),
      faults: reviews.flatMap(({ sorted }) => quarantineErrors(sorted)),
    },
    documents: { records: documents.accepted.map(fromDocument), faults: quarantineErrors(documents) },
  };
}

/**
 * An identity verification vendor that speaks like Sumsub, asked for a batch of the bank's customer numbers.
 *
 * @param system base URL and the `x-app-token` header
 * @param options vendor: its name as staff and customers read it
 */
export function verificationVendorSource(
  system: BankSystem,
  options: { readonly vendor?: string } = {},
): VerificationVendor {
  const { vendor = 'Sumsub' } = options;
  return {
    async files(customerIds, signal) {
      const answer = await system.get('/resources/applicants', {
        query: { externalUserIds: customerIds.join(',') },
        signal,
      });
      const { items } = requireValid(system.name, page, answer, '/resources/applicants');
      const applicants = byCustomer(system.name, vendorApplicant, customerIds, items, {
        customerOf: (item: { externalUserId?: unknown }) => item.externalUserId,
        idOf: (item: { id?: unknown }) => item.id,
      });
      return new Map(
        [...applicants].map(([customerId, { records, faults }]) => {
          const contents = records.map((record) => fromApplicant(system.name, vendor, record));
          const file: VerificationFile = {
            verifications: {
              records: newestFirst(contents.flatMap(({ reviews }) => reviews.records)),
              faults: [...faults, ...contents.flatMap(({ reviews }) => reviews.faults)],
            },
            documents: {
              records: contents.flatMap(({ documents }) => documents.records),
              faults: [...faults, ...contents.flatMap(({ documents }) => documents.faults)],
            },
          };
          return [customerId, file];
        }),
      );
    },
  };
}
