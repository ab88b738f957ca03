import type { JourneyKind, JourneyStep } from './schema.generated.js';

/**
 * Which steps each kind of journey has, in the order in which they are done. Closed: the migrations repeat the codes, so a new
 * one needs a migration too. A step is never taken out, because journeys that are kept name it.
 */
export const journeySteps: Readonly<Record<JourneyKind, readonly JourneyStep[]>> = {
  DOCUMENT_RENEWAL: ['DOCUMENT_PROVIDED', 'IDENTITY_CHECKED', 'RECORD_UPDATED'],
  ADDRESS_CHANGE: ['NEW_ADDRESS_GIVEN', 'PROOF_PROVIDED', 'ADDRESS_CONFIRMED'],
  PAYMENT_PROBLEM: [
    'PROBLEM_REPORTED',
    'PAYMENT_IDENTIFIED',
    'IDENTITY_CHECKED',
    'PAYMENT_SETTLED',
    'OUTCOME_CONFIRMED',
  ],
  ONBOARDING: ['DETAILS_GIVEN', 'DOCUMENT_PROVIDED', 'IDENTITY_CHECKED', 'TERMS_ACCEPTED', 'ACCOUNT_OPENED'],
};

/** Steps that the bank does: a customer cannot say that they are done. */
const stepsOfTheBank: ReadonlySet<JourneyStep> = new Set([
  'IDENTITY_CHECKED',
  'RECORD_UPDATED',
  'ADDRESS_CONFIRMED',
  'PAYMENT_SETTLED',
  'ACCOUNT_OPENED',
]);

/** Whether it is the bank that does a step, and not the customer. */
export function isStepOfTheBank(step: JourneyStep): boolean {
  return stepsOfTheBank.has(step);
}
