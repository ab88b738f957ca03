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
