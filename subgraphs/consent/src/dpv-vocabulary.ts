import type { Consent } from './consent.js';
import { type ConsentStatus, isReauthentication } from './consent-life-cycle.js';

/**
 * Terms of the W3C Data Privacy Vocabulary 2.3 (https://w3id.org/dpv) that the bank uses. Each can be checked
 * against the published vocabulary.
 */

/** Purposes for which the bank or its partners process data: of consents, and declared with a request. */
export const bankPurposes = [
  'AccountManagement',
  'CommunicationForCustomerCare',
  'CounterMoneyLaundering',
  'Counterterrorism',
  'CustomerCare',
  'CustomerClaimsManagement',
  'CustomerRelationshipManagement',
  'DirectMarketing',
  'FraudPreventionAndDetection',
  'IdentityVerification',
  'LegalCompliance',
  'Marketing',
  'OrganisationComplianceManagement',
  'PaymentManagement',
  'PersonalisedAdvertising',
  'RequestedServiceProvision',
  'RightsFulfilment',
  'ServiceProvision',
] as const;

/**
 * Consent status of DPV for each state of a consent.
 *
 * CANC is ConsentWithdrawn: a consent of this bank is ended by the customer, in the bank's app or with the third
 * party, and DPV keeps ConsentRevoked for an end that somebody else than the data subject brings about.
 */
export const dpvStatusOf = {
  AWAU: 'ConsentRequested',
  AUTH: 'ConsentGiven',
  RJCT: 'ConsentRefused',
  CANC: 'ConsentWithdrawn',
  EXPD: 'ConsentExpired',
} as const satisfies Readonly<Record<ConsentStatus, string>>;

/** Consent status of DPV for a consent that was cancelled and given again. */
export const renewed = 'RenewedConsentGiven';

/** Every term that `dpvConsentStatus` can answer. */
export const dpvConsentStatuses = [...Object.values(dpvStatusOf), renewed] as const;

/** The consent status of DPV; a consent that was given again after it was cancelled is a renewed one. */
export function dpvConsentStatus(
  consent: Pick<Consent, 'status'> & {
    readonly history: readonly Pick<Consent['history'][number], 'status'>[];
  },
): (typeof dpvConsentStatuses)[number] {
  const states = consent.history.map(({ status }) => status);
  const givenAgain = states.some((status, at) => {
    const before = states[at - 1];
    return before !== undefined && isReauthentication(before, status);
  });
  return consent.status === 'AUTH' && givenAgain ? renewed : dpvStatusOf[consent.status];
}
