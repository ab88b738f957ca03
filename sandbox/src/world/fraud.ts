/** A device event as Fingerprint reports it; the server fills in the rest of its shape. */
export interface FingerprintEvent {
  /** `<epoch ms>.<kind><customer number>`; `linked_id` is the customer id. */
  readonly eventId: string;
  readonly at: string;
  readonly visitorId: string;
  /** 0 to 1. */
  readonly confidence: number;
  readonly ipAddress: string;
  readonly country: string;
  readonly city: string;
  readonly browser: string;
  readonly os: string;
  readonly vpn: boolean;
  readonly proxy: boolean;
  readonly tampering: boolean;
  readonly incognito: boolean;
  readonly bot: 'not_detected' | 'good' | 'bad';
  readonly firstSeenAt: string;
  /** Distinct ids seen with this device in 5 minutes, 1 hour, 24 hours. */
  readonly velocity: {
    readonly distinctIp: readonly [number, number, number];
    readonly distinctLinkedId: readonly [number, number, number];
    readonly distinctCountry: readonly [number, number, number];
    readonly events: readonly [number, number, number];
  };
}

/** A session scored by behavioural biometrics: labels only, never raw keystrokes. */
export interface BiometricSession {
  /** `BIO-<customer number>-<ordinal>`. */
  readonly id: string;
  readonly observedAt: string;
  /** Likeness to the customer's usual behaviour: 0 (a stranger) to 1 (surely them). */
  readonly score: number;
  readonly deviations: readonly string[];
}

/** The minFraud Score answer behind a decision. */
export interface MinFraudScore {
  /** UUID, see `record-id.ts`. */
  readonly id: string;
  /** 0.01 to 99. */
  readonly riskScore: number;
  readonly ipRisk: number;
  readonly disposition: {
    readonly action: 'accept' | 'reject' | 'manual_review' | 'test';
    readonly reason: 'default' | 'custom_rule';
    readonly ruleLabel: string | null;
  };
  readonly reasons: readonly {
    readonly multiplier: number;
    readonly reasons: readonly { readonly code: string; readonly reason: string }[];
  }[];
}

/** What the real-time risk engine decided, and for how long it holds. */
export interface FraudDecision {
  /** `FD-<customer number>-<ordinal>`. */
  readonly decisionId: string;
  readonly evaluatedAt: string;
  readonly policyVersion: string;
  readonly expiresAt: string;
  readonly action: 'ALLOW' | 'MONITOR' | 'STEP_UP' | 'OUTREACH' | 'HOLD' | 'BLOCK';
  /** Neutral wording for the customer. */
  readonly customerReason: string;
  readonly score: MinFraudScore;
  readonly stepUps: readonly {
    readonly id: string;
    readonly method: 'OTP' | 'PUSH' | 'BIOMETRIC' | 'CALL_BACK' | 'DOCUMENT';
    readonly result: 'PENDING' | 'PASSED' | 'FAILED' | 'ABANDONED';
    readonly at: string;
  }[];
}
