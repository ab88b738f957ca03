import { convoySignature } from './convoy-signature.js';
import type { EventSystem } from './event-system.js';
import { payloadDigest } from './payload-digest.js';
import { standardWebhook } from './standard-webhook.js';
import { fraudEvents } from './systems/fraud.js';
import { identityVerificationEvents } from './systems/identity-verification.js';
import { marbleEvents } from './systems/marble.js';
import { riskRatingEvents } from './systems/risk-rating.js';
import { screeningEvents } from './systems/screening.js';
import { segmentationEvents } from './systems/segmentation.js';
import { tazamaEvents } from './systems/tazama.js';

/** Secrets of senders, for tests only. */
export const secrets = {
  'identity-verification': 'only for tests: the secret of the vendor',
  marble: 'only for tests: the secret of the engine',
  fraud: `whsec_${Buffer.from('only for tests: the secret of the risk engine').toString('base64')}`,
  tazama: `whsec_${Buffer.from('only for tests: the secret of the watcher of payments').toString('base64')}`,
  segmentation: `whsec_${Buffer.from('only for tests: the secret of the segments').toString('base64')}`,
  'risk-rating': `whsec_${Buffer.from('only for tests: the secret of the rating engine').toString('base64')}`,
  screening: `whsec_${Buffer.from('only for tests: the secret of who screens').toString('base64')}`,
};

/** Systems that know these secrets. */
export function systemsOf(of: typeof secrets): readonly EventSystem[] {
  return [
    identityVerificationEvents(of['identity-verification']),
    marbleEvents(of.marble),
    fraudEvents(of.fraud),
    tazamaEvents(of.tazama),
    segmentationEvents(of.segmentation),
    riskRatingEvents(of['risk-rating']),
    screeningEvents(of.screening),
  ];
}

/** A webhook ready to be sent. */
export interface Webhook {
  readonly path: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** That a verification is done; `at` is `2026-11-30 07:00:00.000`. */
export function reviewed(
  at: string,
  review: Readonly<Record<string, unknown>> = { reviewAnswer: 'GREEN' },
  more: Readonly<Record<string, unknown>> = {},
): Webhook {
  const body = JSON.stringify({
    applicantId: 'A-1001',
    inspectionId: 'I-1',
    correlationId: 'req-1',
    externalUserId: 'C-1001',
    levelName: 'basic-kyc-level',
    type: 'applicantReviewed',
    reviewResult: review,
    reviewStatus: 'completed',
    createdAtMs: at,
    ...more,
  });
  return {
    path: '/events/identity-verification',
    body,
    headers: payloadDigest(secrets['identity-verification']).sign(body),
  };
}

/** What Marble sends, signed now. */
export function marble(told: Readonly<Record<string, unknown>>, at = new Date()): Webhook {
  const body = JSON.stringify(told);
  return { path: '/events/marble', body, headers: convoySignature(secrets.marble).sign(body, at) };
}

/** What a system sends that signs as Standard Webhooks do. */
export function standard(
  system: 'fraud' | 'tazama' | 'segmentation' | 'risk-rating' | 'screening',
  id: string,
  told: Readonly<Record<string, unknown>>,
  at = new Date(),
): Webhook {
  const body = JSON.stringify(told);
  return {
    path: `/events/${system}`,
    body,
    headers: { ...standardWebhook(secrets[system]).sign(id, body, at) },
  };
}
