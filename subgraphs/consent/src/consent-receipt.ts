import type { Consent } from './consent.js';
import { dpvConsentStatus } from './dpv-vocabulary.js';

/** Namespace of the W3C Data Privacy Vocabulary. */
const dpv = 'https://w3id.org/dpv#';

/** The bank, in whose name data is processed. */
const controller = 'bank';

/**
 * The receipt of a consent after ISO/IEC TS 27560:2023: what the customer can keep, and show to the bank. Terms are those of
 * W3C DPV, as addresses.
 *
 * @param customerId whose consent it is, the PII principal
 */
export function consentReceipt(consent: Consent, customerId: string) {
  const { history } = consent;
  const [notice, noticeVersion] = noticeOf(consent.noticeVersion);
  return {
    schemaVersion: 'ISO/IEC TS 27560:2023',
    recordId: consent.id,
    recordVersion: consent.version,
    piiPrincipalId: customerId,
    piiController: controller,
    purposes: [dpv + consent.purpose],
    lawfulBasis: dpv + consent.lawfulBasis,
    recipients: [consent.grantee],
    notice,
    noticeVersion,
    events: history.map((event, at) => ({
      state: dpv + dpvConsentStatus({ status: event.status, history: history.slice(0, at + 1) }),
      at: event.at,
      noticeVersion: event.noticeVersion,
    })),
  };
}

/** `privacy-notice@7` is version 7 of `privacy-notice`. */
function noticeOf(version: string): readonly [string, string | null] {
  const at = version.lastIndexOf('@');
  return at < 1 ? [version, null] : [version.slice(0, at), version.slice(at + 1)];
}
