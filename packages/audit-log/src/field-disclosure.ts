import type { FieldDecision, RecordedConsent } from './audit-record.js';

/** That a field of one customer's data was shown, shown masked, or refused, and how often; never its value. */
export interface FieldDisclosure {
  /** Customer whose data it is; null when it is nobody's, for example a search as such. */
  readonly subject: string | null;
  /** `Type.field`, or `Type` for rows that were withheld as a whole. */
  readonly field: string;
  readonly decision: FieldDecision;
  readonly count: number;
  /** Consents of the subject that decisions of the request looked at and found in force; absent when there were none. */
  readonly consents?: readonly RecordedConsent[];
}
