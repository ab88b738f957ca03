/** Roles that staff members can have. */
export const staffRoles = [
  'frontline-agent',
  'relationship-manager',
  'fraud-analyst',
  'kyc-analyst',
  'aml-investigator',
  'mlro',
  'dpo',
  'auditor',
  'marketing',
] as const;

export type StaffRole = (typeof staffRoles)[number];

export interface StaffMember {
  /** `S-<role>-<k>`. */
  readonly staffId: string;
  readonly role: StaffRole;
  readonly name: string;
  /** Their own number as a customer; null unless they bank here. */
  readonly customerId: string | null;
}

/** Walls around customers: colleagues, and people whom everybody would like to look up. */
export type CustomerWall = 'STAFF' | 'VIP';

/** The staff member may see customers behind the wall. */
export interface WallClearance {
  readonly staffId: string;
  readonly wall: CustomerWall;
  readonly since: string;
  readonly until: string | null;
}

/** The staff member must have nothing to do with the customer. */
export interface ConflictOfInterest {
  readonly staffId: string;
  readonly customerId: string;
  readonly since: string;
  readonly until: string | null;
}

/** The staff member looks after the customer. */
export interface CustomerAssignment {
  readonly staffId: string;
  readonly customerId: string;
  readonly kind: 'PORTFOLIO' | 'CASE_WORK';
  readonly since: string;
  readonly until: string | null;
}

/** The staff member works on the case. */
export interface CaseAssignment {
  readonly staffId: string;
  readonly caseId: string;
  readonly customerId: string;
  readonly since: string;
  readonly until: string | null;
}
