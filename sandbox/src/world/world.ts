import type { Account } from './accounts.js';
import type { CaseTask, MarbleCase, MarbleDecision, NoReportDecision, Sar, TazamaReport } from './aml.js';
import type { Consent } from './consents.js';
import type { BiometricSession, FingerprintEvent, FraudDecision } from './fraud.js';
import type { Interaction } from './interactions.js';
import type { WorldJourney } from './journeys.js';
import type { Applicant, KycProfile, RiskRating } from './kyc.js';
import type { LedgerEvent } from './ledger.js';
import type { LoanClient } from './loans.js';
import type { Party } from './party.js';
import type { ServiceRestriction } from './restrictions.js';
import type { Screening } from './screenings.js';
import type {
  MembershipOverride,
  ModelVersion,
  Prediction,
  SegmentMembership,
  UnomiProfile,
} from './segments.js';
import type {
  CaseAssignment,
  ConflictOfInterest,
  CustomerAssignment,
  CustomerWall,
  StaffMember,
  WallClearance,
} from './staff.js';

/** Names of the bank's systems. */
export const systemNames = [
  'core-banking',
  'identity-verification',
  'screening',
  'aml',
  'fraud',
  'segmentation',
  'loans',
] as const;

export type SystemName = (typeof systemNames)[number];

/** The bank reckons from this moment: the world's "today". */
export const referenceDate = '2026-06-30T00:00:00Z';

/** Everything that all systems of the bank together know about one customer. */
export interface WorldCustomer {
  /** `C-1001`… */
  readonly customerId: string;
  /** The digits of `customerId`; every id of a record of theirs contains it. */
  readonly number: number;
  readonly kind: 'PERSON' | 'BUSINESS';
  readonly since: string;
  /** Walls that deny before roles are looked at. Conflicts of interest are the world's, not the customer's. */
  readonly walls: readonly CustomerWall[];
  readonly party: Party;
  /** Own and joint accounts; a joint account is the same record at both holders. */
  readonly accounts: readonly Account[];
  readonly loanClient: LoanClient | null;
  readonly kycProfile: KycProfile;
  /** Oldest first. */
  readonly riskRatings: readonly RiskRating[];
  /** Null for the few who were on-boarded in a branch. */
  readonly applicant: Applicant | null;
  readonly screenings: readonly Screening[];
  /** Newest first. */
  readonly marbleDecisions: readonly MarbleDecision[];
  readonly marbleCases: readonly MarbleCase[];
  readonly tazamaReports: readonly TazamaReport[];
  readonly sars: readonly Sar[];
  readonly noReportDecisions: readonly NoReportDecision[];
  readonly caseTasks: readonly CaseTask[];
  /** Newest first. */
  readonly fingerprintEvents: readonly FingerprintEvent[];
  readonly biometricSessions: readonly BiometricSession[];
  readonly fraudDecisions: readonly FraudDecision[];
  readonly unomiProfile: UnomiProfile;
  readonly memberships: readonly SegmentMembership[];
  readonly overrides: readonly MembershipOverride[];
  readonly predictions: readonly Prediction[];
  readonly consents: readonly Consent[];
  readonly restrictions: readonly ServiceRestriction[];
  /** Oldest first. */
  readonly interactions: readonly Interaction[];
  readonly journeys: readonly WorldJourney[];
  /** Oldest first by `occurredAt`. */
  readonly ledgerEvents: readonly LedgerEvent[];
  /** Other systems' names for this customer; systems that are not listed use the customer id itself. */
  readonly externalIds: Readonly<Partial<Record<SystemName, string>>>;
}

/** The whole bank: a pure function of seed and size, made customer by customer when somebody asks. */
export interface World {
  readonly seed: number;
  /** How many customers there are: `C-1001` … `C-(1000 + size)`. */
  readonly size: number;
  readonly staff: readonly StaffMember[];
  readonly wallClearances: readonly WallClearance[];
  readonly conflictsOfInterest: readonly ConflictOfInterest[];
  readonly modelVersions: readonly ModelVersion[];
  /** Undefined when the bank has no such customer. */
  customer(customerId: string): WorldCustomer | undefined;
  /**
   * The customer whose record this id belongs to (account, case, decision, event, applicant … ids all carry
   * the customer number). For a joint account: its principal. Undefined when no such customer exists; the
   * record itself may still not exist.
   */
  ownerOf(recordId: string): WorldCustomer | undefined;
  /** All customers in order of their number. Walks lazily; do not collect 10,000 of them. */
  customers(): IterableIterator<WorldCustomer>;
  customerAssignments(customer: WorldCustomer): readonly CustomerAssignment[];
  caseAssignments(customer: WorldCustomer): readonly CaseAssignment[];
}
