import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type EventSystem, NotUnderstood } from '../event-system.js';
import { payloadDigest } from '../payload-digest.js';
import { readJson } from '../read-json.js';

/** `2026-11-30 07:12:45.123` in UTC, as Sumsub writes it. */
const moment = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,3})?$/)
  .transform((text) => new Date(`${text.replace(' ', 'T')}Z`))
  .refine((date) => !Number.isNaN(date.getTime()));

/** Sumsub's `applicantReviewed`, as far as it is used. */
const applicantReviewed = z.object({
  type: z.literal('applicantReviewed'),
  applicantId: z.string().min(1).max(64),
  externalUserId: z.string().min(1).max(64).optional(),
  reviewStatus: z.literal('completed'),
  reviewResult: z.object({
    reviewAnswer: z.enum(['GREEN', 'RED']),
    reviewRejectType: z.enum(['RETRY', 'FINAL']).nullish(),
    moderationComment: z.string().max(2_000).nullish(),
    clientComment: z.string().max(2_000).nullish(),
  }),
  createdAtMs: moment,
});

/** What the vendor tells on the way there, and by which nothing is decided. */
const onTheWay = z.object({ type: z.enum(['applicantCreated', 'applicantPending', 'applicantOnHold']) });

const outcomes = {
  GREEN: 'Identity confirmed',
  RED_RETRY: 'Customer asked to try again',
  RED_FINAL: 'Identity not confirmed',
} as const;

/** The vendor that verifies identities: tells when a verification is done, also when it takes back an earlier one. */
export function identityVerificationEvents(secret: string): EventSystem {
  const { verify } = payloadDigest(secret);
  return {
    name: 'identity-verification',
    recordsIn: 'identity-verification',
    verify,
    read: (body) => {
      const told = readJson(body, z.union([applicantReviewed, onTheWay]));
      if (told.type !== 'applicantReviewed') return null;
      const { applicantId, externalUserId, reviewResult: result, createdAtMs } = told;
      if ((result.reviewAnswer === 'RED') !== (typeof result.reviewRejectType === 'string'))
        throw new NotUnderstood();
      const decision =
        result.reviewAnswer === 'GREEN'
          ? 'GREEN'
          : (`RED_${result.reviewRejectType}` as keyof typeof outcomes);
      const occurredAt = createdAtMs.toISOString();
      return {
        // A correlation id is that of a request, and several events may have it.
        id: createHash('sha256').update(`applicantReviewed/${applicantId}/${occurredAt}`).digest('hex'),
        occurredAt,
        about: { externalId: applicantId, customerId: externalUserId ?? null },
        evidence: applicantId,
        decision: {
          kind: 'kyc.verification',
          domain: 'kyc',
          decision,
          actor: { type: 'SYSTEM', id: 'identity-verification', role: 'vendor' },
          plan: null,
          outcome: outcomes[decision],
          reasonForCustomer: result.moderationComment ?? null,
          reasonInternal: result.clientComment ?? null,
          class: 'C',
        },
        caseId: null,
        replaces: true,
      };
    },
  };
}
