/** States of a consent: UK Open Banking v4.0 `OBExternalConsentStatus1Code`, after ISO 20022. */
export const consentStatuses = ['AWAU', 'AUTH', 'RJCT', 'CANC', 'EXPD'] as const;

/** Awaiting authorisation, authorised, rejected, cancelled, expired. */
export type ConsentStatus = (typeof consentStatuses)[number];

/**
 * What each state can become. A cancelled consent lives again when the customer authenticates for it anew; a
 * rejected or expired one never does: the customer gives a new consent.
 */
const next: Readonly<Record<ConsentStatus, readonly ConsentStatus[]>> = {
  AWAU: ['AUTH', 'RJCT'],
  AUTH: ['CANC', 'EXPD'],
  CANC: ['AUTH'],
  RJCT: [],
  EXPD: [],
};

/** Whether a consent in one state may come into another. */
export function mayBecome(from: ConsentStatus, to: ConsentStatus): boolean {
  return next[from].includes(to);
}

/** Whether a step gives a cancelled consent again. */
export function isReauthentication(from: ConsentStatus, to: ConsentStatus): boolean {
  return from === 'CANC' && to === 'AUTH';
}

/**
 * The state that holds at a moment: an authorised consent whose time is over has expired, whether or not anybody
 * has written that down yet.
 *
 * @param consent as recorded; `expiresAt` is the first moment at which it does not hold, ISO 8601, null for none
 */
export function statusAt(
  consent: { readonly status: ConsentStatus; readonly expiresAt: string | null },
  moment: Date,
): ConsentStatus {
  const over = consent.expiresAt !== null && Date.parse(consent.expiresAt) <= moment.getTime();
  return over && mayBecome(consent.status, 'EXPD') ? 'EXPD' : consent.status;
}
