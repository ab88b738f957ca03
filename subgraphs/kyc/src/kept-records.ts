import type { CustomerRecords } from '@bankgraph/bank-sources';
import { jsonForm, keptType } from '@bankgraph/cache';
import type { KycProfile } from './kyc-profile.js';
import type { VerificationFile } from './verification-vendor.js';

/** What of this subgraph's systems is kept for a while. */
export const keptRecords = {
  profile: keptType(
    'kyc',
    'profile',
    jsonForm<CustomerRecords<KycProfile>>(({ faults }) => faults.length === 0),
  ),
  file: keptType(
    'identity-verification',
    'file',
    jsonForm<VerificationFile>(
      ({ verifications, documents }) => verifications.faults.length === 0 && documents.faults.length === 0,
    ),
  ),
};
