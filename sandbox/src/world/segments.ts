/** A model of the bank's model inventory. */
export interface ModelVersion {
  /** e.g. `"MV-spend-3"`. */
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly purpose: string;
  readonly assumptions: readonly string[];
  readonly limitations: readonly string[];
  readonly owner: string;
  readonly tier: 1 | 2 | 3;
  readonly validatedAt: string;
  readonly status: 'DEVELOPMENT' | 'VALIDATED' | 'IN_USE' | 'RETIRED';
}

/** The customer belongs to a segment. */
export interface SegmentMembership {
  /** `SEG-<customer number>-<ordinal>`. */
  readonly id: string;
  readonly segment: string;
  readonly category: 'MARKETING' | 'RISK';
  readonly since: string;
  /** Decimal string, 0 to 1. */
  readonly score: string;
  readonly source: 'UNOMI' | 'BATCH_MODEL' | 'RULE';
  readonly modelVersionId: string;
}

/** A person moved the customer to another segment, and another person approved it. */
export interface MembershipOverride {
  /** `OVR-<customer number>-<ordinal>`. */
  readonly id: string;
  readonly membershipId: string;
  readonly fromSegment: string;
  readonly toSegment: string;
  readonly reason: string;
  readonly byStaff: string;
  readonly approvedBy: string;
  readonly expiresAt: string;
  readonly at: string;
}

/** A probability that a model gave. */
export interface Prediction {
  /** `PRED-<customer number>-<ordinal>`. */
  readonly id: string;
  readonly kind: 'DEFAULT' | 'CHURN' | 'RISING_RISK';
  /** Decimal string, 0 to 1. */
  readonly probability: string;
  readonly horizonDays: number;
  readonly producedAt: string;
  readonly modelVersionId: string;
}

/** The customer's profile in Apache Unomi; `properties.customerNumber` is the customer id. */
export interface UnomiProfile {
  /** `unomi-<customer number>`. */
  readonly itemId: string;
  readonly properties: Readonly<Record<string, string | number | boolean>>;
  readonly segments: readonly string[];
  readonly scores: Readonly<Record<string, number>>;
  readonly mergedWith: string | null;
  readonly consents: Readonly<
    Record<
      string,
      {
        readonly typeIdentifier: string;
        readonly status: 'GRANTED' | 'DENIED' | 'REVOKED';
        readonly statusDate: string;
        readonly revokeDate: string | null;
      }
    >
  >;
  readonly lastUpdated: string;
}
