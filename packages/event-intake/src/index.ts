/** Takes in what the bank's systems tell: signed webhooks become decisions in the ledger. */
export { convoySignature } from './convoy-signature.js';
export { type DeadLetter, deadLetterBody, listDeadLetters, replayDeadLetter } from './dead-letters.js';
export {
  type ConsentOrder,
  type DeadLetterReason,
  type EndConsent,
  EventIntake,
  type EventIntakeOptions,
  type Received,
} from './event-intake.js';
export { eventRoutes, maxEventBytes } from './event-routes.js';
export type { BankEvent, Delivery, EventSystem } from './event-system.js';
export { type FindCustomer, findCustomerIn } from './find-customer.js';
export { eventIntakeRole, eventKeeperRole, prepareEventIntake } from './intake-schema.js';
export { type NamesCustomer, namesOf } from './names-customer.js';
export { payloadDigest } from './payload-digest.js';
export {
  type DiscardedLetter,
  discardDeadLetter,
  eraseDeadLetters,
  expireDeadLetters,
  listDiscarded,
  type Removed,
  type Removing,
} from './remove-dead-letters.js';
export type { TokenTransmitter } from './security-event-token.js';
export { standardWebhook } from './standard-webhook.js';
export { consentEvents } from './systems/consent.js';
export { fraudEvents } from './systems/fraud.js';
export { identityVerificationEvents } from './systems/identity-verification.js';
export { marbleEvents } from './systems/marble.js';
export { riskRatingEvents } from './systems/risk-rating.js';
export { screeningEvents } from './systems/screening.js';
export { segmentationEvents } from './systems/segmentation.js';
export { sharedSignalsEvents } from './systems/shared-signals.js';
export { tazamaEvents } from './systems/tazama.js';
