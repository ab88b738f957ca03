/** Where the customer stands in due diligence. */
export interface KycProfile {
  readonly status: 'NEW' | 'PROCESSING' | 'APPROVED' | 'REJECTED';
  readonly cddLevel: 'SIMPLIFIED' | 'STANDARD' | 'ENHANCED';
  readonly nextReviewAt: string;
  readonly openedAt: string;
}

/** A risk rating with both its times: when it held, and when the bank wrote it down. */
export interface RiskRating {
  /** `RR-<customer number>-<ordinal>`. */
  readonly id: string;
  readonly band: 'LOW' | 'MEDIUM' | 'HIGH' | 'PROHIBITED';
  /** 0 to 100. */
  readonly score: number;
  readonly reason: string;
  readonly modelVersion: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly recordedAt: string;
}

/** An identity document as the verification vendor read it. */
export interface IdDocument {
  readonly idDocType: 'PASSPORT' | 'DRIVERS' | 'ID_CARD' | 'RESIDENCE_PERMIT';
  /** ISO 3166-1 alpha-3, as the vendor writes it. */
  readonly country: string;
  /** ISO date. */
  readonly validUntil: string;
  readonly number: string;
  readonly imageSha256: string;
}

/** One review by the vendor; `moderationComment` is for the customer, `clientComment` for the bank only. */
export interface VerificationReview {
  readonly reviewStatus: 'init' | 'pending' | 'onHold' | 'completed';
  readonly createDate: string;
  readonly reviewDate: string | null;
  readonly reviewResult: {
    readonly reviewAnswer: 'GREEN' | 'RED';
    readonly reviewRejectType: 'RETRY' | 'FINAL' | null;
    readonly rejectLabels: readonly string[];
    readonly moderationComment: string | null;
    readonly clientComment: string | null;
  } | null;
}

/** The customer's applicant file at the identity-verification vendor. */
export interface Applicant {
  /** The vendor's id: 24 hex-like characters ending in the customer number. */
  readonly id: string;
  readonly review: VerificationReview;
  /** Earlier reviews, oldest first. */
  readonly history: readonly VerificationReview[];
  readonly idDocs: readonly IdDocument[];
}
